#include "annotate/document/markdown.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "shared/text.h"

namespace sotto::document {
namespace {

/// What is left of each line, white space folded; " / " between lines.
std::string read(std::string text) {
  const std::size_t bytes = text.size();
  const std::size_t characters = count_code_points(text);
  blank_markup(text);
  EXPECT_EQ(text.size(), bytes);
  EXPECT_EQ(count_code_points(text), characters);
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

TEST(Markdown, SparesAByteOrderMark) {
  std::string text = "\xEF\xBB\xBF> a";
  blank_markup(text);
  EXPECT_EQ(text, "\xEF\xBB\xBF  a");
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
