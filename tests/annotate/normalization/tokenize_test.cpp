#include "annotate/normalization/tokenize.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "annotate/language/languages.h"

namespace sotto::normalization {
namespace {

using ::testing::ElementsAre;

std::vector<WrittenToken> tokens_of(std::string_view text, bool markup = false,
                                    const std::vector<Span>& emphases = {}) {
  return tokenize_written(language::default_language(), text, {0, text.size()}, emphases, markup);
}

/// Each token as its kind and text: "word Meg".
std::vector<std::string> pieces_of(std::string_view text, bool markup = false) {
  const char* const kinds[] = {"word", "number", "sign", "address"};
  std::vector<std::string> pieces;
  for (const WrittenToken& token : tokens_of(text, markup))
    pieces.push_back(std::string(kinds[static_cast<std::size_t>(token.kind)]) + ' ' + token.text);
  return pieces;
}

TEST(TokenizeWritten, TellsWordsNumbersSignsAndAddresses) {
  EXPECT_THAT(pieces_of("Meg paid £3.50 & left www.example.org."),
              ElementsAre("word Meg", "word paid", "number £3.50", "sign &", "word left", "address www.example.org"));
  EXPECT_THAT(pieces_of("1 000 km, 1870–71"), ElementsAre("number 1 000", "word km", "number 1870", "number 71"));
}

TEST(TokenizeWritten, KeepsApostrophesAndFullStopsInsideWords) {
  EXPECT_THAT(pieces_of("’tis U.S.A. and Ph.D. don’t"),
              ElementsAre("word 'tis", "word U.S.A", "word and", "word Ph.D", "word don't"));
  EXPECT_THAT(pieces_of("It ended.He went"), ElementsAre("word It", "word ended", "word He", "word went"));
}

TEST(TokenizeWritten, TheStrongestPauseIsHeard) {
  const std::vector<WrittenToken> tokens = tokens_of("One, two -- three! Four . . . five");
  std::vector<Pause> pauses;
  for (const WrittenToken& token : tokens) pauses.push_back(token.pause);
  EXPECT_THAT(pauses, ElementsAre(Pause::comma, Pause::dash, Pause::exclamation, Pause::ellipsis, Pause::none));
}

TEST(TokenizeWritten, NotesWhatStandsBesideAToken) {
  const std::vector<WrittenToken> tokens = tokens_of("Mr. X is twenty-one, 3–5");
  EXPECT_TRUE(tokens[0].full_stop);
  EXPECT_FALSE(tokens[0].space_before && tokens[0].span.begin > 0);
  EXPECT_TRUE(tokens[1].space_before);
  EXPECT_EQ(tokens[3].text, "twenty-one");
  EXPECT_TRUE(tokens[4].joined);
}

TEST(TokenizeWritten, PhonemesAreObeyedOnlyWhereTheyAreWanted) {
  const std::vector<WrittenToken> obeyed = tokens_of("Giry[[ZIr'i:]] sat", true);
  ASSERT_EQ(obeyed.size(), 2U);
  EXPECT_EQ(obeyed[0].phonemes, "ZIr'i:");
  for (const WrittenToken& token : tokens_of("Giry[[ZIr'i:]] sat")) EXPECT_EQ(token.phonemes, "");
}

TEST(TokenizeWritten, EmphasisIsThatOfItsSpan) {
  const std::vector<WrittenToken> tokens = tokens_of("one two three", false, {{4, 7}});
  EXPECT_FALSE(tokens[0].emphasis);
  EXPECT_TRUE(tokens[1].emphasis);
  EXPECT_FALSE(tokens[2].emphasis);
}

TEST(PauseMark, ADashBreaksOffSpeechAtItsEndAlone) {
  EXPECT_EQ(pause_mark(Pause::dash, true), ",");
  EXPECT_EQ(pause_mark(Pause::dash, false), ";");
  EXPECT_EQ(pause_mark(Pause::none, true), "");
  EXPECT_EQ(pause_mark(Pause::ellipsis, false), "...");
}

}  // namespace
}  // namespace sotto::normalization
