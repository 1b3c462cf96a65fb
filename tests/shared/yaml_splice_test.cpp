#include "shared/yaml_splice.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <random>

#include "support/yaml_texts.h"

namespace sotto {
namespace {

using ::testing::ElementsAre;
using Comments = YamlSplices::Comments;

YamlSplices parsed(const std::string& text) {
  Diagnostics diagnostics;
  std::optional<YamlSplices> splices = YamlSplices::parse("x.yaml", text, diagnostics);
  EXPECT_TRUE(splices) << render(diagnostics) << text;
  return std::move(splices.value());
}

/// A text after one change of it.
std::string edited(const std::string& text, const std::function<void(YamlSplices&)>& edit) {
  YamlSplices splices = parsed(text);
  edit(splices);
  return splices.text();
}

const YamlValue& lines_of(const YamlSplices& splices) { return *splices.root().find("lines"); }

constexpr const char* kScript =
    "# Mine.\n"
    "chapter: 1\n"
    "lines:\n"
    "  # The first line.\n"
    "  - who: narrator   # not Meg\n"
    "    say: 'It''s late.'\n"
    "\n"
    "  # Here she answers.\n"
    "  - who: \"meg\"\n"
    "    # softly, I think\n"
    "    how: soft\n"
    "    say: >-\n"
    "      No # it\n"
    "      is not.\n"
    "    # guess: erik 0.5 tag\n"
    "  - {who: erik, say: Yes}  # in braces\n"
    "  # After the last.\n";

TEST(YamlSplices, AScalarIsChangedAtItsPlaceInItsOwnQuotationMarks) {
  struct Case {
    const char* text;
    const char* value;
    const char* wanted;
  };
  for (const Case& c : {
           Case{"a: one  # x\n", "two", "a: two  # x\n"},
           Case{"a: 'one'\n", "it's", "a: 'it''s'\n"},
           Case{"a: 'one'\n", "two\nlines", "a: \"two\\nlines\"\n"},
           Case{"a: \"one\"\r\nb: 1\r\n", "two", "a: \"two\"\r\nb: 1\r\n"},
           Case{"a: one\n", "12", "a: \"12\"\n"},
           Case{"a: one\n  and more # x\nb: 1\n", "two", "a: two # x\nb: 1\n"},
           Case{"a: |\n  one\n   # more\n\n# x\nb: 1\n", "two", "a: two\n\n# x\nb: 1\n"},
           Case{"a:\nb: 1\n", "two", "a: two\nb: 1\n"},
           Case{"a:  # x\nb: 1\n", "two", "a: two  # x\nb: 1\n"},
           Case{"a: ~\nb: 1\n", "two", "a: two\nb: 1\n"},
           Case{"{a: one, b: 1}\n", "x, y", "{a: \"x, y\", b: 1}\n"},
           Case{"\xEF\xBB\xBF"
                "a: one",
                "\xC3\xA9t\xC3\xA9",
                "\xEF\xBB\xBF"
                "a: \xC3\xA9t\xC3\xA9"},
       }) {
    EXPECT_EQ(edited(c.text, [&](YamlSplices& s) { s.set(*s.root().find("a"), c.value); }), c.wanted);
  }
}

TEST(YamlSplices, AKeyIsAddedWhereItBelongs) {
  const std::string text = edited(kScript, [](YamlSplices& s) {
    s.add_key(lines_of(s).items[0], "how", "low", "say");
    s.add_key(lines_of(s).items[1], "guess", "meg 0.97 tag");
    s.add_key(lines_of(s).items[2], "how", "shout");
  });
  EXPECT_EQ(text,
            "# Mine.\nchapter: 1\nlines:\n  # The first line.\n  - who: narrator   # not Meg\n    say: 'It''s late.'\n"
            "    how: low\n\n  # Here she answers.\n  - who: \"meg\"\n    # softly, I think\n    how: soft\n"
            "    say: >-\n      No # it\n      is not.\n    guess: meg 0.97 tag\n    # guess: erik 0.5 tag\n"
            "  - {who: erik, say: Yes, how: shout}  # in braces\n  # After the last.\n");
}

TEST(YamlSplices, WhatIsRemovedLeavesItsCommentsOrTakesThemAlong) {
  const auto removed = [](Comments comments) {
    return edited(kScript, [&](YamlSplices& s) {
      s.remove_key(lines_of(s).items[0], "who", comments);
      s.remove_item(lines_of(s), 1, comments);
      s.remove_key(lines_of(s).items[2], "who", comments);
    });
  };
  EXPECT_EQ(removed(Comments::go),
            "# Mine.\nchapter: 1\nlines:\n  # The first line.\n  - say: 'It''s late.'\n  - {say: Yes}  # in braces\n"
            "  # After the last.\n");
  EXPECT_EQ(removed(Comments::stay),
            "# Mine.\nchapter: 1\nlines:\n  # The first line.\n  # not Meg\n  - say: 'It''s late.'\n\n"
            "  # Here she answers.\n  # softly, I think\n  # guess: erik 0.5 tag\n  - {say: Yes}  # in braces\n"
            "  # After the last.\n");
}

TEST(YamlSplices, ItemsAreInsertedBeforeOthersCommentsAndAfterTheLast) {
  const std::string text = edited(kScript, [](YamlSplices& s) {
    s.insert_items(lines_of(s), 1, "  - who: a\n");
    s.insert_items(lines_of(s), 3, "  - who: z\n");
    s.add_block(s.root(), "# Lost.", "unplaced", "  - who: tom\n");
  });
  EXPECT_EQ(text,
            "# Mine.\nchapter: 1\nlines:\n  # The first line.\n  - who: narrator   # not Meg\n    say: 'It''s late.'\n"
            "  - who: a\n\n  # Here she answers.\n  - who: \"meg\"\n    # softly, I think\n    how: soft\n"
            "    say: >-\n      No # it\n      is not.\n    # guess: erik 0.5 tag\n"
            "  - {who: erik, say: Yes}  # in braces\n  - who: z\n  # After the last.\n# Lost.\nunplaced:\n"
            "  - who: tom\n");
  EXPECT_EQ(edited("%YAML 1.2\n---\n# x\n- b\n", [](YamlSplices& s) { s.insert_items(s.root(), 0, "- a\n"); }),
            "%YAML 1.2\n---\n- a\n# x\n- b\n");
  EXPECT_EQ(edited("lines: []  # none\nb: 1\r\n", [](YamlSplices& s) { s.insert_items(lines_of(s), 0, "  - a\n"); }),
            "lines:  # none\n  - a\nb: 1\r\n");
  EXPECT_EQ(edited("lines:\n- a", [](YamlSplices& s) { s.insert_items(lines_of(s), 1, "- b\n"); }), "lines:\n- a\n- b");
  EXPECT_EQ(edited("lines:", [](YamlSplices& s) { s.insert_items(lines_of(s), 0, "  - b\n"); }), "lines:\n  - b");
}

TEST(YamlSplices, AnItemIsMovedWithTheCommentsThatBelongToIt) {
  EXPECT_EQ(
      edited(kScript,
             [](YamlSplices& s) {
               s.insert_items(lines_of(s), 0, s.item_text(lines_of(s), 1));
               s.remove_item(lines_of(s), 1, Comments::go);
             }),
      "# Mine.\nchapter: 1\nlines:\n\n  # Here she answers.\n  - who: \"meg\"\n    # softly, I think\n    how: soft\n"
      "    say: >-\n      No # it\n      is not.\n    # guess: erik 0.5 tag\n  # The first line.\n"
      "  - who: narrator   # not Meg\n    say: 'It''s late.'\n"
      "  - {who: erik, say: Yes}  # in braces\n  # After the last.\n");
}

TEST(YamlSplices, CommentsAreFoundAndHashesInScalarsAreNone) {
  const YamlSplices splices = parsed(kScript);
  EXPECT_THAT(splices.comments_of_item(lines_of(splices), 1),
              ElementsAre("# Here she answers.", "# softly, I think", "# guess: erik 0.5 tag"));
  EXPECT_EQ(splices.comments().size(), 8U);
}

TEST(YamlSplices, WhatCannotBeChangedAtThePlaceIsRefusedAndNotBroken) {
  Diagnostics diagnostics;
  EXPECT_FALSE(YamlSplices::parse("x.yaml", "? a\n: b\n", diagnostics));
  EXPECT_FALSE(YamlSplices::parse("x.yaml", "a: ! b\n", diagnostics));
  EXPECT_FALSE(YamlSplices::parse("x.yaml", "a: |+\n  b\n\n", diagnostics));
  EXPECT_FALSE(YamlSplices::parse("x.yaml", "- a\r# b\n- c\n", diagnostics));
  EXPECT_TRUE(diagnostics.empty()) << render(diagnostics);
  EXPECT_FALSE(YamlSplices::parse("x.yaml", "a: [b\n", diagnostics));
  EXPECT_TRUE(diagnostics.has_errors());
}

TEST(YamlSplices, OfThousandsOfRandomEditsEachGivesTheWantedTreeAndUndoneTheSameBytes) {
  std::mt19937 random(20260101);
  std::size_t edits = 0;
  for (int round = 0; round < 2500; ++round) {
    SCOPED_TRACE(round);
    const std::string text = testing::random_yaml(random);
    SCOPED_TRACE(text);
    Diagnostics diagnostics;
    const auto understood = YamlSplices::parse("x.yaml", text, diagnostics);
    if (diagnostics.has_errors()) continue;  // the parser's own limits
    ASSERT_TRUE(understood) << text;
    const std::optional<std::string> problem = testing::edit_and_undo(
        text, [&](std::size_t count) { return random() % count; }, edits);
    ASSERT_FALSE(problem) << *problem;
  }
  EXPECT_GT(edits, 10'000U);
}

}  // namespace
}  // namespace sotto
