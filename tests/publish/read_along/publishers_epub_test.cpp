#include "publish/read_along/publishers_epub.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>

#include "annotate/document/manuscript.h"
#include "annotate/document/sources/archive.h"
#include "annotate/document/sources/markup/xml_parser.h"
#include "publish/encoding/encoded_sounds.h"
#include "publish/read_along/markup_tokens.h"
#include "shared/audio.h"
#include "shared/text.h"
#include "support/archives.h"

namespace sotto::read_along {
namespace {

/// A word takes half a second, a block of text is a line.
constexpr std::int64_t kWord = 22050;

/// An EPUB whose read-along is made as if a voice had said a word each half second.
class Publisher : public ::testing::Test {
 protected:
  Publisher() {
    encoding::write_master(folder / "a.wav", encoding::rain(60'000));
    encoding::encode_chapter(folder / "a.wav", {}, {{encoding::Codec::aac, 2, kMasterRate, 96}, {0}},
                             folder / "a.packets", *silent_progress(), {});
  }

  /// Makes it with chapters of as many blocks each.
  void make(const std::string& bytes, Overlay overlay, std::size_t blocks_each) {
    source = bytes;
    folder.write("s.epub", bytes);
    Diagnostics told;
    const auto manuscript = document::read_manuscript({folder / "s.epub"}, {}, told);
    ASSERT_TRUE(manuscript) << render(told);
    text = manuscript->text;
    chapters.clear();
    words.clear();
    const auto& blocks = manuscript->files.front().blocks;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      if (i % blocks_each == 0) chapters.emplace_back();
      add_block(blocks[i].span, chapters.back());
    }
    PublishersBook book{folder / "s.epub", text, manuscript->files.front().anchors, {}, overlay, {}, {}, {}};
    for (std::size_t i = 0; i < chapters.size(); ++i) {
      book.stems.push_back(std::to_string(i + 1));
      book.chapters.push_back({folder / "a.packets", "x"});
    }
    book.chapter = [&](std::size_t i) { return chapters[i]; };
    written = write_publishers_epub(book, folder / "r.epub", {});
    if (written) result = read_file(folder / "r.epub");
  }

  /// Sentences end with a full stop.
  void add_block(Span block, PublishersChapter& chapter) {
    const std::size_t line = chapter.speakers.size();
    chapter.speakers.push_back(line % 2 == 0 ? "narrator" : "meg");
    bool begun = false;
    for (const Span word : word_spans(block.of(text))) {
      const Span place{word.begin + block.begin, word.end + block.begin};
      if (!begun) chapter.heard.push_back({line, place, chapter.length, {}});
      const bool ends = text.substr(place.end, 1) == ".";
      begun = true;
      chapter.heard.back().span.end = place.end + (ends ? 1 : 0);
      chapter.heard.back().words.push_back({place.begin, chapter.length});
      words.push_back({chapters.size() - 1, chapter.length, std::string(place.of(text))});
      chapter.length += kWord;
      if (ends) begun = false;
    }
  }

  struct Word {
    std::size_t chapter = 0;
    std::int64_t begin = 0;
    std::string text;
  };

  /// Every file of the source is there, without the inserted spans the same.
  void expect_untouched() {
    Diagnostics told;
    const auto before = document::Archive::open("s", source, told).value();
    const auto after = document::Archive::open("r", result, told).value();
    for (const std::string& name : before.names()) {
      const auto was = before.read(name, told);
      const auto is = after.read(name, told);
      ASSERT_TRUE(is) << name;
      if (name.ends_with(".opf")) continue;
      EXPECT_EQ(without_spans(*is), *was) << name;
    }
  }

  static std::string without_spans(const std::string& page) {
    std::string kept;
    std::set<std::size_t> dropped;
    const auto tokens = markup_tokens(page);
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      const bool ours = tokens[i].kind == MarkupToken::Kind::open && tokens[i].local_name() == "span" &&
                        attribute_of(page, tokens[i], "id").starts_with("read-aloud-");
      if (ours) dropped.insert({i, tokens[i].partner});
      if (!dropped.contains(i)) kept += tokens[i].place.of(page);
    }
    return kept;
  }

  struct Clip {
    std::string sound;
    std::int64_t begin = 0;
    std::int64_t end = 0;
    std::vector<std::string> words;  ///< of what it points at
  };

  std::vector<Clip> clips() {
    std::vector<Clip> all;
    Diagnostics told;
    const auto archive = document::Archive::open("r", result, told).value();
    for (const std::string& name : archive.names()) {
      if (!name.ends_with(".smil")) continue;
      const std::string smil = archive.read(name, told).value();
      static const std::regex par(
          R"re(<text src="([^#"]*)#([^"]*)"/><audio src="([^"]*)" clipBegin="([\d.]+)s" clipEnd="([\d.]+)s")re");
      for (std::sregex_iterator found(smil.begin(), smil.end(), par), end; found != end; ++found) {
        const auto link = document::resolve_link(name, (*found)[1].str()).value();
        const auto ms = [&](std::size_t i) { return std::llround(std::stod((*found)[i]) * 1000); };
        all.push_back({(*found)[3], ms(4), ms(5), words_in(archive.read(link.file, told).value(), (*found)[2])});
      }
    }
    return all;
  }

  static std::vector<std::string> words_in(const std::string& page, const std::string& id) {
    document::XmlFault fault;
    auto tree = document::parse_xml(page, fault);
    if (!tree) return {"no XML"};
    for (std::size_t i = 0; i < tree->nodes.size(); ++i) {
      if (tree->attribute(tree->nodes[i], "id") == id) return words_of(tree->words(page, i, "rt"));
    }
    return {"nothing"};
  }

  /// Each clip points at the words that are heard then, and all words are in clips that follow each other.
  void expect_heard() {
    std::size_t word = 0;
    std::map<std::string, std::int64_t> ends;
    for (const Clip& clip : clips()) {
      EXPECT_EQ(clip.begin, ends[clip.sound]);
      ends[clip.sound] = clip.end;
      std::vector<std::string> heard;
      for (; word < words.size() && clip.sound == std::to_string(words[word].chapter + 1) + ".m4a" &&
             milliseconds(words[word].begin) < clip.end;
           ++word) {
        heard.push_back(lower_case(words[word].text));
      }
      std::vector<std::string> lit;
      for (const std::string& one : clip.words) lit.push_back(lower_case(one));
      EXPECT_EQ(lit, heard) << clip.begin;
    }
    EXPECT_EQ(word, words.size());
    for (std::size_t i = 0; i < chapters.size(); ++i) {
      EXPECT_EQ(ends[std::to_string(i + 1) + ".m4a"], milliseconds(chapters[i].length));
    }
  }

  testing::TempFolder folder;
  bool written = false;
  std::string source;
  std::string result;
  std::string text;
  std::vector<PublishersChapter> chapters;
  std::vector<Word> words;
};

const char* const kFirst =
    "<h1>One <em>night</em></h1>\n<p>Rain fell. <i>It fell</i> on Paris. Nobody <b>cared. Not</b> one.</p>"
    "<p class=\"x\">&#8220;Go!&#8221; she said &#8212; and <a id=\"k\"></a><i>went.</i></p>\r\n"
    "<p><![CDATA[Five & six.]]> Se<!-- v -->ven.</p><ul><li>Milk</li><li><p>Tea. And more.</p></li></ul>";
const char* const kSecond = "<div>Caf\xC3\xA9 <br/>noir.<table><tr><td>A</td><td>B c</td></tr></table>The end.</div>";

testing::SmallEpub small() {
  testing::SmallEpub epub;
  epub.pages = {{"a b.xhtml", testing::page(kFirst)},
                {"t/\xC3\xA9.xhtml", testing::page(kSecond)},
                {"c.xhtml", testing::page("<p>Last page of all.</p>")}};
  epub.navigation = "<li><a href=\"a%20b.xhtml\">One night</a></li>";
  return epub;
}

TEST_F(Publisher, EveryOtherByteIsUntouchedAndEachClipIsWhatIsHeardThen) {
  for (const Overlay overlay : {Overlay::sentences, Overlay::words}) {
    for (const std::size_t blocks : {1U, 3U, 100U}) {
      make(small().bytes(), overlay, blocks);
      ASSERT_TRUE(written);
      expect_untouched();
      expect_heard();
    }
  }
}

TEST_F(Publisher, WhatCrossesTheTagsIsLitUpWordByWord) {
  testing::SmallEpub epub;
  epub.pages = {{"1.xhtml", testing::page("<p>Aa <i>bb. Cc dd</i> ee <b>ff gg.</b> <i>Hh</i></p>")}};
  make(epub.bytes(), Overlay::sentences, 1);
  expect_untouched();
  expect_heard();
  EXPECT_EQ(clips().size(), 6U);
}

TEST_F(Publisher, IsTheSameBytesEachTime) {
  make(small().bytes(), Overlay::sentences, 2);
  ASSERT_TRUE(written);
  const std::string once = result;
  make(small().bytes(), Overlay::sentences, 2);
  EXPECT_EQ(result, once);
}

TEST_F(Publisher, PagesThatAreNoXmlAreNotTaken) {
  for (const char* page : {"<p>One.<br>Two.</p>", "<p>One&nbsp;two.</p>"}) {
    testing::SmallEpub epub;
    epub.pages = {{"1.xhtml", testing::page(page)}};
    make(epub.bytes(), Overlay::sentences, 1);
    EXPECT_FALSE(written) << page;
    EXPECT_FALSE(std::filesystem::exists(folder / "r.epub"));
  }
}

TEST_F(Publisher, PagesInOtherEncodingsKeepThem) {
  testing::SmallEpub epub;
  std::string page = "\xFF\xFE";
  for (const char c : testing::page("<p>One two. Three.</p>")) page += std::string{c, '\0'};
  page = std::regex_replace(page, std::regex("u.t.f.-.8."),
                            std::string("u\0t\0f\0-\0"
                                        "1\0"
                                        "6\0",
                                        12));
  epub.pages = {{"1.xhtml", page}};
  make(epub.bytes(), Overlay::sentences, 1);
  Diagnostics told;
  const auto made = document::Archive::open("r", result, told).value().read("OEBPS/1.xhtml", told).value();
  const auto plain = document::decode_text("1", made, told).value().text;
  EXPECT_NE(plain.find("<span id=\"read-aloud-1\" class=\"who-narrator\">One two.</span>"), std::string::npos) << plain;
  EXPECT_EQ(made.size(), plain.size() * 2 + 2);
}

}  // namespace
}  // namespace sotto::read_along
