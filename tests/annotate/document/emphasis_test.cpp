#include "annotate/document/emphasis.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace sotto::document {
namespace {

std::string emphases(std::string_view text, std::span<const Span> of_format = {}) {
  std::string out;
  for (const Span span : emphasised(text, {0, text.size()}, of_format)) out += '[' + std::string(span.of(text)) + ']';
  return out;
}

TEST(Emphasis, StandsBetweenMarks) {
  EXPECT_EQ(emphases("It *really* rained, _all_ **night** long."), "[really][all][night]");
  EXPECT_EQ(emphases("*Two words*, and ***three***."), "[Two words][three]");
  EXPECT_EQ(emphases("_He said *so* again_"), "[He said *so* again][so]");
}

TEST(Emphasis, MarksWithoutAPartnerAreNone) {
  EXPECT_EQ(emphases("snake_case_name, 5 * 3 * 2, *open"), "");
  EXPECT_EQ(emphases("*open\n\nclosed*"), "");
  EXPECT_EQ(emphases("*on two\nlines*"), "[on two\nlines]");
}

TEST(Emphasis, OfTheFormatIsCutToTheStretch) {
  const std::string text = "one two three four";
  const std::vector<Span> of_format{{0, 3}, {4, 13}, {14, 18}};
  EXPECT_EQ(emphases(text, of_format), "[one][two three][four]");
  const std::vector<Span> found = emphasised(text, {8, 14}, of_format);
  EXPECT_EQ(found, (std::vector<Span>{{8, 13}}));
}

}  // namespace
}  // namespace sotto::document
