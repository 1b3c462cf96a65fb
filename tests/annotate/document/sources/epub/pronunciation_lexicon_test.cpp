#include "annotate/document/sources/epub/pronunciation_lexicon.h"

#include <gtest/gtest.h>

#include "support/archives.h"

namespace sotto::document {
namespace {

std::map<std::string, std::string> lexicon_of(const std::string& content) {
  const std::string bytes = sotto::testing::zipped({{"a.pls", content}});
  Diagnostics diagnostics;
  const auto archive = Archive::open("a.epub", bytes, diagnostics);
  auto file = read_xml_file(*archive, "a.pls", false, diagnostics);
  return read_pronunciation_lexicon(*file);
}

TEST(PronunciationLexicon, SaysHowWordsAreSaid) {
  using Lexicon = std::map<std::string, std::string>;
  const std::string words =
      "<lexeme><grapheme>Giry</grapheme><grapheme>Girys</grapheme><phoneme>a</phoneme><phoneme "
      "prefer='true'>b</phoneme>"
      "</lexeme><lexeme><grapheme>Erik</grapheme><phoneme alphabet='x-sampa'>c</phoneme><phoneme>d</phoneme></lexeme>"
      "<lexeme><grapheme>Meg</grapheme><alias>Margaret</alias></lexeme>";
  EXPECT_EQ(lexicon_of("<lexicon alphabet='ipa' xml:lang='en-GB'>" + words + "</lexicon>"),
            (Lexicon{{"Erik", "d"}, {"Giry", "b"}, {"Girys", "b"}}));
  EXPECT_EQ(lexicon_of("<lexicon alphabet='ipa' xml:lang='de'>" + words + "</lexicon>"), Lexicon{});
  EXPECT_EQ(lexicon_of("<lexicon alphabet='x-sampa'>" + words + "</lexicon>"), Lexicon{});
  EXPECT_EQ(lexicon_of("<a/>"), Lexicon{});
}

}  // namespace
}  // namespace sotto::document
