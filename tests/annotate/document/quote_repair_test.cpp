#include "annotate/document/quote_repair.h"

#include <gtest/gtest.h>

#include <string>

#include "annotate/language/languages.h"

namespace sotto::document {
namespace {

/// The text with "|" at an offset.
std::string cut_at(std::string text, std::optional<std::size_t> at) { return at ? text.insert(*at, "|") : text; }

std::string end_of(const std::string& text) {
  return cut_at(text, end_before_tag(language::default_language(), text, {0, text.size()}));
}
std::string start_of(const std::string& text) {
  return cut_at(text, start_after_tag(language::default_language(), text, {0, text.size()}));
}

TEST(QuoteRepair, ASpeechEndsBeforeItsTag) {
  EXPECT_EQ(end_of("Come in, said Meg."), "Come in,| said Meg.");
  EXPECT_EQ(end_of("Come in, she said, and sat."), "Come in,| she said, and sat.");
  EXPECT_EQ(end_of("Come in. It rains."), "Come in. It rains.");
}

TEST(QuoteRepair, ASpeechBeginsBehindTheSentenceOfATag) {
  EXPECT_EQ(start_of(" said Meg. Sit down."), " said Meg. |Sit down.");
  EXPECT_EQ(start_of(" and the rain went on. Sit down."), " and the rain went on. Sit down.");
}

TEST(QuoteRepair, ATagStandsRightHere) {
  const auto stands = [](const std::string& text) {
    return tag_stands_at(language::default_language(), text, {0, text.size()});
  };
  EXPECT_TRUE(stands(" said Meg."));
  EXPECT_TRUE(stands(" she said."));
  EXPECT_FALSE(stands(" and then said Meg."));
  EXPECT_FALSE(stands(""));
}

}  // namespace
}  // namespace sotto::document
