#include "annotate/document/sources/markup/markup_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "annotate/document/sources/markup/html_parser.h"
#include "annotate/language/languages.h"

namespace sotto::document {
namespace {

struct Read {
  Source source;
  MarkupPlaces places;
};

Read read(const std::string& html) {
  const DecodedText content{html, {}};
  auto tree = parse_html(content.text).value();
  Diagnostics diagnostics;
  LeftOut left_out;
  SourceBuilder builder;
  Read read;
  read.places = read_markup({"", content, tree, {}, {}, false}, builder, left_out);
  read.source = builder.finish(language::default_language(), "a.html", diagnostics);
  return read;
}

std::string blocks(const std::string& html) {
  static const char* const kNames[] = {"p", "h", "li", "q", "code", "table", "break", "start", "end"};
  const Read found = read(html);
  std::string shown;
  for (const Block& block : found.source.blocks) {
    std::string text(block.span.of(found.source.text));
    for (char& c : text) c = c == '\n' ? '~' : c;
    shown += std::string(kNames[static_cast<int>(block.kind)]) + (block.level > 0 ? std::to_string(block.level) : "") +
             ":" + text + "|";
  }
  return shown;
}

TEST(MarkupReader, MakesBlocksOfElements) {
  EXPECT_EQ(blocks("<h2>A</h2><p>b<div>c<p>d</p>e</div>"), "h2:A|p:b|p:c|p:d|p:e|");
  EXPECT_EQ(blocks("<ul><li>a<p>b</p><li>c</ul><blockquote><p>d<p>e</blockquote>f"), "li:a|li:b|li:c|q:d|q:e|p:f|");
  EXPECT_EQ(blocks("<p>a<br>b<br><br>c<hr>d"), "p:a~b|p:c|break:* * *|p:d|");
  EXPECT_EQ(blocks("<pre>a\n  b\n</pre>"), "code:a~b|");
  EXPECT_EQ(blocks("<table><tr><th>Meg<td>19<tr><td>Erik<td></table>a"), "table:Meg, 19~Erik,|p:a|");
  EXPECT_EQ(blocks("<hgroup><h2>I</h2><p>The Quay</p></hgroup><p>a"), "h2:I~The Quay|p:a|");
  EXPECT_EQ(blocks("<hgroup><h2>I</h2><hr>II"), "h2:I|break:* * *|h2:II|");
  EXPECT_EQ(blocks("<p>* * *</p><p>a"), "break:* * *|p:a|");
}

TEST(MarkupReader, ReadsPicturesOfLettersThatBeginAWord) {
  EXPECT_EQ(blocks("<p><img alt='R'>ain fell.<p><span><img alt='&#8220;M'></span>eg."), "p:Rain fell.|p:\u201CMeg.|");
  // A letter by itself, a picture of something, one that another paragraph follows.
  EXPECT_EQ(blocks("<p>a <img alt='B'> c<p><img alt='Boat'>d<div><img alt='E'></div><p>f"), "p:a c|p:d|p:f|");
}

TEST(MarkupReader, LeavesOutWhatIsNoText) {
  EXPECT_EQ(blocks("<title>t</title><style>p{}</style><p>a<script>b</script><svg><text>c</text></svg><rt>d</rt>"),
            "p:a|");
  EXPECT_EQ(blocks("<p style='display: none'>a<p>b"), "p:b|");
}

TEST(MarkupReader, KnowsPlacesByTheirIds) {
  const Read found = read("<p id=a>One.<p><a name=b></a>Two <i id=c>three.</i><nav id=d><p id=e>No</nav><p>Four.");
  const std::string& text = found.source.text;
  EXPECT_EQ(found.places.ids.at("a"), 0U);
  EXPECT_EQ(found.places.ids.at("b"), text.find("One.") + 4);
  EXPECT_LE(found.places.ids.at("c"), text.find("three"));
  EXPECT_EQ(found.places.ids.at("e"), text.find("three.") + 6);
  EXPECT_EQ(found.places.end, text.size());
}

TEST(MarkupReader, KnowsWhatIsNoPartOfTheStory) {
  const Read found = read("<p>One.<section epub:type=titlepage><p>Two.<p>Three.</section><p>Four.");
  ASSERT_EQ(found.places.matter.size(), 1U);
  EXPECT_EQ(found.places.matter[0].of(found.source.text), "\n\nTwo.\n\nThree.");
}

}  // namespace
}  // namespace sotto::document
