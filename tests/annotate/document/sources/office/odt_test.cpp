#include "annotate/document/sources/office/odt.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "annotate/document/chapters.h"
#include "annotate/document/manuscript.h"
#include "annotate/language/languages.h"
#include "support/archives.h"

namespace sotto::document {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string odt(const std::string& body, const sotto::testing::Files& others = {}) {
  sotto::testing::Files files = {
      {"content.xml",
       "<o:document><o:automatic-styles><n:s><number:text>-</number:text></n:s><s:style "
       "style:name='T1'><s:text-properties "
       "fo:font-style='italic'/></s:style><s:style style:name='P1' "
       "style:parent-style-name='Title'/></o:automatic-styles>"
       "<o:body><o:text>" +
           body + "</o:text></o:body></o:document>"},
      {"meta.xml",
       "<o><dc:title>The Quay</dc:title><meta:initial-creator>A. Writer</meta:initial-creator><dc:language>en-GB"
       "</dc:language></o>"}};
  files.insert(files.end(), others.begin(), others.end());
  return sotto::testing::zipped(files);
}

std::optional<Source> odt_read(const std::string& bytes, Diagnostics& diagnostics, const ReadingOptions& options = {}) {
  const auto archive = Archive::open("a.odt", bytes, diagnostics);
  return read_odt(*archive, options, diagnostics);
}

TEST(Odt, IsReadWithItsHeadingsAndEmphasis) {
  Diagnostics diagnostics;
  auto source = odt_read(
      odt("<text:p text:style-name='P1'>The Quay</text:p>\n<text:h text:outline-level='1'>Rain</text:h>"
          "<text:p>It<text:s text:c='2'/><text:span text:style-name='T1'>rained</text:span>.<text:line-break/>"
          "On\n and<text:tab/>on.</text:p><text:h text:outline-level='1'>Sun</text:h><text:p>It shone.</text:p>"),
      diagnostics);
  ASSERT_TRUE(source) << render(diagnostics);
  EXPECT_EQ(source->text, "The Quay\n\nRain\n\nIt rained.\nOn and on.\n\nSun\n\nIt shone.");
  EXPECT_EQ(source->metadata.title, "The Quay");
  EXPECT_EQ(source->metadata.author(), "A. Writer");
  EXPECT_EQ(source->metadata.language, "en-GB");
  ASSERT_EQ(source->emphasis.size(), 1U);
  EXPECT_EQ(source->emphasis[0].of(source->text), "rained");
  Manuscript manuscript;
  manuscript.append("a.odt", std::move(*source));
  std::vector<std::string> titles;
  for (const Chapter& chapter : find_chapters(manuscript, "The Quay")) titles.push_back(chapter.title);
  EXPECT_THAT(titles, ElementsAre("Rain", "Sun"));
  EXPECT_EQ(manuscript.place(manuscript.text.find("shone")).file, "a.odt!content.xml");
}

TEST(Odt, WhatIsNotTheTextIsNotRead) {
  Diagnostics diagnostics;
  const std::string body =
      "<text:tracked-changes><text:p>No</text:p></text:tracked-changes><text:table-of-content><text:p>Rain 1</text:p>"
      "</text:table-of-content><text:p>It "
      "rained<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>"
      "Much.</text:p></text:note-body></text:note> "
      "on.<o:annotation><text:p>No</text:p></o:annotation><draw:frame><text:p>Box"
      "</text:p></draw:frame></text:p>";
  EXPECT_EQ(odt_read(odt(body), diagnostics)->text, "It rained on.");
  EXPECT_THAT(render(diagnostics), HasSubstr("not read: 1 table of contents, 1 note mark, 1 note, 1 picture"));
  EXPECT_EQ(odt_read(odt(body), diagnostics, {language::default_language(), true})->text, "It rained on.\n\nMuch.");
}

TEST(Odt, TablesAndLists) {
  Diagnostics diagnostics;
  const auto source =
      odt_read(odt("<t:table><t:table-row><t:table-cell><text:p>Meg</text:p></t:table-cell><t:table-cell><text:p>19"
                   "</text:p></t:table-cell></t:table-row><t:table-row><t:table-cell><text:p>Erik</text:p>"
                   "</t:table-cell></t:table-row></t:table><text:list><text:list-item><text:p>One</text:p>"
                   "</text:list-item></text:list><text:p>Two</text:p>"),
               diagnostics);
  ASSERT_TRUE(source);
  EXPECT_EQ(source->text, "Meg, 19\nErik\n\nOne\n\nTwo");
  ASSERT_EQ(source->blocks.size(), 3U);
  EXPECT_EQ(source->blocks[0].kind, Block::Kind::table);
  EXPECT_EQ(source->blocks[1].kind, Block::Kind::list_item);
  EXPECT_EQ(source->blocks[2].kind, Block::Kind::paragraph);
}

TEST(Odt, LockedOrEmptyIsAnError) {
  Diagnostics diagnostics;
  EXPECT_FALSE(odt_read(odt("<text:p>It rained.</text:p>", {{"META-INF/manifest.xml", "<m><m:encryption-data/></m>"}}),
                        diagnostics));
  EXPECT_FALSE(odt_read(odt("<text:p/>"), diagnostics));
  EXPECT_THAT(render(diagnostics), HasSubstr("a.odt: error: is locked with a password"));
  EXPECT_THAT(render(diagnostics), HasSubstr("a.odt: error: there is no text in it"));
}

}  // namespace
}  // namespace sotto::document
