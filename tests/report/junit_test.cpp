#include "report/junit.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <pugixml.hpp>

#include "report/full_report.h"

namespace sotto::report {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(Junit, NamesFailuresAndSkips) {
  pugi::xml_document document;
  ASSERT_TRUE(document.load_string(junit_xml(full_report()).c_str()));
  const pugi::xml_node suite = document.child("testsuites").child("testsuite");
  EXPECT_STREQ(suite.attribute("name").value(), "a-book");
  EXPECT_EQ(suite.attribute("tests").as_int(), 2);
  EXPECT_EQ(suite.attribute("failures").as_int(), 1);
  EXPECT_EQ(suite.attribute("errors").as_int(-1), 0);
  EXPECT_EQ(suite.attribute("skipped").as_int(), 1);
  const pugi::xml_node test = suite.first_child();
  EXPECT_STREQ(test.attribute("classname").value(), "a-book.signal");
  EXPECT_STREQ(test.attribute("name").value(), "No DC offset");
  EXPECT_STREQ(test.child("failure").attribute("message").value(), "largest: 0.01 (limit: at most 0.002)");
  EXPECT_THAT(test.child("failure").text().get(), HasSubstr("a.md:3:1 at 0:02: offset"));
  EXPECT_TRUE(test.next_sibling().child("skipped"));
}

TEST(MarkdownSummary, IsTextWhateverTheTitle) {
  const std::string summary = markdown_summary(full_report());
  EXPECT_THAT(summary, HasSubstr("1 of 2 checks fall short"));
  EXPECT_THAT(summary, HasSubstr("A \\<Book\\>"));
  EXPECT_THAT(summary, HasSubstr("One \\| two"));
  EXPECT_THAT(summary, HasSubstr("- chapter 1: text (is no more)"));
  EXPECT_THAT(summary, Not(HasSubstr("\x01")));
}

}  // namespace
}  // namespace sotto::report
