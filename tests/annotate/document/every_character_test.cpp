/// Every character of a manuscript knows the file, the byte, the line and the column that it was read from: for every
/// story that can be found, and for generated ones in all encodings.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "annotate/document/book.h"
#include "annotate/document/manuscript.h"
#include "annotate/document/sources/source_formats.h"
#include "shared/files.h"
#include "shared/text.h"
#include "support/folders.h"

namespace sotto::document {
namespace {

namespace fs = std::filesystem;

enum class Encoding { utf8, windows1252, utf16_little, utf16_big, utf32_little };

/// A character as it stands in a file.
struct Unit {
  char32_t character = 0;
  std::size_t line = 1;
  std::size_t column = 1;
};

constexpr std::u32string_view kWindows1252 = U"€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ";

/// The characters of a file by their first bytes, read without the code under test.
std::map<std::size_t, Unit> units_of(std::string_view bytes, Encoding encoding) {
  std::map<std::size_t, Unit> units;
  std::size_t line = 1;
  std::size_t column = 1;
  const auto byte = [&](std::size_t at) { return static_cast<char32_t>(static_cast<unsigned char>(bytes[at])); };
  const auto pair = [&](std::size_t at) {
    return encoding == Encoding::utf16_big ? byte(at) << 8U | byte(at + 1) : byte(at + 1) << 8U | byte(at);
  };
  const std::size_t mark = encoding == Encoding::utf32_little ? 4 : encoding >= Encoding::utf16_little ? 2 : 0;
  for (std::size_t at = mark; at < bytes.size();) {
    char32_t c = 0;
    std::size_t next = at + 1;
    switch (encoding) {
      case Encoding::utf8:
        c = code_point_at(bytes, at).value;
        next = code_point_at(bytes, at).next;
        break;
      case Encoding::windows1252:
        c = byte(at);
        if (c >= 0x80 && c < 0xA0) c = kWindows1252[c - 0x80];
        break;
      case Encoding::utf16_little:
      case Encoding::utf16_big:
        c = pair(at);
        next = at + 2;
        if (c >= 0xD800 && c < 0xDC00) {
          c = 0x10000 + ((c - 0xD800) << 10U) + (pair(at + 2) - 0xDC00);
          next = at + 4;
        }
        break;
      case Encoding::utf32_little:
        c = byte(at) | byte(at + 1) << 8U | byte(at + 2) << 16U | byte(at + 3) << 24U;
        next = at + 4;
        break;
    }
    units[at] = {c, line, column};
    if (!(c == 0xFEFF && at == 0)) ++column;
    if (c == '\n') {
      ++line;
      column = 1;
    }
    at = next;
  }
  return units;
}

std::string encoded(std::string_view text, Encoding encoding) {
  std::string bytes;
  const auto put = [&](char32_t value, int size, bool big) {
    for (int i = 0; i < size; ++i) {
      const int shift = 8 * (big ? size - 1 - i : i);
      bytes += static_cast<char>(static_cast<unsigned char>((value >> static_cast<unsigned>(shift)) & 0xFFU));
    }
  };
  const auto put_pair = [&](char32_t value) { put(value, 2, encoding == Encoding::utf16_big); };
  if (encoding == Encoding::utf8) return std::string(text);
  if (encoding == Encoding::utf32_little) put(0xFEFF, 4, false);
  if (encoding == Encoding::utf16_little || encoding == Encoding::utf16_big) put_pair(0xFEFF);
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = code_point_at(text, at);
    at = c.next;
    if (encoding == Encoding::windows1252) {
      const std::size_t special = kWindows1252.find(c.value);
      put(special == std::u32string_view::npos ? c.value : static_cast<char32_t>(0x80 + special), 1, false);
    } else if (encoding == Encoding::utf32_little) {
      put(c.value, 4, false);
    } else if (c.value > 0xFFFF) {
      put_pair(0xD800 + ((c.value - 0x10000) >> 10U));
      put_pair(0xDC00 + ((c.value - 0x10000) & 0x3FFU));
    } else {
      put_pair(c.value);
    }
  }
  return bytes;
}

/// Whether a manuscript may have `character` for what stands in the file: itself, white space for a mark, a comma for
/// a table's line, or what an entity means.
bool may_stand_for(char32_t character, char32_t written) {
  return character == written || (is_space(character) && written != '\n') || (character == ',' && written == '|') ||
         written == '&';
}

/// `whole`: nothing in the files is mended, and every character of them is in the text.
void expect_places(const Manuscript& manuscript, const std::map<std::string, std::string>& files, Encoding encoding,
                   bool whole = true) {
  for (const SourceFile& file : manuscript.files) {
    SCOPED_TRACE(file.path);
    const std::map<std::size_t, Unit> units = units_of(files.at(file.path), encoding);
    std::size_t found = 0;
    std::size_t last = 0;
    for (std::size_t at = file.span.begin; at < file.span.end;) {
      const CodePoint c = code_point_at(manuscript.text, at);
      const SourcePlace place = manuscript.place(at);
      const auto unit = units.find(place.byte);
      ASSERT_EQ(place.file, file.path);
      ASSERT_NE(unit, units.end()) << "offset " << at << ": no character begins at byte " << place.byte;
      ASSERT_TRUE(may_stand_for(c.value, unit->second.character)) << "offset " << at << ", byte " << place.byte;
      ASSERT_EQ(place.line, unit->second.line) << "offset " << at;
      ASSERT_EQ(place.column, unit->second.column) << "offset " << at;
      ASSERT_TRUE(found == 0 || last < place.byte || unit->second.character == '&') << "offset " << at;
      last = place.byte;
      at = c.next;
      ++found;
    }
    if (whole) {
      EXPECT_EQ(found, units.size());
    } else {
      EXPECT_LE(found, units.size());
    }
  }
}

bool is_utf8(std::string_view bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    const CodePoint c = code_point_at(bytes, at);
    if (c.value == 0xFFFD && c.next == at + 1) return false;
    at = c.next;
  }
  return true;
}

TEST(EveryCharacter, OfEveryStoryKnowsItsPlace) {
  std::size_t stories = 0;
  for (const fs::path& folder :
       {testing::source_folder() / "story", testing::test_data() / "stories", testing::test_data() / "phenomena"}) {
    for (const auto& entry : fs::directory_iterator(folder)) {
      if (!entry.is_directory() && !has_source_extension(entry.path().string())) continue;
      Diagnostics diagnostics;
      const std::optional<Book> book = open_book(entry.path(), diagnostics);
      ASSERT_TRUE(book) << render(diagnostics);
      const std::optional<Manuscript> manuscript =
          read_manuscript(book->files, language::default_language(), diagnostics);
      ASSERT_TRUE(manuscript) << render(diagnostics);
      std::map<std::string, std::string> files;
      bool all_utf8 = true;
      for (const fs::path& path : book->files) {
        files[path.string()] = read_file(path);
        all_utf8 = all_utf8 && is_utf8(files[path.string()]);
      }
      expect_places(*manuscript, files, all_utf8 ? Encoding::utf8 : Encoding::windows1252);
      ++stories;
    }
  }
  EXPECT_GT(stories, 60U);
}

struct CharacterCase {
  std::string what;
  Encoding encoding;
  std::string first;  ///< before the text: a byte order mark
};

class GeneratedStories : public ::testing::TestWithParam<CharacterCase> {};

TEST_P(GeneratedStories, KnowTheirPlaces) {
  const std::vector<std::string> pieces = {"word ",
                                           "rain",
                                           " ",
                                           "\n",
                                           "\n\n",
                                           "\r\n",
                                           "*so*",
                                           "_x_",
                                           "> ",
                                           "- ",
                                           "1. ",
                                           "# ",
                                           "é",
                                           "—",
                                           "| a |",
                                           "[b](c d)",
                                           "`e`",
                                           "<i>f</i>",
                                           "<!-- g\nh -->",
                                           "&amp;",
                                           "&mdash;",
                                           "&ldquo;Yes,",
                                           "~~~\n",
                                           "[Illustration: i]\n",
                                           "\\*",
                                           "[^1]",
                                           "“No,” he said.",
                                           "😀"};
  const bool wide = GetParam().encoding != Encoding::windows1252;
  std::mt19937 random(11);
  for (int round = 0; round < 300; ++round) {
    std::string text = GetParam().first + "“Yes,” said Zoë. It rained on and on in the old town by the river.\n";
    // Now and then long enough for runs to be cut.
    const int count = round % 50 == 0 ? 3000 : 30;
    for (int i = 0; i < count; ++i) text += pieces[random() % (pieces.size() - (wide ? 0 : 1))];
    const std::string bytes = encoded(text, GetParam().encoding);
    for (const std::string name : {"story.md", "story.txt"}) {
      SCOPED_TRACE(name + ": " + text.substr(0, 400));
      Diagnostics diagnostics;
      const std::optional<Manuscript> manuscript = decode_manuscript(name, bytes, diagnostics);
      ASSERT_TRUE(manuscript) << render(diagnostics);
      ASSERT_NO_FATAL_FAILURE(expect_places(*manuscript, {{name, bytes}}, GetParam().encoding, name == "story.md"));
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Encodings, GeneratedStories,
                         ::testing::Values(CharacterCase{"Utf8", Encoding::utf8, ""},
                                           CharacterCase{"Utf8WithAMark", Encoding::utf8, "\xEF\xBB\xBF"},
                                           CharacterCase{"Windows1252", Encoding::windows1252, ""},
                                           CharacterCase{"Utf16LittleEndian", Encoding::utf16_little, ""},
                                           CharacterCase{"Utf16BigEndian", Encoding::utf16_big, ""},
                                           CharacterCase{"Utf32", Encoding::utf32_little, ""}),
                         [](const auto& test) { return test.param.what; });

TEST(EveryCharacter, OfATextWithBrokenBytesKnowsItsPlace) {
  std::string bytes;
  for (int i = 0; i < 600; ++i) bytes += i % 7 == 3 ? "Zo\xEB, “so”\xFF.\n" : "“Rain,” — said Zoë.\r\n";
  Diagnostics diagnostics;
  const std::optional<Manuscript> manuscript = decode_manuscript("story.txt", bytes, diagnostics);
  ASSERT_TRUE(manuscript);
  expect_places(*manuscript, {{"story.txt", bytes}}, Encoding::utf8);
}

}  // namespace
}  // namespace sotto::document
