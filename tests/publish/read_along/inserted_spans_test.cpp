#include "publish/read_along/inserted_spans.h"

#include <gtest/gtest.h>

#include <regex>

namespace sotto::read_along {
namespace {

/// A page in which "{" and "}" stand round each passage, with its spans as "[1" and "]".
std::string spanned(const std::string& marked) {
  std::string page;
  std::vector<PagePassage> passages;
  for (const char c : marked) {
    if (c == '{')
      passages.push_back({{page.size(), 0}, "who-x", static_cast<std::int64_t>(passages.size()) * 1000, {}});
    if (c == '}') passages.back().place.end = page.size();
    if (c != '{' && c != '}') page += c;
  }
  // Each letter that follows none begins a word.
  for (PagePassage& passage : passages) {
    bool in_tag = false;
    for (std::size_t i = passage.place.begin; i < passage.place.end; ++i) {
      in_tag = page[i] == '<' || (in_tag && page[i - 1] != '>');
      const bool first = i == 0 || std::isalpha(static_cast<unsigned char>(page[i - 1])) == 0;
      if (!in_tag && std::isalpha(static_cast<unsigned char>(page[i])) != 0 && first)
        passage.words.push_back({i, passage.begin + static_cast<std::int64_t>(i)});
    }
  }
  const SpannedPage made = insert_spans(page, passages);
  document::DecodedText text{page, {}};
  std::string shown = edited(page, text, made.edits);
  shown = std::regex_replace(shown, std::regex("<span id=\"read-aloud-(\\d+)\" class=\"who-x\">"), "[$1");
  return std::regex_replace(shown, std::regex("</span>"), "]");
}

TEST(InsertedSpans, AreBalancedMarkup) {
  // A passage and its spans.
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"<p>{Rain fell.} {It stopped.}</p>", "<p>[1Rain fell.] [2It stopped.]</p>"},
      {"<p>{The <i>Argo</i> sank.}</p>", "<p>[1The <i>Argo</i> sank.]</p>"},
      // Widened over tags beside it.
      {"<p><i>{Stop!</i> she said.}</p>", "<p>[1<i>Stop!</i> she said.]</p>"},
      {"<p>{She said: <i><b>Stop!}</b></i></p>", "<p>[1She said: <i><b>Stop!</b></i>]</p>"},
      {"<p><a id='p1'/><b>{W</b>ord.}</p>", "<p><a id='p1'/>[1<b>W</b>ord.]</p>"},
      {"<p><i>{All.}</i></p>", "<p><i>[1All.]</i></p>"},
      {"<p><i> {Stop</i> here.} {Go.}</p>", "<p>[1<i> Stop</i> here.] [2Go.]</p>"},
      // What crosses an element of its neighbour's is lit up run by run.
      {"<p>{One <i>two.} {Three</i> four.}</p>", "<p>[1One] <i>[2two.] [3Three]</i> [4four.]</p>"},
      {"<p><i>{One.} {Two</i> three.}</p>", "<p><i>[1One.] [2Two]</i> [3three.]</p>"},
      // No block in a span.
      {"<div>{One <p>two</p> three.}</div>", "<div>[1One] <p>[2two]</p> [3three.]</div>"},
      {"<div>{One<br/>two.}</div>", "<div>[1One<br/>two.]</div>"},
      // A run without a word of its own is not lit up by itself.
      {"<p><i>{A.} {\xE2\x80\x9C</i>Now.}</p>", "<p><i>[1A.] \xE2\x80\x9C</i>[2Now.]</p>"},
      // Ruby.
      {"<p><ruby>{K<rt>a</rt>J<rt>b</rt></ruby> x.}</p>", "<p>[1<ruby>K<rt>a</rt>J<rt>b</rt></ruby> x.]</p>"},
      {"<p><ruby>{K<rt>a</rt>J}<rt>b</rt></ruby></p>", "<p>[1<ruby>K<rt>a</rt>J<rt>b</rt></ruby>]</p>"},
      {"<p><ruby>{K}<rt>a</rt>{J}<rt>b</rt></ruby></p>", "<p><ruby>[1K]<rt>a</rt>[2J]<rt>b</rt></ruby></p>"},
      // Comments in words, characters that are marked as such, pictures of letters.
      {"<p>{Wo<!-- i -->rd.}</p>", "<p>[1Wo<!-- i -->rd.]</p>"},
      {"<p><![CDATA[{One.} {Two.}]]></p>", "<p>[1<![CDATA[One. Two.]]>]</p>"},
      {"<p><{img alt='T'/>he end.}</p>", "<p>[1<img alt='T'/>he end.]</p>"},
      {"<p>{See <svg><path d=''/></svg> there.}</p>", "<p>[1See <svg><path d=''/></svg> there.]</p>"},
      // A mark of a note that is not read.
      {"<p><i>{One}<sup>1</sup></i> {two.}</p>", "<p><i>[1One]<sup>1</sup></i> [2two.]</p>"},
      {"<x:p>{Two.}</x:p>", "<x:p><x:span id=\"read-aloud-1\" class=\"who-x\">Two.</x:span></x:p>"},
      // Where no span may be.
      {"<ul>{One.}</ul>", "<ul>One.</ul>"},
  };
  for (const auto& [marked, expected] : cases) {
    EXPECT_EQ(spanned(marked), expected);
  }
}

TEST(InsertedSpans, HaveIdsThatThePageHasNot) {
  const SpannedPage made = insert_spans("<p id='read-aloud-1'>One.</p>", {{{21, 25}, "who-x", 0, {}}});
  ASSERT_EQ(made.spans.size(), 1U);
  EXPECT_EQ(made.spans[0].id, "read-aloud-x1");
}

TEST(InsertedSpans, APlaceHasOneSpanOnly) {
  const std::vector<PagePassage> passages = {{{3, 7}, "who-x", 0, {}}, {{3, 7}, "who-y", 9, {}}};
  EXPECT_EQ(insert_spans("<p>One.</p>", passages).spans.size(), 1U);
}

TEST(InsertedSpans, KnowWhereACharacterEnds) {
  EXPECT_EQ(character_end("a&mdash;b", 1), 8U);
  EXPECT_EQ(character_end("a\xE2\x80\x94"
                          "b",
                          1),
            4U);
  EXPECT_EQ(character_end("a", 5), 1U);
}

}  // namespace
}  // namespace sotto::read_along
