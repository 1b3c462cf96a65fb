#include "annotate/document/sources/epub/epub.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "annotate/document/chapters.h"
#include "annotate/document/manuscript.h"
#include "annotate/language/languages.h"
#include "shared/files.h"
#include "shared/text.h"
#include "support/archives.h"
#include "support/temp_folder.h"

namespace sotto::document {
namespace {

using sotto::testing::page;
using sotto::testing::SmallEpub;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

struct Read {
  std::optional<Manuscript> manuscript;
  std::vector<std::string> chapters;  ///< "1 Title [heading]: paragraph | * paragraph"; 0 for matter
  std::vector<std::string> emphasised;
  std::string told;
};

Read epub_read(const std::string& bytes, const ReadingOptions& options = {}) {
  Read read;
  Diagnostics diagnostics;
  std::optional<Source> source = read_epub("novel.epub", bytes, options, diagnostics);
  read.told = render(diagnostics);
  if (!source) return read;
  read.manuscript.emplace();
  read.manuscript->append("novel.epub", std::move(*source));
  const std::string& text = read.manuscript->text;
  for (const Chapter& chapter : find_chapters(*read.manuscript, "The Quay")) {
    std::string shown = (chapter.matter ? "0 " : "1 ") + chapter.title;
    shown += " [" + fold_space(chapter.heading.of(text)) + "]:";
    for (const Paragraph& paragraph : chapter.paragraphs) {
      shown += (paragraph.starts_scene ? " * " : " | ") + fold_space(paragraph.span.of(text));
    }
    read.chapters.push_back(shown);
  }
  for (const Span span : read.manuscript->emphasis) read.emphasised.emplace_back(span.of(text));
  return read;
}

std::string entry(const std::string& href, const std::string& title, const std::string& inner = "") {
  return "<li><a href=\"" + href + "\">" + title + "</a>" + (inner.empty() ? "" : "<ol>" + inner + "</ol>") + "</li>";
}

std::string nav_point(const std::string& src, const std::string& title, const std::string& inner = "") {
  return "<navPoint><navLabel><text>" + title + "</text></navLabel><content src=\"" + src + "\"/>" + inner +
         "</navPoint>";
}

TEST(Epub, ChaptersAreThoseOfTheContents) {
  SmallEpub book{{{"a.xhtml", page("<h2>I</h2><p>It rained.</p><hr/><p>It stopped.</p>")},
                  {"b.xhtml", page("<h2>II</h2><p>The sun came.</p>")}}};
  book.navigation = entry("a.xhtml", "The Rain") + entry("b.xhtml", "The Sun");
  EXPECT_THAT(epub_read(book.bytes()).chapters,
              ElementsAre("1 The Rain [I]: | It rained. * It stopped.", "1 The Sun [II]: | The sun came."));
}

TEST(Epub, SeveralChaptersStandInOneFile) {
  SmallEpub book{{{"a.xhtml", page("<h2 id='one'>One</h2><p>It rained.</p><h2><a id='two'/>Two</h2><p>It stopped.</p>"
                                   "<p id='three'>And then.</p><p>No more.</p>")}}};
  book.navigation = entry("a.xhtml#one", "One") + entry("a.xhtml#two", "Two") + entry("a.xhtml#three", "Three");
  EXPECT_THAT(epub_read(book.bytes()).chapters, ElementsAre("1 One [One]: | It rained.", "1 Two [Two]: | It stopped.",
                                                            "1 Three []: | And then. | No more."));
}

TEST(Epub, PartsHoldChapters) {
  SmallEpub book{{{"p1.xhtml", page("<h1>Part One</h1><p>In which it rains.</p>")},
                  {"a.xhtml", page("<h2>The Rain</h2><p>It rained.</p>")},
                  {"b.xhtml", page("<h2>The Sun</h2><p>It shone.</p>")},
                  {"p2.xhtml", page("<p><img src='part.png' alt='Part Two'/></p>")},
                  {"c.xhtml", page("<h2>The Snow</h2><p>It snowed.</p>")}}};
  book.navigation = entry("p1.xhtml", "Part One", entry("a.xhtml", "The Rain") + entry("b.xhtml", "The Sun")) +
                    entry("p2.xhtml", "Part Two", entry("c.xhtml", "The Snow"));
  EXPECT_THAT(epub_read(book.bytes()).chapters,
              ElementsAre("1 Part One. The Rain [Part One In which it rains. The Rain]: | It rained.",
                          "1 The Sun [The Sun]: | It shone.", "1 Part Two. The Snow [The Snow]: | It snowed."));
}

TEST(Epub, APartThatIsOnlyNamedGoesBeforeItsFirstChapter) {
  SmallEpub book{{{"a.xhtml", page("<p>It rained.</p>")}, {"b.xhtml", page("<p>It shone.</p>")}}};
  book.navigation = "<li><span>Part One</span><ol>" + entry("a.xhtml", "Rain") + entry("b.xhtml", "Sun") + "</ol></li>";
  EXPECT_THAT(epub_read(book.bytes()).chapters,
              ElementsAre("1 Part One. Rain []: | It rained.", "1 Sun []: | It shone."));
}

TEST(Epub, TheNcxIsReadWhereThereIsNoNavigation) {
  SmallEpub book{{{"a.xhtml", page("<p>It rained.</p>")}, {"b.xhtml", page("<p>It shone.</p>")}}};
  book.ncx = nav_point("a.xhtml", "Weather", nav_point("a.xhtml", "Rain &amp; Wind")) + nav_point("b.xhtml", "Sun");
  EXPECT_THAT(epub_read(book.bytes()).chapters,
              ElementsAre("1 Weather. Rain & Wind []: | It rained.", "1 Sun []: | It shone."));
}

TEST(Epub, WithoutContentsItsHeadingsAreItsChapters) {
  const SmallEpub book{
      {{"a.xhtml", page("<h1>Rain</h1><p>It rained.</p>")}, {"b.xhtml", page("<h1>Sun</h1><p>It shone.</p>")}}};
  EXPECT_THAT(epub_read(book.bytes()).chapters, ElementsAre("1 Rain [Rain]: | It rained.", "1 Sun [Sun]: | It shone."));
}

TEST(Epub, ANumeralIsAChaptersNumber) {
  SmallEpub book{{{"a.xhtml", page("<h2>IV</h2><p>It rained.</p>")}}};
  book.navigation = entry("a.xhtml", "IV");
  EXPECT_THAT(epub_read(book.bytes()).chapters, ElementsAre("1 Chapter 4 [IV]: | It rained."));
}

TEST(Epub, TitlePagesLicencesAndContentsAreNoPartOfTheStory) {
  SmallEpub book{{{"title.xhtml", page("<h1>The Quay</h1><p>by A. Writer</p>")},
                  {"imprint.xhtml", page("<section epub:type='imprint'><h2>Imprint</h2><p>All rights, and much more "
                                         "that is said here at such a length that it is no title page at all, for "
                                         "whoever made the book wants to be known for it, and so do his friends."
                                         "</p></section>")},
                  {"a.xhtml", page("<h2>Rain</h2><p>It rained.</p>")},
                  {"copyright.xhtml", page("<h2>Copyright</h2><p>Copyright, 1916.</p>")}}};
  book.navigation =
      entry("imprint.xhtml", "Imprint") + entry("a.xhtml", "Rain") + entry("copyright.xhtml", "Copyright, 1916");
  EXPECT_THAT(epub_read(book.bytes()).chapters,
              ElementsAre("0 The Quay [The Quay]: | by A. Writer", HasSubstr("0 Imprint [Imprint]: | All rights"),
                          "1 Rain [Rain]: | It rained.", "0 Copyright, 1916 [Copyright]: | Copyright, 1916."));
}

TEST(Epub, WhatProjectGutenbergPutsRoundItIsNoPartOfTheStory) {
  SmallEpub book{{{"a.xhtml", page("<div>The Project Gutenberg eBook of Rain<br/><br/>Title: Rain<br/><br/>"
                                   "*** START OF THIS PROJECT GUTENBERG EBOOK RAIN ***<br/><br/></div>"
                                   "<h2 id='i'>Rain</h2><p>It rained.</p><div>*** END OF THIS PROJECT GUTENBERG EBOOK "
                                   "RAIN ***</div><p>Section 1. You may.</p>")}}};
  book.navigation = entry("a.xhtml#i", "Rain");
  EXPECT_THAT(epub_read(book.bytes()).chapters,
              ElementsAre(HasSubstr("0 About This Text []: | The Project Gutenberg eBook of Rain"),
                          "1 Rain [Rain]: | It rained.", HasSubstr("0 Licence []:")));
}

TEST(Epub, WhatIsNotReadIsToldOnce) {
  SmallEpub book{
      {{"nav.xhtml", page("<nav><ol><li>Rain</li></ol></nav>")},
       {"a.xhtml", page("<p>It <span epub:type='pagebreak'>12</span>rained<a epub:type='noteref' "
                        "href='#n'>1</a> on.<img src='x.png' alt='not read'/></p><aside epub:type='footnote' "
                        "id='n'>Much.</aside><p><span class='pagenum'>[Pg 13]</span>The end.</p>")}}};
  const Read silent = epub_read(book.bytes());
  EXPECT_EQ(silent.manuscript->text, "It rained on.\n\nThe end.");
  EXPECT_THAT(silent.told, HasSubstr("novel.epub: note: not read: 1 table of contents, 2 page breaks, 1 note mark, "
                                     "1 note, 1 picture"));
  EXPECT_EQ(epub_read(book.bytes(), {language::default_language(), true}).manuscript->text,
            "It rained on.\n\nMuch.\n\nThe end.");
}

TEST(Epub, NotesAreFoundByTheirMarks) {
  const SmallEpub book{{{"a.xhtml", page("<p>It rained.<a id='r1' href='n.xhtml#n1'><sup>1</sup></a> It "
                                         "stopped.<sup><a href='n.xhtml#n2'>2</a></sup> The 3rd time.</p>")},
                        {"n.xhtml", page("<h2>Notes</h2><p><a id='n1' href='a.xhtml#r1'>[1]</a> Much.</p>"
                                         "<ul><li id='n2'>At last.</li></ul>")}}};
  EXPECT_EQ(epub_read(book.bytes()).manuscript->text, "It rained. It stopped. The 3rd time.\n\nNotes");
}

TEST(Epub, EmphasisIsWhatTheMarksAndTheStyleSheetsSay) {
  SmallEpub book{{{"a.xhtml", page("<p class='letter'>She <em>was</em> <i>there</i>, <span class='it'>too</span>. <i "
                                   "class='up'>Not</i> this, <span style='font-style: italic'>but</span> it.</p>",
                                   "<link rel='stylesheet' href='s.css'/>")}}};
  book.others = {{"OEBPS/s.css", "/* .letter */ .it, .other { font-style: italic } i.up {font-style:normal}"}};
  EXPECT_THAT(epub_read(book.bytes()).emphasised, ElementsAre("was", "there", "too", "but"));
}

TEST(Epub, ReadsWhatItSaysOfTheBook) {
  SmallEpub book{{{"a.xhtml", page("<p>It rained.</p>")}}};
  book.metadata =
      "<dc:title id='t'>The Quay</dc:title><meta refines='#t' property='title-type'>main</meta>"
      "<dc:creator id='a'>A. Writer</dc:creator><dc:creator>B. Writer</dc:creator><dc:creator id='i'>C. Painter"
      "</dc:creator><meta refines='#i' property='role'>ill</meta><dc:language>en-GB</dc:language>"
      "<meta property='belongs-to-collection' id='c'>Rivers</meta><meta refines='#c' property='group-position'>3</meta>"
      "<dc:description>&lt;p&gt;A &lt;b&gt;wet&lt;/b&gt; book.&lt;/p&gt;</dc:description><dc:date>1892</dc:date>"
      "<dc:publisher>P</dc:publisher>";
  book.manifest = "<item id='c' href='c%20o.jpg' properties='cover-image' media-type='image/jpeg'/>";
  book.others = {{"OEBPS/c o.jpg", "jpeg"}};
  Diagnostics diagnostics;
  const auto source = read_epub("novel.epub", book.bytes(), {}, diagnostics);
  ASSERT_TRUE(source);
  EXPECT_EQ(source->metadata, (SourceMetadata{.title = "The Quay",
                                              .authors = {std::string("A. Writer"), std::string("B. Writer")},
                                              .language = "en-GB",
                                              .series = "Rivers",
                                              .series_position = "3",
                                              .description = "A wet book.",
                                              .publisher = "P",
                                              .date = "1892",
                                              .cover = "OEBPS/c o.jpg",
                                              .cover_media_type = "image/jpeg"}));
  EXPECT_EQ(source->metadata.author(), "A. Writer, B. Writer");
}

TEST(Epub, ACoverIsFoundByItsPage) {
  SmallEpub book;
  book.pages = {{"start.xhtml", page("<div><img src='i/c.jpg' alt=''/></div>")},
                {"a.xhtml", page("<p>Rain fell.</p>")}};
  book.manifest = "<item id='c' href='i/c.jpg' media-type='image/jpeg'/>";
  book.others = {{"OEBPS/i/c.jpg", "jpg"}};
  Diagnostics diagnostics;
  const auto cover = [&] {
    const auto source = read_epub("a.epub", book.bytes(), {}, diagnostics);
    return source ? source->metadata.cover : "nothing";
  };
  EXPECT_EQ(cover(), "");
  book.guide = "<guide><reference type='cover' href='start.xhtml'/></guide>";
  EXPECT_EQ(cover(), "OEBPS/i/c.jpg");
  book.guide = "";
  book.pages[0] = {"Cover.xhtml", page("<svg xmlns:xlink='x'><image xlink:href='i/c.jpg'/></svg>")};
  EXPECT_EQ(cover(), "OEBPS/i/c.jpg");
}

TEST(Epub, OfTheThirdVersionHasAHashOfAllItsBytes) {
  const testing::TempFolder folder;
  SmallEpub book;
  book.pages = {{"a.xhtml", page("<p>Rain fell.</p>")}};
  folder.write("a.epub", book.bytes());
  for (const auto& [name, bytes] : book.files()) folder.write("b/" + name, bytes);
  folder.write("c.txt", "Rain fell.");
  EXPECT_TRUE(hash_of_epub3(folder / "a.epub"));
  const auto unpacked = hash_of_epub3(folder / "b");
  EXPECT_TRUE(unpacked);
  folder.write("b/more", "x");
  EXPECT_NE(hash_of_epub3(folder / "b"), unpacked);
  EXPECT_FALSE(hash_of_epub3(folder / "c.txt"));
  EXPECT_FALSE(hash_of_epub3(folder / "none"));
  auto files = book.files();
  for (auto& [name, bytes] : files) {
    const std::size_t version = bytes.find("\"3.0\"");
    if (version != std::string::npos) bytes.replace(version, 5, "\"2.0\"");
  }
  folder.write("d.epub", testing::zipped(files));
  EXPECT_FALSE(hash_of_epub3(folder / "d.epub"));
}

TEST(Epub, PronunciationsAreThoseOfTheBook) {
  SmallEpub book{{{"a.xhtml", page("<p>She went <span ssml:ph='nɔrθ'>N.</span> to Giry.</p>")}}};
  book.manifest = "<item id='l' href='l.pls' media-type='application/pls+xml'/>";
  book.others = {{"OEBPS/l.pls",
                  "<lexicon alphabet='ipa' xml:lang='en'><lexeme><grapheme>Giry</grapheme><phoneme>ʒiˈri"
                  "</phoneme></lexeme></lexicon>"}};
  Diagnostics diagnostics;
  const auto source = read_epub("novel.epub", book.bytes(), {}, diagnostics);
  ASSERT_TRUE(source);
  ASSERT_EQ(source->said.size(), 1U);
  EXPECT_EQ(source->said[0].span.of(source->text), "N.");
  EXPECT_EQ(source->said[0].phonemes, "nɔrθ");
  EXPECT_EQ(source->lexicon, (std::map<std::string, std::string>{{"Giry", "ʒiˈri"}}));
}

TEST(Epub, ReadsAFolderAsTheArchiveItWas) {
  const sotto::testing::TempFolder folder;
  SmallEpub book{{{"a.xhtml", page("<h2>Rain</h2><p>It rained.</p>")}}};
  book.navigation = entry("a.xhtml", "Rain");
  for (const auto& [name, bytes] : book.files()) {
    std::filesystem::create_directories((folder.path() / name).parent_path());
    write_file(folder.path() / name, bytes);
  }
  EXPECT_TRUE(is_epub_folder(folder.path().string()));
  EXPECT_FALSE(is_epub_folder((folder.path() / "OEBPS").string()));
  Diagnostics diagnostics;
  const auto manuscript = read_manuscript({folder.path()}, language::default_language(), diagnostics);
  ASSERT_TRUE(manuscript) << render(diagnostics);
  EXPECT_EQ(manuscript->text, "Rain\n\nIt rained.");
  EXPECT_EQ(manuscript->place(6).text(), folder.path().string() + "!OEBPS/a.xhtml:4:23");
}

TEST(Epub, WhatIsWrongIsToldInPlainWords) {
  const SmallEpub good{{{"a.xhtml", page("<p>It rained.</p>")}}};
  const auto with = [&](const std::string& name, const std::string& bytes) {
    SmallEpub book = good;
    book.others.emplace_back(name, bytes);
    return book.bytes();
  };
  const auto encrypted = [&](const std::string& algorithm) {
    return with("META-INF/encryption.xml", "<encryption><EncryptedData><EncryptionMethod Algorithm='" + algorithm +
                                               "'/></EncryptedData></encryption>");
  };
  const auto pages = [](const std::string& content) { return SmallEpub{{{"a.xhtml", content}}}.bytes(); };
  const auto with_link = [&](const std::string& href) {
    sotto::testing::Files files = good.files();
    std::string& package = files[2].second;
    package.replace(package.find("href=\"a.xhtml\""), 14, "href=\"" + href + "\"");
    return sotto::testing::zipped(files);
  };
  const std::string bomb = "<!DOCTYPE html [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'>]><html><body><p>&b;</p></body></html>";
  const std::string large = "<!DOCTYPE html [<!ENTITY a '" + std::string(10'000, 'a') + "'>]><html><body><p>" + [] {
    std::string many;
    for (int i = 0; i < 200; ++i) many += "&a; ";
    return many;
  }() + "</p></body></html>";
  const std::vector<std::pair<std::string, std::string>> cases = {
      {encrypted("http://www.w3.org/2001/04/xmlenc#aes128-cbc"), "is locked: its text is encrypted"},
      {with("META-INF/license.lcpl", "{}"), "is locked: it is sold with digital rights"},
      {with("META-INF/encryption.xml", "<encryption><EncryptedData/></encryption>"), "is locked"},
      {"It rained.", "is no archive"},
      {good.bytes().substr(0, 400), "is no archive"},
      {sotto::testing::zipped({{"a.txt", "It rained."}}), "is no EPUB"},
      {pages(page("<p><img src='a.png' alt='Rain'/></p>")), "there is no text in it"},
      {pages(""), "there is no text in it"},
      {pages(bomb), "entities"},
      {pages(large), "entities"},
      {with("OEBPS/a.xhtml", "again"), "there are two files 'OEBPS/a.xhtml'"},
      {with("../a.txt", "out"), "'../a.txt' in it would lie outside"},
      {with_link("../../a.xhtml"), "a part of the book would lie outside of it: '../../a.xhtml'"},
      {with_link("file:///etc/passwd"), "a part of the book would lie outside of it: 'file:///etc/passwd'"},
      {SmallEpub{}.bytes(), "lists nothing to be read"},
  };
  for (const auto& [bytes, message] : cases) {
    const Read result = epub_read(bytes);
    EXPECT_FALSE(result.manuscript) << message;
    EXPECT_THAT(result.told, HasSubstr("error: "));
    EXPECT_THAT(result.told, HasSubstr(message));
  }
  EXPECT_TRUE(epub_read(encrypted("http://www.idpf.org/2008/embedding")).manuscript);
}

TEST(Epub, AnArchiveThatUnpacksToTooMuchIsRefused) {
  sotto::testing::Files files = SmallEpub{{{"a.xhtml", ""}}}.files();
  std::erase_if(files, [](const auto& file) { return file.first == "OEBPS/a.xhtml"; });
  const std::string bytes = sotto::testing::zipped_bomb(files, "OEBPS/a.xhtml", Archive::kLongestFile + 1000);
  EXPECT_LT(bytes.size(), std::size_t{1} << 20);
  EXPECT_THAT(epub_read(bytes).told, HasSubstr("novel.epub!OEBPS/a.xhtml: error: unpacks to more than 64 MB"));
}

TEST(Epub, WhatIsNoXmlIsReadAsABrowserDoes) {
  const SmallEpub book{{{"a.xhtml", page("<p>It <b>rained<p>on & on.<a id='x'/>  <br>And on.")}}};
  const Read result = epub_read(book.bytes());
  ASSERT_TRUE(result.manuscript) << result.told;
  EXPECT_EQ(result.manuscript->text, "It rained\n\non & on.\nAnd on.");
  EXPECT_THAT(result.told, HasSubstr("a page is not well-formed XML, the first 'OEBPS/a.xhtml'"));
}

TEST(Epub, ContentsThatLeadNowhereAreTold) {
  SmallEpub book{{{"a.xhtml", page("<p>It rained.</p>")}, {"b.xhtml", page("<p>It shone.</p>")}}};
  book.navigation = entry("a.xhtml", "Rain") + entry("gone.xhtml", "Gone") + entry("b.xhtml#gone", "Sun");
  const Read result = epub_read(book.bytes());
  EXPECT_THAT(result.chapters, ElementsAre("1 Rain []: | It rained.", "1 Sun []: | It shone."));
  EXPECT_THAT(result.told, HasSubstr("novel.epub: warning: 2 lines of the contents lead nowhere, the first 'Gone'"));
}

TEST(Epub, ALineOfTheContentsThatLeadsNowhereInAChapterChangesNothing) {
  SmallEpub book{{{"a.xhtml", page("<h2>The Lamp</h2><p>It rained.</p>")},
                  {"b.xhtml", page("<h2>The Boat</h2><p>It snowed.</p>")}}};
  book.navigation = entry("a.xhtml", "The Lamp") + entry("b.xhtml", "The Boat", entry("b.xhtml#no", "The Oar"));
  EXPECT_THAT(epub_read(book.bytes()).chapters,
              ElementsAre("1 The Lamp [The Lamp]: | It rained.", "1 The Boat [The Boat]: | It snowed."));
}

TEST(Epub, OddNamesAreFound) {
  SmallEpub book{{{"Ch%C3%A4pter%20one.XHTML", page("<p>It rained.</p>")}, {"a%20b.xhtml", page("<p>It shone.</p>")}}};
  sotto::testing::Files files = book.files();
  files[3].first = "OEBPS/Chäpter one.xhtml";
  const Read result = epub_read(sotto::testing::zipped(files));
  ASSERT_TRUE(result.manuscript) << result.told;
  EXPECT_EQ(result.manuscript->text, "It rained.\n\nIt shone.");
}

TEST(Epub, WhatIsNotInTheReadingOrderIsNotRead) {
  sotto::testing::Files files =
      SmallEpub{{{"a.xhtml", page("<p>It rained.</p>")}, {"b.xhtml", page("<p>No.</p>")}}}.files();
  std::string& package = files[2].second;
  package.replace(package.find("idref=\"page1\""), 13, "idref=\"page1\" linear=\"no\"");
  EXPECT_EQ(epub_read(sotto::testing::zipped(files)).manuscript->text, "It rained.");
}

/// What a test's page has at a place, as the reader understands it: an entity, or the character itself.
std::string meant_at(std::string_view written) {
  static const std::map<std::string, std::string, std::less<>> entities = {
      {"&amp;", "&"},    {"&lt;", "<"},     {"&mdash;", "—"}, {"&#8220;", "“"},
      {"&#x201D;", "”"}, {"&eacute;", "é"}, {"&own;", "own"}};
  for (const auto& [entity, meaning] : entities) {
    if (written.starts_with(entity)) return meaning;
  }
  return std::string(written.substr(0, code_point_at(written, 0).next));
}

TEST(Epub, EveryCharacterKnowsItsFileAndByte) {
  const std::string first =
      "\xEF\xBB\xBF<?xml version='1.0'?>\r\n<!DOCTYPE html [<!ENTITY own 'own'>]>\n<html><head><title>T</title></head>"
      "<body>\r\n<p>&#8220;Caf&eacute;,&#x201D; she\r\n  wrote &amp; &lt;sent&lt; wo<!-- not read -->rd &mdash; "
      "<![CDATA[of a & <tag>]]> &own; <ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>.<br/>New\tline.</p>\n"
      "<p dir='rtl'>שלום, עולם.</p><hr/><p>In<b>side</b> a so\u00ADft word.</p></body></html>";
  const std::string second = page("<p>It rained<br>and <i>rained.</p><p class=x>End.");  // no XML
  const SmallEpub book{{{"a.xhtml", first}, {"b.xhtml", second}}};
  const Read result = epub_read(book.bytes());
  ASSERT_TRUE(result.manuscript) << result.told;
  const Manuscript& manuscript = *result.manuscript;
  EXPECT_EQ(
      manuscript.text,
      "“Café,” she wrote & <sent< word — of a & <tag> own 漢.\nNew line.\n\nשלום, עולם.\n\n* * *\n\nInside a soft "
      "word.\n\nIt rained\nand rained.\n\nEnd.");
  std::size_t exact = 0;
  for (std::size_t at = 0; at < manuscript.text.size();) {
    const std::size_t next = code_point_at(manuscript.text, at).next;
    const std::string character = manuscript.text.substr(at, next - at);
    const SourcePlace place = manuscript.place(at);
    const bool in_first = place.file == "novel.epub!OEBPS/a.xhtml";
    ASSERT_TRUE(in_first || place.file == "novel.epub!OEBPS/b.xhtml") << place.file;
    const std::string& file = in_first ? first : second;
    const std::string_view written = std::string_view(file).substr(place.byte);
    // Line and column are those of the byte.
    const std::string_view before = std::string_view(file).substr(0, place.byte);
    EXPECT_EQ(place.line, 1U + static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n')));
    if (is_space(code_point_at(manuscript.text, at).value) || character == "*") {
      EXPECT_TRUE(written.empty() || std::string_view(" \t\r\n<").find(written[0]) != std::string_view::npos ||
                  !std::isalpha(static_cast<unsigned char>(before.back())))
          << at << " '" << written.substr(0, 10) << "'";
    } else if (written.starts_with("&own;")) {
      EXPECT_NE(std::string("own").find(character), std::string::npos);
    } else {
      EXPECT_EQ(meant_at(written), character) << "at byte " << place.byte << " of " << place.file;
      ++exact;
    }
    at = next;
  }
  EXPECT_GT(exact, 90U);
}

/// Nothing that a page says is lost, and nothing is added, whatever the elements round it.
TEST(Epub, EveryWordIsInTheText) {
  std::string body;
  std::string words;
  const std::vector<std::string> elements = {"p",    "div", "h2",    "li", "blockquote", "em",
                                             "span", "td",  "table", "b",  "section"};
  unsigned int seed = 7;
  std::vector<std::string> open;
  for (int i = 0; i < 2000; ++i) {
    seed = seed * 1103515245U + 12345U;
    const unsigned int pick = seed >> 16U;
    const std::string word = "w" + std::to_string(i);
    body += " " + word + " ";
    words += word + " ";
    if (pick % 3 == 0 && open.size() < 40) {
      open.push_back(elements[pick / 3 % elements.size()]);
      body += "<" + open.back() + ">";
    } else if (pick % 3 == 1 && !open.empty()) {
      body += "</" + open.back() + ">";
      open.pop_back();
    }
  }
  for (; !open.empty(); open.pop_back()) body += "</" + open.back() + ">";
  const Read result = epub_read(SmallEpub{{{"a.xhtml", page(body)}}}.bytes());
  ASSERT_TRUE(result.manuscript) << result.told;
  EXPECT_EQ(words_of(result.manuscript->text), words_of(words));
  std::string read_words;
  for (const Chapter& chapter : find_chapters(*result.manuscript, "T")) {
    read_words += std::string(chapter.heading.of(result.manuscript->text)) + " ";
    for (const Paragraph& paragraph : chapter.paragraphs) {
      read_words += std::string(paragraph.span.of(result.manuscript->text)) + " ";
    }
  }
  EXPECT_EQ(words_of(read_words), words_of(words));
}

TEST(Epub, DeepAndLongPagesTakeTimeThatGrowsWithThem) {
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "<div>";
  deep += "It rained.";
  for (int i = 0; i < 100'000; ++i) deep += "</div>";
  std::string flat;
  for (int i = 0; i < 60'000; ++i) flat += "<p>It rained &amp; rained on.</p>";
  const Read result = epub_read(SmallEpub{{{"a.xhtml", page(deep)}, {"b.xhtml", page(flat)}}}.bytes());
  ASSERT_TRUE(result.manuscript) << result.told;
  EXPECT_TRUE(result.manuscript->text.starts_with("It rained.\n\nIt rained & rained on."));
  EXPECT_THAT(epub_read(SmallEpub{{{"a.xhtml", page(deep + "<p>")}}}.bytes()).told, HasSubstr("nested too deep"));
}

}  // namespace
}  // namespace sotto::document
