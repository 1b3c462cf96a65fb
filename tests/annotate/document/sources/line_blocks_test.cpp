#include "annotate/document/sources/line_blocks.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "support/blocks.h"

namespace sotto::document {
namespace {

std::string line_blocks_of(const std::string& text) {
  BlockBuilder builder(text);
  for (const Span line : lines_of(text, {0, text.size()})) builder.add(line, Block::Kind::paragraph);
  return testing::dump(text, builder.finish());
}

TEST(LineBlocks, LinesEndInThreeWays) {
  const std::string text = "one\r\n\r\ntwo\rthree\nfour";
  std::vector<std::string_view> lines;
  for (const Span line : lines_of(text, {0, text.size()})) lines.push_back(line.of(text));
  EXPECT_EQ(lines, (std::vector<std::string_view>{"one", "", "two", "three", "four"}));
  EXPECT_TRUE(lines_of("", Span{0, 0}).empty());
}

TEST(LineBlocks, ALineOfABlockHasNoWhiteSpaceAtItsEnds) {
  const std::string text = "one \n\t\u00A0two\n";
  const std::vector<Span> lines = lines_of(text, Block{Block::Kind::paragraph, {0, text.size() - 1}});
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0].of(text), "one");
  EXPECT_EQ(lines[1].of(text), "two");
  EXPECT_TRUE(trimmed(text, {3, 4}).empty());
}

TEST(LineBlocks, BlankLinesAndMarksSeparate) {
  EXPECT_EQ(line_blocks_of("One\n two.\n\n\n \nThree.\n***\nFour.\n"),
            "0 paragraph: One~ two.\n3 paragraph: Three.\n0 scene break: ***\n0 paragraph: Four.\n");
  EXPECT_EQ(line_blocks_of("\xEF\xBB\xBFOne\r\n\r\nTwo"), "0 paragraph: One\n1 paragraph: Two\n");
  EXPECT_EQ(line_blocks_of("a\n*** START OF THE PROJECT GUTENBERG EBOOK X ***\nb\nEnd of Project Gutenberg's X\n"),
            "0 paragraph: a\n0 Gutenberg's start: *** START OF THE PROJECT GUTENBERG EBOOK X ***\n0 paragraph: b\n"
            "0 Gutenberg's end: End of Project Gutenberg's X\n");
}

TEST(LineBlocks, SceneBreaksAreOneMarkAloneOnItsLine) {
  for (const char* mark : {"* * *", "***", "*", "---", "- - -", "#", "⁂", "~~~", "o o o", "\\* \\* \\*", "===", "• • •",
                           "*-*", "[***]", "<>-<>", "-oOo-", "~*~", "❧"}) {
    EXPECT_TRUE(is_scene_break(mark)) << mark;
  }
  for (const char* words : {"", "--", "ooo", "o o", "* *a", "...", "1 1 1", "No", "<3", "-->", "xo", "?!", "😀"}) {
    EXPECT_FALSE(is_scene_break(words)) << words;
  }
}

TEST(LineBlocks, AHeadingsAndCodesLinesAreNoSceneBreaks) {
  const std::string text = "Title\n---\na\n***\n";
  BlockBuilder builder(text);
  const std::vector<Span> lines = lines_of(text, {0, text.size()});
  builder.add(lines[0], Block::Kind::heading, 2);
  builder.add(lines[1], Block::Kind::heading, 2);
  builder.add(lines[2], Block::Kind::code, 0, false);
  builder.add(lines[3], Block::Kind::code);
  EXPECT_EQ(testing::dump(text, builder.finish()), "0 heading 2: Title~---\n0 code: a~***\n");
}

}  // namespace
}  // namespace sotto::document
