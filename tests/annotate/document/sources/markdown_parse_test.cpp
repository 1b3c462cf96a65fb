#include "annotate/document/sources/markdown_parse.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "annotate/document/sources/line_blocks.h"
#include "support/blocks.h"

namespace sotto::document {
namespace {

MarkdownParse parse(const std::string& text) { return parse_markdown(text, lines_of(text, {0, text.size()})).value(); }

/// "paragraph 0-1, heading 2 3": kinds, levels and lines.
std::string leaves(const std::string& text) {
  std::string out;
  for (const MarkdownLeaf& leaf : parse(text).leaves) {
    if (!out.empty()) out += ", ";
    out += testing::name_of(leaf.kind);
    if (leaf.level > 0) out += fmt::format(" h{}", leaf.level);
    if (leaf.underlined) out += " underlined";
    out += fmt::format(" {}", leaf.first_line);
    if (leaf.last_line > leaf.first_line) out += fmt::format("-{}", leaf.last_line);
  }
  return out;
}

TEST(MarkdownParseTest, LeavesHaveTheLinesOfTheirText) {
  EXPECT_EQ(leaves("one\ntwo\n\nthree\n"), "paragraph 0-1, paragraph 3");
  EXPECT_EQ(leaves("a\r\nb\r\n\r\nc\r\n"), "paragraph 0-1, paragraph 3");
  EXPECT_EQ(leaves("# One\ntwo\n## *Three* ##\n"), "heading h1 0, paragraph 1, heading h2 2");
  EXPECT_EQ(leaves("One\nmore\n===\n\nTwo\n---\n"), "heading h1 underlined 0-1, heading h2 underlined 4");
  EXPECT_EQ(leaves("> a\nb\n> # c\n"), "quote 0-1, heading h1 2");
  EXPECT_EQ(leaves("> a\n---\n"), "quote 0");
  EXPECT_EQ(leaves("```\n# a\n\nb\n```\nc\n"), "code 1-3, paragraph 5");
  EXPECT_EQ(leaves("\\# one\n"), "paragraph 0");
}

TEST(MarkdownParseTest, ItemsOfListsAreLeaves) {
  EXPECT_EQ(leaves("He had:\n- a\n- b\n  more\n  * c\n\nThen\n"), "paragraph 0, item 1, item 2-3, item 4, paragraph 6");
  EXPECT_EQ(leaves("1. a\n\n   b\n\n2. c\n"), "item 0, item 2, item 4");
  EXPECT_EQ(leaves("- # a\n- b\n"), "item 0, item 1");
  EXPECT_EQ(leaves("-\n\nb\n"), "paragraph 2");
}

TEST(MarkdownParseTest, LooseItemsAreThoseOfHyphensWithBlankLinesBetween) {
  EXPECT_EQ(parse("- a\n- b\n").loose_items, std::vector<std::size_t>{});
  EXPECT_EQ(parse("- a\n\n- b\n").loose_items, (std::vector<std::size_t>{2, 7}));
  EXPECT_EQ(parse("* a\n\n* b\n").loose_items, std::vector<std::size_t>{});
  EXPECT_EQ(parse("-\n\nb\n").loose_items, std::vector<std::size_t>{});
}

TEST(MarkdownParseTest, TellsTextFromMarks) {
  const std::string text = "a [b](c) &amp; <i>d</i> `e`\n";
  const MarkdownParse parsed = parse(text);
  std::string left;
  for (std::size_t i = 0; i < text.size(); ++i) left += parsed.is_text[i] ? text[i] : '.';
  EXPECT_EQ(left, "a .b.... &amp; ...d.... .e..");
  EXPECT_EQ(parsed.entities, (std::vector<Span>{{9, 14}}));
}

TEST(MarkdownParseTest, BeginsWhereTheLinesDo) {
  const std::string text = "\xEF\xBB\xBF# a\n";
  const auto parsed = parse_markdown(text, lines_of(text, {3, text.size()}));
  ASSERT_TRUE(parsed);
  ASSERT_EQ(parsed->leaves.size(), 1U);
  EXPECT_EQ(parsed->leaves.front().kind, Block::Kind::heading);
  EXPECT_TRUE(parsed->is_text[5]);
  EXPECT_FALSE(parse_markdown("", {}));
}

}  // namespace
}  // namespace sotto::document
