/// What a format needs to join in, shown by one of the tests' own: an archive of marked-up files in several encodings,
/// whose text does not stand in them as it is read. Everything behind the reader knows it by its blocks and anchors.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <charconv>
#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "annotate/annotate.h"
#include "annotate/document/chapters.h"
#include "annotate/document/manuscript.h"
#include "annotate/document/sources/source_formats.h"
#include "annotate/document/sources/text_encoding.h"
#include "annotate/normalization/normalize.h"
#include "shared/text.h"

namespace sotto::annotate {
namespace {

using document::Block;
using document::Manuscript;
using document::Source;
using ::testing::ElementsAre;

/// "ARCHIVE", then for each file a line with its name, one with its size, and its bytes: <h1> to <h6>, <p>, <hr>, <em>,
/// <title>, entities. White space is folded.
class ArchiveReader {
 public:
  static std::optional<Source> read(const std::string& path, std::string_view bytes,
                                    const document::ReadingOptions& /*options*/, Diagnostics& diagnostics) {
    ArchiveReader reader;
    std::string_view rest = bytes.substr(bytes.find('\n') + 1);
    const auto line = [&] {
      const std::string_view found = rest.substr(0, rest.find('\n'));
      rest.remove_prefix(found.size() + 1);
      return found;
    };
    while (!rest.empty()) {
      const std::string name(line());
      const std::string_view number = line();
      std::size_t size = 0;
      std::from_chars(number.data(), number.data() + number.size(), size);
      auto content = document::decode_text(path + "!" + name, rest.substr(0, size), diagnostics);
      if (!content) return std::nullopt;
      reader.contents_.push_back(std::move(*content));
      reader.read_file(name);
      rest.remove_prefix(size);
    }
    reader.source_.anchors = reader.anchors_.finish();
    reader.source_.line_ends = document::LineEnds::wrap;
    return std::move(reader.source_);
  }

 private:
  void read_file(const std::string& name) {
    const document::DecodedText& content = contents_.back();
    anchors_.begin_file(name, content.text, content.runs);
    for (std::size_t at = 0; at < content.text.size();) at = read_piece(content.text, at);
  }

  std::size_t read_piece(const std::string& content, std::size_t at) {
    std::string& text = source_.text;
    if (content[at] == '<') {
      const std::size_t end = content.find('>', at) + 1;
      read_tag(content.substr(at + 1, end - at - 2), at);
      return end;
    }
    if (content[at] == '&') {
      const std::map<std::string, std::string> entities = {
          {"&amp;", "&"}, {"&mdash;", "—"}, {"&ldquo;", "“"}, {"&rdquo;", "”"}};
      const std::size_t end = content.find(';', at) + 1;
      const std::string& meant = entities.at(content.substr(at, end - at));
      if (in_block_) anchors_.add_replacement(text.size(), at);
      if (in_block_) text += meant;
      if (in_title_) source_.metadata.title += meant;
      return end;
    }
    const bool space = is_space(code_point_at(content, at).value);
    const std::size_t end = std::min(content.find_first_of(space ? "<&" : "<& \t\n", at), content.size());
    if (!space) {
      if (in_block_) anchors_.add_copy(text.size(), {at, end});
      if (in_block_) text += content.substr(at, end - at);
      if (in_title_) source_.metadata.title += content.substr(at, end - at);
      return end;
    }
    if (in_title_) source_.metadata.title += ' ';
    if (in_block_ && text.size() > block_.span.begin) {
      anchors_.add_replacement(text.size(), at);
      text += ' ';
    }
    return std::min(content.find_first_not_of(" \t\n", at), content.size());
  }

  void read_tag(const std::string& tag, std::size_t at) {
    std::string& text = source_.text;
    if (tag == "em") emphasis_ = text.size();
    if (tag == "/em") source_.emphasis.push_back({emphasis_, text.size()});
    if (tag == "title" || tag == "/title") in_title_ = tag == "title";
    const bool heading = tag.size() == 2 && tag[0] == 'h' && tag[1] != 'r';
    if (tag == "p" || tag == "hr" || heading) {
      if (!text.empty()) {
        anchors_.add_replacement(text.size(), at);
        text += "\n\n";
      }
      const Block::Kind kind = heading      ? Block::Kind::heading
                               : tag == "p" ? Block::Kind::paragraph
                                            : Block::Kind::scene_break;
      block_ = {kind, {text.size(), 0}, heading ? tag[1] - '0' : 0, 1};
      in_block_ = tag != "hr";
    }
    if (tag == "hr") {
      anchors_.add_replacement(text.size(), at);
      text += "* * *";
    }
    if (tag == "/p" || tag == "hr" || (tag.size() == 3 && tag.starts_with("/h"))) {
      block_.span.end = text.size();
      source_.blocks.push_back(block_);
      in_block_ = false;
    }
  }

  Source source_;
  document::AnchorBuilder anchors_;
  std::deque<document::DecodedText> contents_;
  Block block_;
  std::size_t emphasis_ = 0;
  bool in_block_ = false;
  bool in_title_ = false;
};

constexpr std::array<document::SourceFormat, 2> kFormats{
    {{"archive",
      {".archive"},
      [](std::string_view bytes) { return bytes.starts_with("ARCHIVE\n"); },
      ArchiveReader::read},
     {"plain text", {".txt"}, nullptr, nullptr}}};

const std::string kFirst =
    "<title>Rain &amp; Fog</title>\n<h1>The <em>Quay</em></h1>\n<p>It rained\n   on the <em>old town</em>, and\n"
    "1. rained.</p><hr>\n<p>&ldquo;Yes &mdash; yes,&rdquo; said\n Meg &amp; Co.</p>\n";
/// In Windows-1252, with a line of two paragraphs.
const std::string kSecond =
    "<h1>Caf\xE9</h1>\n<p>Zo\xEB sat.</p> <p>\x93No,\x94 said Zo\xEB &mdash; once.</p>\n<p>CHAPTER I</p>";

std::string archive(const std::vector<std::pair<std::string, std::string>>& files) {
  std::string bytes = "ARCHIVE\n";
  for (const auto& [name, content] : files) bytes += name + "\n" + std::to_string(content.size()) + "\n" + content;
  return bytes;
}

class NewFormat : public ::testing::Test {
 protected:
  NewFormat() {
    // A text before it: its offsets are not those of the archive's own text.
    manuscript_.append(
        "preface.txt",
        document::read_source("preface.txt", "Before all.", language::default_language(), diagnostics_).value());
    const std::string bytes = archive({{"text/1.html", kFirst}, {"text/2.html", kSecond}});
    const document::SourceFormat& format = document::source_format_of(kFormats, "book.zip", bytes);
    manuscript_.append("book.zip", format.read("book.zip", bytes, {}, diagnostics_).value());
  }

  std::size_t find(std::string_view words) const { return manuscript_.text.find(words); }

  Diagnostics diagnostics_;
  Manuscript manuscript_;
};

TEST_F(NewFormat, IsReadAsTextAndBlocks) {
  EXPECT_EQ(manuscript_.text,
            "Before all.\nThe Quay\n\nIt rained on the old town, and 1. rained.\n\n* * *\n\n“Yes — yes,” said Meg & "
            "Co.\n\nCafé\n\nZoë sat.\n\n“No,” said Zoë — once.\n\nCHAPTER I");
  std::vector<std::string> found;
  for (const document::Chapter& chapter : document::find_chapters(manuscript_, "Book")) {
    found.push_back(chapter.title);
    for (const document::Paragraph& paragraph : chapter.paragraphs) {
      found.push_back((paragraph.starts_scene ? "* " : "  ") + std::string(paragraph.span.of(manuscript_.text)));
    }
  }
  EXPECT_THAT(found, ElementsAre("Preface", "  Before all.", "The Quay", "  It rained on the old town, and 1. rained.",
                                 "* “Yes — yes,” said Meg & Co.", "Café", "  Zoë sat.", "  “No,” said Zoë — once.",
                                 "Chapter 1"));
}

TEST_F(NewFormat, SaysWhatTheBookIsCalled) {
  const std::string bytes = archive({{"text/1.html", kFirst}});
  EXPECT_EQ(ArchiveReader::read("book.zip", bytes, {}, diagnostics_)->metadata.title, "Rain & Fog");
}

TEST_F(NewFormat, PlacesAreInTheFilesInside) {
  EXPECT_EQ(manuscript_.place(find("all")).text(), "preface.txt:1:8");
  EXPECT_EQ(manuscript_.place(find("Quay")).text(), "book.zip!text/1.html:2:13");
  EXPECT_EQ(manuscript_.place(find("on the")).text(), "book.zip!text/1.html:4:4");
  EXPECT_EQ(manuscript_.place(find("— yes")).text(), "book.zip!text/1.html:6:15");
  EXPECT_EQ(manuscript_.place(find("sat")).text(), "book.zip!text/2.html:2:8");
  EXPECT_EQ(manuscript_.place(find("once")).text(), "book.zip!text/2.html:2:43");
  EXPECT_EQ(document::SourceLocations(manuscript_).of(find("Café")), "book.zip!text/2.html:1:5");
}

TEST_F(NewFormat, EveryCharacterKnowsItsByte) {
  const std::map<std::string, std::string> entities = {
      {"“", "&ldquo;"}, {"”", "&rdquo;"}, {"—", "&mdash;"}, {"&", "&amp;"}};
  const std::map<std::string, std::string> windows1252 = {{"é", "\xE9"}, {"ë", "\xEB"}, {"“", "\x93"}, {"”", "\x94"}};
  const document::SourceFile& file = manuscript_.files.back();
  std::size_t generated = 0;
  for (std::size_t at = file.span.begin; at < file.span.end;) {
    const std::size_t next = code_point_at(manuscript_.text, at).next;
    const std::string character = manuscript_.text.substr(at, next - at);
    const document::SourcePlace place = manuscript_.place(at);
    const bool first = place.file == "book.zip!text/1.html";
    ASSERT_TRUE(first || place.file == "book.zip!text/2.html") << place.file;
    const std::string_view written = std::string_view(first ? kFirst : kSecond).substr(place.byte);
    const auto starts_with_one_of = [&](const std::map<std::string, std::string>& table) {
      const auto found = table.find(character);
      return found != table.end() && written.starts_with(found->second);
    };
    const bool between_blocks = written.starts_with('<') && (character == "\n" || character == "*" || character == " ");
    if (between_blocks) ++generated;
    const bool folded = character == " " && written.starts_with('\n');
    EXPECT_TRUE(written.starts_with(character) || starts_with_one_of(entities) || starts_with_one_of(windows1252) ||
                between_blocks || folded)
        << "'" << character << "' at byte " << place.byte << " of " << place.file;
    at = next;
  }
  EXPECT_EQ(generated, 7 * 2U + 5U);  // between eight blocks, and the mark of a scene break
}

TEST_F(NewFormat, RemarksShowTheTextAndNameThePlace) {
  const Diagnostic remark = manuscript_.diagnostic(Severity::warning, find("once"), "odd");
  EXPECT_EQ(remark.file, "book.zip!text/2.html");
  EXPECT_EQ(remark.line, 2U);
  EXPECT_EQ(remark.column, 43U);
  EXPECT_EQ(render(remark),
            "book.zip!text/2.html:2:43: warning: odd\n  “No,” said Zoë — once.\n                   ^\n");
}

TEST_F(NewFormat, EmphasisIsSpoken) {
  std::vector<std::string> emphasised;
  for (const document::Chapter& chapter : document::find_chapters(manuscript_, "Book")) {
    for (const document::Paragraph& paragraph : chapter.paragraphs) {
      for (const auto& sentence : normalization::normalize_sentences(manuscript_, paragraph.span)) {
        for (const auto& word : sentence.words) {
          if (word.emphasis) emphasised.push_back(word.text);
        }
      }
    }
  }
  EXPECT_THAT(emphasised, ElementsAre("old", "town"));
}

TEST_F(NewFormat, IsAnnotatedAsAnyOther) {
  const script::Script script =
      annotate(manuscript_, document::find_chapters(manuscript_, "Book"), {}, {}, diagnostics_);
  std::vector<std::string> speech;
  for (const script::ScriptChapter& chapter : script.chapters) {
    for (const script::Line& line : chapter.lines) {
      if (line.guess) speech.push_back(line.say + " " + manuscript_.place(line.span.begin).text());
    }
  }
  EXPECT_THAT(speech, ElementsAre("Yes — yes, book.zip!text/1.html:6:4", "No, book.zip!text/2.html:2:20"));
}

}  // namespace
}  // namespace sotto::annotate
