#include "annotate/script/stored_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace sotto::script {
namespace {

StoredChapter stored_text_of(const std::string& text) {
  Diagnostics diagnostics;
  auto stored = parse_script_chapter("01-rain.yaml", text, diagnostics);
  EXPECT_TRUE(stored) << render(diagnostics);
  return std::move(stored.value());
}

constexpr const char* kText =
    "chapter: 1\ntitle: Rain\nlines:\n  - who: narrator\n    say: It rained.\n  - break: scene\n"
    "  # Louder.\n  - ambience: {intensity: 0.5}\n    guess: it poured\n  - {who: meg, say: Yes}  # sure\n";

TEST(StoredText, KnowsWhichItemsAreWhichLine) {
  const StoredText text = read_stored_text(stored_text_of(kText));
  ASSERT_TRUE(text.splices);
  ASSERT_EQ(text.lines.size(), 2U);
  EXPECT_EQ(text.lines[0].first(), 0U);
  EXPECT_EQ(text.lines[1].scene_break, 1U);
  EXPECT_EQ(text.lines[1].ambience, 2U);
  EXPECT_EQ(text.lines[1].line, 3U);
  EXPECT_EQ(text.lines[1].first(), 1U);
  EXPECT_FALSE(read_stored_text(stored_text_of("? chapter\n: 1\nlines: []\n")).splices);
}

TEST(StoredText, ALineIsChangedFieldByField) {
  StoredText text = read_stored_text(stored_text_of(kText));
  const Line before = text.chapter.lines[1];
  Line now = before;
  now.who = "anna";
  now.how = "soft";
  now.guess = Guess{"meg", "", 0.5, "tag", ""};
  now.before = Boundary::none;
  now.ambience->guess.clear();
  YamlSplices& splices = *text.splices;
  const YamlValue& lines = *splices.root().find("lines");
  splice_above(splices, lines, text.lines[1], before, now);
  splice_line(splices, lines.items[3], before, now);
  EXPECT_EQ(splices.text(),
            "chapter: 1\ntitle: Rain\nlines:\n  - who: narrator\n    say: It rained.\n"
            "  # Louder.\n  - ambience: {intensity: 0.5}\n"
            "  - {who: anna, say: Yes, how: soft, guess: meg 0.50 tag}  # sure\n");
}

}  // namespace
}  // namespace sotto::script
