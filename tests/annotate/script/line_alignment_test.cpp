#include "annotate/script/line_alignment.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "annotate/script/word_alignment.h"

namespace sotto::script {
namespace {

using ::testing::ElementsAre;

std::vector<Line> lines_of(const std::vector<std::string>& says) {
  std::vector<Line> lines(says.size());
  for (std::size_t i = 0; i < says.size(); ++i) lines[i].say = says[i];
  return lines;
}

TEST(LineAlignment, EqualWordsFirstThenAlikeOnesBetweenThem) {
  const std::vector<Line> before = lines_of({"It rained.", "Where is the old lamp?", "Yes.", "In the hall.", "Yes."});
  EXPECT_THAT(align_lines(before, before), ElementsAre(0U, 1U, 2U, 3U, 4U));
  EXPECT_THAT(align_lines(before, lines_of({"It rained.", "New.", "Where is the old lamp now?", "Yes.", "Yes."})),
              ElementsAre(0U, kNoWord, 1U, 2U, 4U));
  EXPECT_THAT(align_lines(before, lines_of({"All", "is", "new."})), ElementsAre(kNoWord, kNoWord, kNoWord));
  EXPECT_THAT(align_lines({}, before), ElementsAre(kNoWord, kNoWord, kNoWord, kNoWord, kNoWord));
}

}  // namespace
}  // namespace sotto::script
