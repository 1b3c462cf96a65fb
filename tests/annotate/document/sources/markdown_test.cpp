#include "annotate/document/sources/markdown.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "annotate/document/sources/note_marks.h"
#include "annotate/language/languages.h"
#include "shared/text.h"
#include "support/blocks.h"

namespace sotto::document {
namespace {

/// "title|author".
std::string named_by_markdown(const SourceMetadata& metadata) { return metadata.title + "|" + metadata.author(); }

/// Nothing but notes and what leads to them is taken out of a text; all else becomes spaces or stays.
std::string without_notes(std::string text) {
  NoteMarks found = find_note_marks(language::default_language(), text);
  found.marks.insert(found.marks.end(), found.notes.begin(), found.notes.end());
  std::sort(found.marks.begin(), found.marks.end(), [](Span a, Span b) { return a.begin > b.begin; });
  for (const Span span : found.marks) text.erase(span.begin, span.size());
  return text;
}

/// What is left of each line, white space folded; " / " between lines.
std::string read(const std::string& written) {
  Diagnostics diagnostics;
  const std::optional<Source> source = read_markdown("story.md", written, language::default_language(), diagnostics);
  if (!source) return render(diagnostics);
  const std::string& text = source->text;
  const std::string mended = without_notes(written);
  EXPECT_EQ(text.size(), mended.size());
  EXPECT_EQ(count_code_points(text), count_code_points(mended));
  std::string left;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    if (begin > 0) left += '/';
    left += fold_space(std::string_view(text).substr(begin, end - begin));
    begin = end + 1;
  }
  return left;
}

struct Case {
  std::string what;
  std::string text;
  std::string left;
};

class Markup : public ::testing::TestWithParam<Case> {};

TEST_P(Markup, IsBlanked) { EXPECT_EQ(read(GetParam().text), GetParam().left); }

INSTANTIATE_TEST_SUITE_P(
    Table, Markup,
    ::testing::Values(Case{"Plain", "It rained, 3 < 4 > 2; \"no\" (yes) [sic] 5 * 3.",
                           "It rained, 3 < 4 > 2; \"no\" (yes) [sic] 5 * 3."},
                      Case{"HeadingsStay", "# One\n\nTwo\n===\n\nThree\n---\n", "# One//Two/===//Three/---"},
                      Case{"SceneBreaksStay", "a\n\n* * *\n\nb\n\n***\n\n---\n", "a//* * *//b//***//---"},
                      Case{"EmphasisStays", "*so* and __very__ ***much*** a_b", "*so* and __very__ ***much*** a_b"},
                      Case{"BlockQuotes", "> \"Yes,\n> said.\"\n>\n> > No.\n", "\"Yes,/said.\"//No."},
                      Case{"Bullets", "- one\n- two\n\n* three\n+ four\n", "one/two//three/four"},
                      Case{"NumbersAreRead", "1. one\n2. two\n", "1. one/2. two"},
                      Case{"ALoneHyphenMayOpenASpeech", "- Yes, said Meg.\n\n- No.\n", "- Yes, said Meg.//- No."},
                      Case{"Links", "See [the map](https://a.org/b_c_d \"Map\") or <https://b.org>.",
                           "See the map or https://b.org ."},
                      Case{"Images", "![rain](rain.png)", "rain"},
                      Case{"Definitions", "See [it].\n\n[it]: https://a.org/x \"A title\"\n", "See it .//"},
                      Case{"AScreenplay", "[Meg]: Yes.\n\n[Erik]: No, never.\n", "[Meg]: Yes.//[Erik]: No, never."},
                      Case{"Code", "a `word`\n\n```text\nin code\n```\n", "a word///in code/"},
                      Case{"Struck", "~~gone~~", "gone"},
                      Case{"Html", "a<br>b <em>c</em> <Meg>\n\n<div class=\"x\">d</div>\n", "a b c <Meg>//d"},
                      Case{"Ssml", "It <prosody rate=\"x-slow\">rained</prosody> <break time=\"9s\"/>on.",
                           "It rained on."},
                      Case{"Comments", "a <!-- nobody\n\nreads « this » --> b", "a//b"},
                      Case{"AnOpenCommentIsText", "a <!-- b", "a <!-- b"},
                      Case{"Tables", "| Name | Age |\n|------|:---:|\n| Meg | 19 |\n", "Name , Age//Meg , 19"},
                      Case{"Footnotes", "rain.[^1]\n\n[^1]: It was wet.\n", "rain.//It was wet."},
                      Case{"Escapes", "5\\. a\\\nb", "5 . a/b"},
                      Case{"Entities", "a &amp; b &mdash; c&hellip; &ldquo;d,&rdquo; e&rsquo;s &eacute;",
                           "a & b -- c... \"d,\" e&rsquo;s &eacute;"},
                      Case{"EscapedTags", "say &lt;b&gt; twice", "say <b> twice"},
                      Case{"Header", "---\ntitle: Rain\ntags:\n  - a\n---\n\nIt rained.\n", "//////It rained."},
                      Case{"ASceneBreakIsNoHeader", "---\n\nIt rained.\n\n---\n\nOn.\n", "---//It rained.//---//On."},
                      Case{"PhonemesStay", "Giry[[Zi:*i]] went.", "Giry[[Zi:*i]] went."}),
    [](const auto& test) { return test.param.what; });

/// The blocks of a text (support/blocks.h).
std::string blocks_of(const std::string& text) {
  Diagnostics diagnostics;
  const std::optional<Source> source = read_markdown("story.md", text, language::default_language(), diagnostics);
  return source ? testing::dump(source->text, source->blocks) : render(diagnostics);
}

struct BlockCase {
  std::string what;
  std::string text;
  std::string blocks;
};

class MarkdownBlocks : public ::testing::TestWithParam<BlockCase> {};

TEST_P(MarkdownBlocks, AreMd4cs) { EXPECT_EQ(blocks_of(GetParam().text), GetParam().blocks); }

INSTANTIATE_TEST_SUITE_P(
    Table, MarkdownBlocks,
    ::testing::Values(
        BlockCase{"Headings", "# One\nrain\n## *Two* ##\n\n\nThree\nfour\n===\n",
                  "0 heading 1: # One\n0 paragraph: rain\n0 heading 2: ## *Two*\n2 heading 1: Three~four~===\n"},
        BlockCase{"NoHeadings", "#1 so\n\n\\# so\n\n\\* \\* \\*\n\n#\n\n# \n\nx\n",
                  "0 paragraph: #1 so\n1 paragraph: # so\n1 scene break: *  *  *\n1 scene break: #\n1 scene break: #\n"
                  "1 paragraph: x\n"},
        BlockCase{"ARuleBelowALongParagraph", std::string(161, 'x') + "\n---\ny\n",
                  "0 paragraph: " + std::string(161, 'x') + "\n0 scene break: ---\n0 paragraph: y\n"},
        BlockCase{"ARuleBelowAMarkOrOfTwoMarks", "o o o\n---\n\nHe said\n--\nno.\n",
                  "0 scene break: o o o\n0 scene break: ---\n1 paragraph: He said~--~no.\n"},
        BlockCase{"ARuleBelowAQuoteIsASceneBreak", "> a\n---\nb\n", "0 quote: a\n0 scene break: ---\n0 paragraph: b\n"},
        BlockCase{"Lists", "He had:\n- a\n- b\n  c\n\n1. d\n\n2. e\n",
                  "0 paragraph: He had:\n0 item: a\n0 item: b~  c\n1 item: 1. d\n1 item: 2. e\n"},
        BlockCase{"ItemsWithoutText", "1.\n2. b\n\n1883.\n All rights reserved.\n",
                  "0 item: 1.\n0 item: 2. b\n1 item: 1883.\n0 paragraph: All rights reserved.\n"},
        BlockCase{"Quotes", "a\n> b\n> c\n>\n> d\n", "0 paragraph: a\n0 quote: b~  c\n1 quote: d\n"},
        BlockCase{"Code", "a\n```\n# b\n\n***\n```\nc\n", "0 paragraph: a\n1 code: # b\n1 code: ***\n1 paragraph: c\n"},
        BlockCase{"Tables", "| a | b |\n|---|---|\n| c | d |\n| e | f |\n",
                  "0 table: a , b\n1 table: c , d  ~  e , f\n"},
        BlockCase{"ASpeechThatLooksLikeALink", "[Meg]: Yes.\n[Erik]: No.\nOn.\n",
                  "0 paragraph: [Meg]: Yes.~[Erik]: No.~On.\n"},
        BlockCase{"CommentsAndTagsAreInNone", "a\n\n<!-- b\n\nc -->\n\n<br>\n\nd\n",
                  "0 paragraph: a\n7 paragraph: d\n"}),
    [](const auto& test) { return test.param.what; });

TEST(Markdown, KnowsTheAuthorsHeader) {
  Diagnostics diagnostics;
  const auto of = [&](const std::string& text) {
    return read_markdown("story.md", text, language::default_language(), diagnostics)->metadata;
  };
  EXPECT_EQ(named_by_markdown(of("---\ntitle: Rain\nauthor: Zoë\n---\n\nOne.\n")), "Rain|Zoë");
  EXPECT_EQ(named_by_markdown(of("\xEF\xBB\xBF---\r\ntitle: Rain\r\n---\r\n\r\nOne.\r\n")), "Rain|");
  EXPECT_EQ(named_by_markdown(of("The Project Gutenberg eBook\n\nTitle: Emma\n")), "Emma|");
  EXPECT_EQ(of("One.\n"), SourceMetadata{});
}

TEST(Markdown, AnEntityStandsWhereItBegins) {
  Diagnostics diagnostics;
  const auto source = read_markdown("story.md", "He went &mdash; on, &ldquo;there.&rdquo;\n",
                                    language::default_language(), diagnostics);
  ASSERT_TRUE(source);
  EXPECT_EQ(source->text, "He went --      on,       \"there.\"      \n");
  EXPECT_EQ(source->anchors.locate(source->text, source->text.find('"')).byte, 20U);
  EXPECT_EQ(source->anchors.locate(source->text, source->text.find("there")).byte, 27U);
  EXPECT_EQ(source->anchors.locate(source->text, source->text.rfind('"')).byte, 33U);
}

TEST(Markdown, SparesAByteOrderMark) {
  Diagnostics diagnostics;
  EXPECT_EQ(read_markdown("story.md", "\xEF\xBB\xBF> a", language::default_language(), diagnostics)->text,
            "\xEF\xBB\xBF  a");
}

TEST(Markdown, KeepsOffsetsAndLettersOfProse) {
  const std::vector<std::string> pieces = {"word", " ",   "\n",  "\n\n",  "*",  "_",  "“Yes,”", "- ", "> ",
                                           "1. ",  "é",   "😀",   "#",     "|",  "[",  "](",     ")",  "`",
                                           "<",    "!--", "-->", "&amp;", "\\", "~~", "---"};
  std::mt19937 random(7);
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    for (int i = 0; i < 20; ++i) text += pieces[random() % pieces.size()];
    SCOPED_TRACE(text);
    read(text);
  }
}

}  // namespace
}  // namespace sotto::document
