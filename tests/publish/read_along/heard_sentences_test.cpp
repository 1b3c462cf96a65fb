#include "publish/read_along/heard_sentences.h"

#include <gtest/gtest.h>

namespace sotto::read_along {
namespace {

/// A sentence of one word, which its first letter begins.
synthesis::SynthesizedSentence sentence(std::size_t line, std::size_t begin) {
  synthesis::SynthesizedSentence made;
  made.line = line;
  made.take = "t";
  made.rate = {44100};
  made.frames = 1000;
  made.sentence.span = {begin, begin + 1};
  made.sentence.words.push_back({{begin, begin + 1}, "x", "", false, false});
  made.words.push_back({0, 100, 200});
  return made;
}

TEST(HeardSentences, HoldEveryCharacterOfTheirLine) {
  //                        0         10
  const std::string text = "\"Go.\" (Now.) No";
  script::ScriptChapter chapter;
  chapter.lines.resize(2);
  chapter.lines[0].span = {0, 12};
  chapter.lines[1].span = {13, 15};
  const synthesis::SynthesizedChapter performed{{sentence(synthesis::kTitle, 0), sentence(0, 1), sentence(0, 7)}};
  const mix::Timeline timeline = mix::plan_timeline(chapter, performed, {});
  const auto heard = heard_sentences(timeline, performed, chapter, text);
  ASSERT_EQ(heard.size(), 4U);
  EXPECT_EQ(heard[0].line, synthesis::kTitle);
  EXPECT_TRUE(heard[0].span.empty());
  EXPECT_TRUE(heard[0].words.empty());
  EXPECT_EQ(heard[1].span.of(text), "\"Go.\" ");
  EXPECT_EQ(heard[2].span.of(text), "(Now.)");
  ASSERT_EQ(heard[2].words.size(), 1U);
  EXPECT_EQ(heard[2].words[0].place, 7U);
  EXPECT_EQ(heard[2].words[0].begin, *heard[2].begin + 100);
  EXPECT_EQ(heard[3].span.of(text), "No");
  EXPECT_FALSE(heard[3].begin);
}

TEST(HeardSentences, ATitleThatStandsInTheTextHasItsPlace) {
  const std::string text = "The Mask. Two";
  script::ScriptChapter chapter;
  chapter.heading = {0, 13};
  const synthesis::SynthesizedChapter performed{{sentence(synthesis::kTitle, 0), sentence(synthesis::kTitle, 10)}};
  const auto heard = heard_sentences(mix::plan_timeline(chapter, performed, {}), performed, chapter, text);
  ASSERT_EQ(heard.size(), 2U);
  EXPECT_EQ(heard[0].span.of(text), "The Mask. ");
  EXPECT_EQ(heard[1].span.of(text), "Two");
  EXPECT_EQ(heard[1].words.size(), 1U);
}

TEST(HeardSentences, WordsBeginBehindWhiteSpace) {
  EXPECT_EQ(word_begin("a (b", 3, 0), 2U);
  EXPECT_EQ(word_begin("a (b", 3, 3), 3U);
  EXPECT_EQ(word_begin("ab", 1, 0), 0U);
}

}  // namespace
}  // namespace sotto::read_along
