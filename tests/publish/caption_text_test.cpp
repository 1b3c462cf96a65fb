#include "publish/caption_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "annotate/language/languages.h"
#include "shared/text.h"

namespace sotto::publish {
namespace {

using ::testing::ElementsAre;

TEST(CaptionText, NoWordIsLostAtAnyLength) {
  for (std::size_t count = 0; count < 60; ++count) {
    std::vector<ShownWord> words;
    for (std::size_t i = 0; i < count; ++i)
      words.push_back({std::string(1 + i * 7 % 13, 'w') + (i % 5 == 4 ? "," : ""), i});
    std::size_t next = 0;
    for (const CaptionText& caption : set_captions(words)) {
      EXPECT_EQ(caption.first, next);
      ASSERT_GT(caption.end, caption.first);
      next = caption.end;
      ASSERT_LE(caption.lines.size(), kCaptionLines);
      for (const std::string& line : caption.lines) EXPECT_LE(line.size(), kCaptionWidth);
    }
    EXPECT_EQ(next, count);
  }
}

TEST(CaptionText, ShownWords) {
  const std::string text = "xx *The*  _old_\r\nh\u00f4tel\u2026 ";
  const auto words = shown_words(text, {3, text.size()});
  ASSERT_EQ(words.size(), 3U);
  EXPECT_EQ(words[0].text, "The");
  EXPECT_EQ(words[1].text, "old");
  EXPECT_EQ(words[2].text, "hôtel…");
  EXPECT_EQ(words[2].place, text.find("h\u00f4tel"));
  EXPECT_TRUE(shown_words(" \n ", {0, 3}).empty());
  const std::string marked = "Giry[[ZIr'i:]]! [[h@]]";
  EXPECT_EQ(shown_words(marked, {0, marked.size()}).front().text, "Giry[[ZIr'i:]]!");
  const auto obeyed = shown_words(marked, {0, marked.size()}, true);
  ASSERT_EQ(obeyed.size(), 2U);
  EXPECT_EQ(obeyed[0].text, "Giry!");
  EXPECT_EQ(obeyed[1].text, "[[h@]]") << "a word that is written in no other way";
}

TEST(CaptionText, OnlyEmphasisLosesItsMarks) {
  const auto shown = [](const std::string& text) {
    std::string joined;
    for (const ShownWord& word : shown_words(text, {0, text.size()})) joined += word.text + ' ';
    return joined;
  };
  EXPECT_EQ(shown("_Never!_ **she** said (_so_), *he* \u201c_no_\u201d"), "Never! she said (so), he \u201cno\u201d ");
  EXPECT_EQ(shown("a snake_case and 2*3 of 2 * 3, * * *"), "a snake_case and 2*3 of 2 * 3, * * * ");
}

/// The lines of each caption of a text.
std::vector<std::vector<std::string>> set(const std::string& text) {
  std::vector<std::vector<std::string>> captions;
  for (const CaptionText& caption : set_captions(shown_words(text, {0, text.size()})))
    captions.push_back(caption.lines);
  return captions;
}

TEST(CaptionText, LinesAreOfLikeLength) {
  EXPECT_THAT(set("A short one."), ElementsAre(ElementsAre("A short one.")));
  EXPECT_THAT(set("The rain ran down the window of the little room under the roof."),
              ElementsAre(ElementsAre("The rain ran down the window of", "the little room under the roof.")));
}

TEST(CaptionText, CaptionsEndAtPunctuationWhereItIsNear) {
  EXPECT_THAT(
      set("The rain ran down the window of the little room, and nobody had lit the lamp yet; she waited a while."),
      ElementsAre(ElementsAre("The rain ran down the window of the little", "room, and nobody had lit the lamp yet;"),
                  ElementsAre("she waited a while.")));
}

TEST(CaptionText, AWordLongerThanALineIsCut) {
  const auto captions = set(std::string(kCaptionWidth + 1, 'a'));
  ASSERT_EQ(captions.size(), 1U);
  EXPECT_THAT(captions[0], ElementsAre(std::string(kCaptionWidth, 'a'), "a"));
}

/// The lines of each caption of a text in English.
std::vector<std::vector<std::string>> set_bound(const std::string& text) {
  std::vector<ShownWord> words = shown_words(text, {0, text.size()});
  bind_words(language::default_language(), words);
  std::vector<std::vector<std::string>> captions;
  for (const CaptionText& caption : set_captions(words)) captions.push_back(caption.lines);
  return captions;
}

TEST(CaptionText, WhatIsReadInOneBreathIsNotParted) {
  // Wherever in the text they come, and at whatever width before them.
  for (const char* together :
       {"Mr. Bennet", "Mrs. Long", "No. 5", "J. Smith", "14 km", "11 p.m.", "45 min.", "3 million", "“St. Ives”"}) {
    for (std::size_t before = 1; before < 40; ++before) {
      std::string text;
      for (std::size_t i = 0; i < before; ++i) text += i % 3 == 0 ? "and " : "the house ";
      text += std::string(together) + " and so on, and so on, to the end of all of it, as it was said before.";
      std::size_t whole = 0;
      for (const auto& caption : set_bound(text)) {
        for (const std::string& line : caption) {
          EXPECT_LE(count_code_points(line), kCaptionWidth);
          if (line.find(together) != std::string::npos) ++whole;
        }
      }
      EXPECT_EQ(whole, 1U) << text;
    }
  }
}

TEST(CaptionText, AnAddressIsNotCut) {
  const std::string address = "https://example.com/gyms/the-very-long-address-of-a-gym?with=parameters&and=more";
  const auto captions = set("He sent her " + address + " and nothing else.");
  std::size_t whole = 0;
  for (const auto& caption : captions) {
    for (const std::string& line : caption) whole += line == address ? 1 : 0;
  }
  EXPECT_EQ(whole, 1U);
}

TEST(CaptionText, NoTextOpensATag) { EXPECT_EQ(escape_vtt("a <b> & c --> d"), "a &lt;b&gt; &amp; c --&gt; d"); }

}  // namespace
}  // namespace sotto::publish
