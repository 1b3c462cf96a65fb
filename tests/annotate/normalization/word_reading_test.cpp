#include "annotate/normalization/word_reading.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "annotate/language/languages.h"

namespace sotto::normalization {
namespace {

using ::testing::ElementsAre;

std::vector<WrittenToken> written_tokens(std::string_view text) {
  return tokenize_written(language::default_language(), text, {0, text.size()}, {});
}

/// What is said for the words, signs and addresses of a text; numbers as they stand.
std::string said(std::string_view text, bool heading = false) {
  const std::vector<WrittenToken> tokens = written_tokens(text);
  std::string words;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const std::string word = tokens[i].kind == WrittenToken::Kind::number
                                 ? tokens[i].text
                                 : verbalize_word(language::default_language(), tokens, i, heading);
    if (!word.empty()) words += (words.empty() ? "" : " ") + word;
  }
  return words;
}

TEST(WordReading, AbbreviationsByTheirPlace) {
  EXPECT_EQ(said("Dr. Quill of Baker St. is in"), "Doctor Quill of Baker Street is in");
  EXPECT_EQ(said("St. Paul's"), "Saint Paul's");
  EXPECT_EQ(said("He lives in Elm Dr. now"), "He lives in Elm Drive now");
  EXPECT_EQ(said("Will Dr. come"), "Will Doctor come") << "behind the first word of a sentence";
  EXPECT_EQ(said("M. de Chagny met J. M. Barrie"), "Monsieur de Chagny met J M Barrie");
}

TEST(WordReading, RomanNumeralsWhereTheyAreNumbers) {
  EXPECT_EQ(said("Act IV"), "Act four");
  EXPECT_EQ(said("page iv"), "page four");
  EXPECT_EQ(said("Henry VIII's wives"), "Henry the eighth's wives");
  EXPECT_EQ(said("King James I met"), "King James the first met");
  EXPECT_EQ(said("James I met"), "James I met");
  EXPECT_EQ(said("Part I of it"), "Part one of it");
  EXPECT_EQ(said("Vitamin C"), "Vitamin C");
  EXPECT_EQ(said("IV", true), "four");
}

TEST(WordReading, CapitalsAreSpelledOrShouted) {
  EXPECT_EQ(said("the BBC and a UFO"), "the B B C and a U F O");
  EXPECT_EQ(said("NEVER AGAIN"), "never again");
  EXPECT_EQ(said("SHH"), "shh");
  EXPECT_EQ(said("the FAA"), "the faa") << "it has a vowel, and no list has it";
  EXPECT_EQ(said("the TDAE"), "the T D eh E") << "no word begins like it";
  EXPECT_EQ(said("two TVs, the BBC's"), "two T Vs the B B C's");
  EXPECT_EQ(said("a U.S.A. flag"), "a U S eh flag");
}

TEST(WordReading, StutteredSoundsArePerformed) {
  EXPECT_EQ(said("W-what"), "wuh what");
  EXPECT_EQ(said("Y-YOU"), "yuh you");
  EXPECT_EQ(said("by-bye, d-day"), "by-bye d-day");
  EXPECT_EQ(said("th-there"), "thuh there");
  EXPECT_EQ(said("I-I know"), "I I know");
  EXPECT_EQ(said("re-read"), "re-read");
}

TEST(WordReading, SignsAndAddresses) {
  EXPECT_EQ(said("Hall & Son"), "Hall and Son");
  EXPECT_EQ(said("#5 and # alone"), "number 5 and alone");
  EXPECT_EQ(said("5 @ 3"), "5 at 3");
  EXPECT_EQ(said("a < b, 3 > 2, x\n> quoted"), "a is less than b 3 is greater than 2 x quoted");
  EXPECT_EQ(said("song.mp3 and notes.txt"), "song dot M P three and notes dot t x t");
  EXPECT_EQ(said("meg@opera.fr"), "meg at opera dot fr");
  EXPECT_EQ(said("B52 and R2D2"), "B fifty-two and R two D two");
}

TEST(FullStops, BelongToWhatIsWrittenShort) {
  const auto owners = [](std::string_view text) {
    const std::vector<WrittenToken> tokens = written_tokens(text);
    std::vector<std::string> found;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      if (owns_full_stop(language::default_language(), tokens, i)) found.push_back(tokens[i].text);
    }
    return found;
  };
  EXPECT_THAT(owners("Mr. Hall paid 10s. 6d. for 3 in. of it. Then J. left."),
              ElementsAre("Mr", "10s", "6d", "in", "J"));
  EXPECT_THAT(owners("He came in. It was 7."), ElementsAre());
}

}  // namespace
}  // namespace sotto::normalization
