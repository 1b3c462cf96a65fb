#include "annotate/attribution/model/speaker_features.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "annotate/attribution/analyzed_story.h"

namespace sotto::attribution {
namespace {

TEST(SpeakerFeatureNames, AreDistinctAndInTheirOrder) {
  const auto names = speaker_feature_names();
  ASSERT_EQ(names.size(), std::size_t{kSpeakerFeatureCount});
  EXPECT_EQ(names[kTagAfterNames], "tag after names");
  EXPECT_EQ(names[kTurnBefore1Sure], "turn before 1 sure");
  EXPECT_EQ(names[kOwnGender], "own gender");
  std::vector<std::string_view> sorted(names.begin(), names.end());
  std::sort(sorted.begin(), sorted.end());
  EXPECT_FALSE(sorted.front().empty());
  EXPECT_EQ(std::adjacent_find(sorted.begin(), sorted.end()), sorted.end());
}

}  // namespace
}  // namespace sotto::attribution
