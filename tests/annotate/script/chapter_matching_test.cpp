#include "annotate/script/chapter_matching.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace sotto::script {
namespace {

using ::testing::ElementsAre;
using ::testing::Optional;

ScriptChapter chapter_of(int number, std::string title, const std::vector<std::string>& says) {
  ScriptChapter chapter;
  chapter.number = number;
  chapter.title = std::move(title);
  for (const std::string& say : says) {
    Line line;
    line.who = "narrator";
    line.say = say;
    chapter.lines.push_back(std::move(line));
  }
  return chapter;
}

std::vector<StoredChapter> stored_chapters(const std::vector<ScriptChapter>& chapters) {
  std::vector<StoredChapter> stored(chapters.size());
  for (std::size_t i = 0; i < chapters.size(); ++i) stored[i].chapter = chapters[i];
  return stored;
}

const ScriptChapter kRain = chapter_of(1, "Rain", {"It rained all night.", "Nobody slept.", "Yes."});
const ScriptChapter kSnow = chapter_of(2, "Snow", {"Then it snowed.", "The dogs came in.", "Yes."});

ScriptChapter renamed(ScriptChapter chapter, int number, std::string title) {
  chapter.number = number;
  chapter.title = std::move(title);
  return chapter;
}

TEST(ChapterMatching, GoesByTheLinesNotByNumbersAndTitles) {
  const ScriptChapter front = chapter_of(1, "Rain", {"Long before that.", "The house was built."});
  const ChapterMatches matches = match_chapters({front, renamed(kRain, 2, "More Rain"), renamed(kSnow, 3, "Rain")},
                                                stored_chapters({kRain, kSnow}));
  EXPECT_THAT(matches.continues, ElementsAre(std::nullopt, Optional(0U), Optional(1U)));
  EXPECT_THAT(matches.comes_from[1], Optional(0U));
  EXPECT_THAT(matches.home, ElementsAre(1U, 2U));
}

TEST(ChapterMatching, OfASplitChapterOnePartGoesOnAndBothComeFromIt) {
  const ScriptChapter first = chapter_of(1, "Rain", {"It rained all night."});
  const ScriptChapter rest = chapter_of(2, "Sleep", {"Nobody slept.", "Yes."});
  const ChapterMatches matches = match_chapters({first, rest}, stored_chapters({kRain}));
  EXPECT_THAT(matches.continues, ElementsAre(Optional(0U), std::nullopt));
  EXPECT_THAT(matches.comes_from, ElementsAre(Optional(0U), Optional(0U)));
  EXPECT_THAT(matches.home, ElementsAre(0U));
}

TEST(ChapterMatching, WhatHasNoLineInCommonGoesByItsTitleAndItsFileByTheNumber) {
  const ScriptChapter new_rain = chapter_of(5, "Rain", {"All of it is new."});
  const ScriptChapter other = chapter_of(2, "Hail", {"All of this, too."});
  const ChapterMatches matches = match_chapters({other, new_rain}, stored_chapters({kRain, kSnow}));
  EXPECT_THAT(matches.continues, ElementsAre(Optional(1U), Optional(0U)));
  EXPECT_THAT(matches.comes_from, ElementsAre(std::nullopt, Optional(0U)));
}

TEST(ChapterMatching, ALineThatHappensToBeInBothIsNoOrigin) {
  const ChapterMatches matches =
      match_chapters({chapter_of(7, "Hail", {"Yes.", "It hailed for an hour, and longer."})}, stored_chapters({kRain}));
  EXPECT_THAT(matches.comes_from, ElementsAre(std::nullopt));
  EXPECT_THAT(matches.home, ElementsAre(0U)) << "of what is gone, the last";
}

}  // namespace
}  // namespace sotto::script
