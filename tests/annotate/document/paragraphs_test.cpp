#include "annotate/document/paragraphs.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "annotate/document/sources/line_blocks.h"
#include "annotate/language/languages.h"
#include "shared/text.h"

namespace sotto::document {
namespace {

std::vector<Block> blocks_of(const std::string& text) {
  BlockBuilder builder(text);
  for (const Span line : lines_of(text, {0, text.size()})) builder.add(line, Block::Kind::paragraph);
  return builder.finish();
}

ParagraphStyle style_of(const std::string& text, LineEnds line_ends = LineEnds::may_separate) {
  return paragraph_layout(text, blocks_of(text), line_ends).style;
}

std::string repeated(const std::string& text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

const std::string kLines = "It rained all day.\n\"Yes,\" said Meg.\nIt went on.\n";
const std::string kIndents = "    He went on and on and\nthen further on, until\nthe road was done with him.\n";

TEST(ParagraphStyleTest, IsReadOffTheText) {
  EXPECT_EQ(style_of("He went on\nand on.\n\nAnd then\non.\n"), ParagraphStyle::blocks);
  EXPECT_EQ(style_of("One.\n\nTwo.\n"), ParagraphStyle::blocks);
  EXPECT_EQ(style_of(kLines), ParagraphStyle::lines);
  EXPECT_EQ(style_of(repeated(kIndents, 20)), ParagraphStyle::indents);
}

TEST(ParagraphStyleTest, IsMeasured) {
  const std::string typed =
      "    He went on and on, and then\nfurther on.\n    She came.\n    He sat down by the road and\nslept.\n";
  EXPECT_EQ(style_of(typed), ParagraphStyle::indents);
  EXPECT_EQ(paragraph_layout(typed, blocks_of(typed), LineEnds::may_separate).margin, 0U);
  const std::string ragged =
      "He went on and on and on until the road was done\nwith him, and then he sat down beside it.\nHe slept.\n"
      "Nobody came by in all of that night but an old\ndog that looked at him and went on again.\n";
  EXPECT_EQ(style_of(repeated(ragged, 5)), ParagraphStyle::short_ends);
}

TEST(ParagraphStyleTest, DependsOnWhatLineEndsMeanInTheFormat) {
  EXPECT_EQ(style_of(kLines, LineEnds::rarely_separate), ParagraphStyle::lines);
  EXPECT_EQ(style_of(repeated(kLines + "\n", 4), LineEnds::rarely_separate), ParagraphStyle::blocks);
  EXPECT_EQ(style_of(repeated(kLines + "\n", 4)), ParagraphStyle::lines);
  EXPECT_EQ(style_of(kLines, LineEnds::wrap), ParagraphStyle::blocks);
}

TEST(ParagraphStyleTest, BlocksWithoutABlankLineBetweenAreCountedAsOne) {
  // A list of five items, in which every line ends a sentence, and one paragraph: two blocks with lines to judge by.
  const std::string text = "Rain.\nFog.\nSnow.\nIce.\nHail.\n\nSun\n";
  std::vector<Block> blocks;
  for (const Span line : lines_of(text, {0, 27})) blocks.push_back({Block::Kind::list_item, line});
  blocks.push_back({Block::Kind::paragraph, {28, 31}, 0, 1});
  EXPECT_EQ(paragraph_layout(text, blocks, LineEnds::rarely_separate).style, ParagraphStyle::lines);
  for (Block& block : blocks) block.blank_lines_before = 1;
  EXPECT_EQ(paragraph_layout(text, blocks, LineEnds::rarely_separate).style, ParagraphStyle::blocks);
}

TEST(ParagraphStyleTest, ABlockIsSplitByIt) {
  const auto split = [](const std::string& text, ParagraphStyle style) {
    std::vector<std::string> paragraphs;
    const SpeakerLabels labels(language::default_language(), text, blocks_of(text));
    for (const Paragraph& paragraph : split_block(text, blocks_of(text).front(), {style}, labels)) {
      paragraphs.push_back(fold_space(paragraph.span.of(text)));
    }
    return paragraphs;
  };
  using Strings = std::vector<std::string>;
  const std::string text = "  One\ntwo\n  three\n";
  EXPECT_EQ(split(text, ParagraphStyle::blocks), (Strings{"One two three"}));
  EXPECT_EQ(split(text, ParagraphStyle::lines), (Strings{"One", "two", "three"}));
  EXPECT_EQ(split(text, ParagraphStyle::indents), (Strings{"One two", "three"}));
}

TEST(ParagraphStyleTest, LinesThatTheAuthorBrokeAreKept) {
  const auto paragraphs = [](const std::string& text) {
    std::string shown;
    const SpeakerLabels labels(language::default_language(), text, blocks_of(text));
    ParagraphLayout layout = paragraph_layout(text, blocks_of(text), LineEnds::wrap);
    for (const Paragraph& paragraph : split_block(text, blocks_of(text).front(), layout, labels))
      shown += fold_space(paragraph.span.of(text)) + (paragraph.verse ? " (verse)" : "") + "|";
    return shown;
  };
  EXPECT_EQ(paragraphs("One line."), "One line.|");
  EXPECT_EQ(paragraphs("The lamps are lit,\nThe sea is white\nWith foam and night.\n"),
            "The lamps are lit, The sea is white With foam and night. (verse)|");
  EXPECT_EQ(paragraphs("12 High Street\nLondon\n"), "12 High Street London (verse)|");
  EXPECT_EQ(paragraphs("\"Are you there?\" he said.\n\"I am,\" she said.\nIt rained.\n"),
            "\"Are you there?\" he said.|\"I am,\" she said.|It rained.|");
  EXPECT_EQ(paragraphs("Mom: where r u\nKim: home\n"), "Mom: where r u|Kim: home|");
}

}  // namespace
}  // namespace sotto::document
