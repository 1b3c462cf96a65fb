#include "annotate/document/sources/archived_book.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/archives.h"

namespace sotto::document {
namespace {

using ::testing::HasSubstr;

TEST(ArchivedBook, IsWhatIsInIt) {
  Diagnostics diagnostics;
  const auto text_of = [&](const std::string& bytes) {
    const auto source = read_archived_book("a.txt", bytes, {}, diagnostics);
    return source ? source->text : "none";
  };
  EXPECT_EQ(text_of(sotto::testing::SmallEpub{{{"a.xhtml", sotto::testing::page("<p>EPUB</p>")}}}.bytes()), "EPUB");
  EXPECT_EQ(text_of(sotto::testing::zipped(
                {{"[Content_Types].xml", ""}, {"word/document.xml", "<w:p><w:r><w:t>DOCX</w:t></w:r></w:p>"}})),
            "DOCX");
  EXPECT_EQ(
      text_of(sotto::testing::zipped({{"content.xml", "<o:body><o:text><text:p>ODT</text:p></o:text></o:body>"}})),
      "ODT");
  EXPECT_TRUE(diagnostics.empty()) << render(diagnostics);
  EXPECT_EQ(text_of(sotto::testing::zipped({{"a.txt", "It rained."}})), "none");
  EXPECT_THAT(render(diagnostics), HasSubstr("a.txt: error: is an archive with no book in it"));
}

}  // namespace
}  // namespace sotto::document
