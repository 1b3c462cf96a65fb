#include "cli/unsure_lines.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sotto::cli {
namespace {

using ::testing::ElementsAre;

/// A chapter of lines that Anna says, as sure as this, or else Peter.
script::Script guessed(const std::vector<double>& confidences) {
  script::Script script;
  script::ScriptChapter& chapter = script.chapters.emplace_back();
  for (const double confidence : confidences) {
    script::Line& line = chapter.lines.emplace_back();
    line.who = "anna";
    line.say = "Yes.";
    line.guess = script::Guess{};
    line.guess->who = "anna";
    line.guess->confidence = confidence;
    script.doubts.push_back({0, chapter.lines.size() - 1, "peter", 1 - confidence});
  }
  return script;
}

document::Manuscript manuscript() {
  document::Manuscript manuscript;
  manuscript.text = "Yes.";
  manuscript.files.push_back({"story.md", {0, 4}});
  return manuscript;
}

std::vector<double> listed(const script::Script& script, double confidence) {
  std::vector<double> confidences;
  for (const UnsureLine& line : unsure_lines(script, manuscript(), confidence)) confidences.push_back(line.confidence);
  return confidences;
}

TEST(UnsureLines, AreListedTheLeastSureFirst) {
  EXPECT_THAT(listed(guessed({0.79, 0.8, 0.3, 0.95}), 0.8), ElementsAre(0.3, 0.79));
  EXPECT_THAT(listed(guessed({0.79, 0.8, 0.3, 0.95}), 0.9), ElementsAre(0.3, 0.79, 0.8));
  const UnsureLine line = unsure_lines(guessed({0.6}), manuscript(), 0.8).at(0);
  EXPECT_EQ(line.place, "story.md:1:1");
  EXPECT_EQ(line.who, "anna");
  EXPECT_EQ(line.say, "Yes.");
  EXPECT_EQ(line.second, "peter");
  EXPECT_DOUBLE_EQ(line.second_confidence, 0.4);
}

TEST(UnsureLines, AreNoneThatAPersonDecided) {
  script::Script script = guessed({0.3, 0.4});
  script.chapters[0].lines[0].who = "peter";
  EXPECT_THAT(listed(script, 0.8), ElementsAre(0.4));
  script.chapters[0].lines[1].guess = {};
  EXPECT_THAT(listed(script, 0.8), ElementsAre());
}

}  // namespace
}  // namespace sotto::cli
