#include "annotate/document/sources/office/docx.h"

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

std::string paragraph(const std::string& runs, const std::string& style = "") {
  return "<w:p>" + (style.empty() ? "" : "<w:pPr><w:pStyle w:val='" + style + "'/></w:pPr>") + runs + "</w:p>";
}
std::string run(const std::string& text, const std::string& properties = "") {
  return "<w:r>" + (properties.empty() ? "" : "<w:rPr>" + properties + "</w:rPr>") + "<w:t xml:space='preserve'>" +
         text + "</w:t></w:r>";
}

std::string docx(const std::string& body, const sotto::testing::Files& others = {}) {
  sotto::testing::Files files = {
      {"[Content_Types].xml", "<Types/>"},
      {"word/document.xml", "<w:document><w:body>" + body + "</w:body></w:document>"},
      {"word/styles.xml",
       "<w:styles><w:style w:styleId='T'><w:name w:val='Title'/></w:style><w:style w:styleId='H1'><w:name "
       "w:val='heading 1'/>"
       "</w:style><w:style w:styleId='Mine'><w:name w:val='My Chapter'/><w:basedOn w:val='H1'/></w:style><w:style "
       "w:styleId='Em'><w:name w:val='Emphasis'/></w:style><w:style w:styleId='TOC1'><w:name w:val='toc 1'/></w:style>"
       "<w:style w:styleId='Q'><w:name w:val='Quote'/></w:style></w:styles>"},
      {"docProps/core.xml", "<p><dc:title>The Quay</dc:title><dc:creator>A. Writer</dc:creator></p>"}};
  files.insert(files.end(), others.begin(), others.end());
  return sotto::testing::zipped(files);
}

std::optional<Source> docx_read(const std::string& bytes, Diagnostics& diagnostics,
                                const ReadingOptions& options = {}) {
  const auto archive = Archive::open("a.docx", bytes, diagnostics);
  return read_docx(*archive, options, diagnostics);
}

TEST(Docx, HeadingsAreThoseOfItsStyles) {
  Diagnostics diagnostics;
  auto source =
      docx_read(docx(paragraph(run("The Quay"), "T") + paragraph(run("Rain"), "H1") + paragraph(run("It rained.")) +
                     paragraph(run("Sun"), "Mine") + paragraph(run("It shone."))),
                diagnostics);
  ASSERT_TRUE(source) << render(diagnostics);
  EXPECT_EQ(source->metadata.title, "The Quay");
  EXPECT_EQ(source->metadata.author(), "A. Writer");
  Manuscript manuscript;
  manuscript.append("a.docx", std::move(*source));
  std::vector<std::string> titles;
  for (const Chapter& chapter : find_chapters(manuscript, "The Quay")) titles.push_back(chapter.title);
  EXPECT_THAT(titles, ElementsAre("Rain", "Sun"));
  EXPECT_EQ(manuscript.place(manuscript.text.find("shone")).file, "a.docx!word/document.xml");
}

TEST(Docx, RunsArePutTogether) {
  Diagnostics diagnostics;
  const std::string body =
      paragraph(run("It ra") + run("in", "<w:i/>") + run("ed &amp; ") + run("rained", "<w:rStyle w:val='Em'/>") +
                run(" no more", "<w:i w:val='0'/>") + "<w:r><w:br/><w:t>On</w:t><w:tab/><w:t>and on.</w:t></w:r>");
  const std::string bytes = docx(body);
  const auto source = docx_read(bytes, diagnostics);
  ASSERT_TRUE(source);
  EXPECT_EQ(source->text, "It rained & rained no more\nOn and on.");
  std::vector<std::string> emphasised;
  for (const Span span : source->emphasis) emphasised.emplace_back(span.of(source->text));
  EXPECT_THAT(emphasised, ElementsAre("in", "rained"));
  const SourceLocation amp = source->anchors.locate(source->text, source->text.find('&'));
  EXPECT_TRUE(("<w:document><w:body>" + body).substr(amp.byte).starts_with("&amp;"));
}

TEST(Docx, WhatIsNotTheTextIsNotRead) {
  Diagnostics diagnostics;
  const std::string body =
      paragraph(run("Contents 1"), "TOC1") +
      "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of "
      "Contents'/></w:docPartObj></w:sdtPr><w:sdtContent>" +
      paragraph(run("Rain 1")) + "</w:sdtContent></w:sdt>" +
      paragraph(run("It rained.") + "<w:del><w:r><w:delText>No</w:delText></w:r></w:del><w:ins>" + run(" Yes.") +
                "</w:ins><w:r><w:instrText>PAGE</w:instrText></w:r>" + run("hidden", "<w:vanish/>") +
                "<w:r><w:footnoteReference w:id='2'/></w:r><w:r><w:drawing><w:txbxContent>" + paragraph(run("Box")) +
                "</w:txbxContent></w:drawing></w:r>");
  const sotto::testing::Files notes = {
      {"word/footnotes.xml", "<w:footnotes><w:footnote w:type='separator'>" + paragraph(run("---")) +
                                 "</w:footnote><w:footnote w:id='2'>" + paragraph(run("Much.")) +
                                 "</w:footnote></w:footnotes>"}};
  EXPECT_EQ(docx_read(docx(body, notes), diagnostics)->text, "It rained. Yes.");
  EXPECT_THAT(render(diagnostics),
              HasSubstr("not read: 1 table of contents, 1 note mark, 1 note, 1 hidden part, 1 picture"));
  EXPECT_EQ(docx_read(docx(body, notes), diagnostics, {language::default_language(), true})->text,
            "It rained. Yes.\n\nMuch.");
}

TEST(Docx, TablesListsAndQuotations) {
  Diagnostics diagnostics;
  const auto cell = [](const std::string& text) { return "<w:tc>" + paragraph(run(text)) + "</w:tc>"; };
  const auto source = docx_read(
      docx("<w:tbl><w:tr>" + cell("Meg") + cell("19") + "</w:tr><w:tr>" + cell("Erik") + cell("") +
           "</w:tr></w:tbl><w:p><w:pPr><w:numPr/></w:pPr>" + run("One") + "</w:p>" + paragraph(run("Two"), "Q")),
      diagnostics);
  ASSERT_TRUE(source);
  EXPECT_EQ(source->text, "Meg, 19\nErik,\n\nOne\n\nTwo");
  ASSERT_EQ(source->blocks.size(), 3U);
  EXPECT_EQ(source->blocks[0].kind, Block::Kind::table);
  EXPECT_EQ(source->blocks[1].kind, Block::Kind::list_item);
  EXPECT_EQ(source->blocks[2].kind, Block::Kind::quote);
}

TEST(Docx, WithoutTextIsAnError) {
  Diagnostics diagnostics;
  EXPECT_FALSE(docx_read(docx(paragraph("")), diagnostics));
  EXPECT_THAT(render(diagnostics), HasSubstr("a.docx: error: there is no text in it"));
}

}  // namespace
}  // namespace sotto::document
