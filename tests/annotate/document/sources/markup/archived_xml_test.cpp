#include "annotate/document/sources/markup/archived_xml.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/archives.h"

namespace sotto::document {
namespace {

using ::testing::HasSubstr;

TEST(ArchivedXml, IsReadOrToldWhy) {
  const std::string bytes = sotto::testing::zipped({{"a.xml", "<a b='1'>One</a>"},
                                                    {"bad.xml", "<a>\n<b></a>"},
                                                    {"bomb.xml", "<!DOCTYPE a [<!ENTITY b '&c;'>]><a/>"}});
  Diagnostics diagnostics;
  const auto archive = Archive::open("x.zip", bytes, diagnostics);
  auto file = read_xml_file(*archive, "a.xml", false, diagnostics);
  ASSERT_TRUE(file);
  EXPECT_EQ(file->words(0), "One");
  EXPECT_EQ(file->attribute(0, "b"), "1");
  EXPECT_EQ(file->attribute(0, "c"), "");
  EXPECT_TRUE(read_xml_file(*archive, "bad.xml", true, diagnostics));
  EXPECT_TRUE(diagnostics.empty());
  EXPECT_FALSE(read_xml_file(*archive, "bad.xml", false, diagnostics));
  EXPECT_FALSE(read_xml_file(*archive, "bomb.xml", false, diagnostics));
  EXPECT_FALSE(read_xml_file(*archive, "none.xml", false, diagnostics));
  const std::string told = render(diagnostics);
  EXPECT_THAT(told, HasSubstr("x.zip!bad.xml:2:"));
  EXPECT_THAT(told, HasSubstr("x.zip!bomb.xml: error: declares entities"));
  EXPECT_THAT(told, HasSubstr("x.zip: error: there is no file 'none.xml' in it"));
}

}  // namespace
}  // namespace sotto::document
