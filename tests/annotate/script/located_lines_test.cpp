#include "annotate/script/located_lines.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace sotto::script {
namespace {

struct Story {
  document::Manuscript manuscript;
  std::vector<document::Chapter> chapters;
};

Story story_of(const std::string& text) {
  Diagnostics diagnostics;
  Story story{document::decode_manuscript("story.txt", text, diagnostics).value(), {}};
  story.chapters = document::find_chapters(story.manuscript, "Story");
  return story;
}

Line located_line(const std::string& say) {
  Line line;
  line.say = say;
  return line;
}

/// A stored chapter of these lines, the first in the file's line 10, the next in 12; and of these without a place.
StoredChapter stored_of(const std::vector<std::string>& lines, const std::vector<std::string>& unplaced = {}) {
  StoredChapter stored;
  for (const std::string& say : lines) {
    stored.places.push_back(10 + 2 * stored.chapter.lines.size());
    stored.chapter.lines.push_back(located_line(say));
  }
  for (const std::string& say : unplaced) stored.chapter.unplaced.push_back(located_line(say));
  return stored;
}

/// The manuscript's words of a located line.
std::string words_of(const Story& story, const LocatedLines& located, const LocatedLine& line) {
  const Span first = located.words.at(line.location->first);
  const Span last = located.words.at(line.location->last);
  return story.manuscript.text.substr(first.begin, last.end - first.begin);
}

const LineFilter kAll = [](const Line& /*line*/) { return true; };
const LineFilter kNone = [](const Line& /*line*/) { return false; };

TEST(LocatedLines, AreFoundWhereTheirWordsStandNow) {
  const Story story = story_of("A new beginning was written here.\n\nRain fell on the quay.\n\nThe lamp went out.\n");
  const std::vector<StoredChapter> stored = {stored_of({"Rain fell on the old quay.", "The lamp went out.", "Gone."})};
  const LocatedLines located = locate_lines(story.manuscript, story.chapters, stored, kAll, kAll);
  ASSERT_EQ(located.lines.size(), 3U);
  ASSERT_TRUE(located.lines[0].location);
  EXPECT_EQ(words_of(story, located, located.lines[0]), "Rain fell on the quay");
  ASSERT_TRUE(located.lines[1].location);
  EXPECT_EQ(words_of(story, located, located.lines[1]), "The lamp went out");
  EXPECT_FALSE(located.lines[2].location);
  EXPECT_EQ(located.lines[1].place, 12U);
  EXPECT_EQ(located.lines[1].line, &stored[0].chapter.lines[1]);
}

TEST(LocatedLines, OnlyThoseThatAreWantedAreLookedFor) {
  const Story story = story_of("Rain fell on the quay.\n\nThe lamp went out.\n");
  const std::vector<StoredChapter> stored = {stored_of({"Rain fell on the quay."}),
                                             stored_of({"The lamp went out."}, {"Rain fell on the quay."})};
  const auto lamp = [](const Line& line) { return line.say.find("lamp") != std::string::npos; };
  const LocatedLines located = locate_lines(story.manuscript, story.chapters, stored, lamp, kNone);
  ASSERT_EQ(located.lines.size(), 1U);
  EXPECT_EQ(located.lines[0].stored, 1U);
  EXPECT_EQ(words_of(story, located, located.lines[0]), "The lamp went out");
}

TEST(LocatedLines, WhatHadLostItsPlaceComesLastAndMayBeAnywhere) {
  const Story story = story_of("Rain fell on the quay at last.\n\nThe lamp went out in the small room.\n");
  const std::vector<StoredChapter> stored = {
      stored_of({"The lamp went out in the small room."}, {"Rain fell on the quay at last."})};
  const LocatedLines located = locate_lines(story.manuscript, story.chapters, stored, kAll, kAll);
  ASSERT_EQ(located.lines.size(), 2U);
  ASSERT_TRUE(located.lines[1].location);
  EXPECT_EQ(words_of(story, located, located.lines[1]), "Rain fell on the quay at last");
  EXPECT_EQ(located.lines[1].place, 0U) << "no line of a file is known";
}

TEST(LocatedLines, WhereNoneIsWantedNothingIsAligned) {
  const Story story = story_of("Rain fell.\n");
  const LocatedLines located =
      locate_lines(story.manuscript, story.chapters, {stored_of({"Rain fell."})}, kNone, kNone);
  EXPECT_TRUE(located.lines.empty());
  EXPECT_TRUE(located.words.empty());
}

}  // namespace
}  // namespace sotto::script
