#include "annotate/normalization/number_reading.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "annotate/language/languages.h"

namespace sotto::normalization {
namespace {

/// What is said for the numbers of a text, and for the units behind them; other words are left out.
std::string numbers_of(std::string_view text) {
  const std::vector<WrittenToken> tokens = tokenize_written(language::default_language(), text, {0, text.size()}, {});
  std::string said;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const std::string words = tokens[i].kind == WrittenToken::Kind::number
                                  ? verbalize_number(language::default_language(), tokens, i)
                                  : verbalize_unit_after_number(language::default_language(), tokens, i);
    if (!words.empty()) said += (said.empty() ? "" : " | ") + words;
  }
  return said;
}

TEST(NumberReading, YearsAreNamed) {
  EXPECT_EQ(numbers_of("in 1905"), "nineteen oh five");
  EXPECT_EQ(numbers_of("in 1066"), "ten sixty-six");
  EXPECT_EQ(numbers_of("1800 men"), "one thousand eight hundred");
  EXPECT_EQ(numbers_of("the 1890s"), "eighteen nineties");
  EXPECT_EQ(numbers_of("in '05"), "oh five");
}

TEST(NumberReading, DaysOfAMonth) {
  EXPECT_EQ(numbers_of("14 July"), "the fourteenth of");
  EXPECT_EQ(numbers_of("the 14th July"), "fourteenth of");
  EXPECT_EQ(numbers_of("July 14"), "the fourteenth");
  EXPECT_EQ(numbers_of("He may 14"), "fourteen") << "a verb in small letters";
  EXPECT_EQ(numbers_of("14/7/1789"), "the fourteenth of july seventeen eighty-nine");
}

TEST(NumberReading, RangesAndCodes) {
  EXPECT_EQ(numbers_of("1870-71"), "eighteen seventy to | seventy-one");
  EXPECT_EQ(numbers_of("3–5"), "three to | five");
  EXPECT_EQ(numbers_of("555-1234"), "five five five | one two three four");
}

TEST(NumberReading, UnitsFollowTheirNumber) {
  EXPECT_EQ(numbers_of("5 ft. 6 in. high"), "five | feet | six | inches");
  EXPECT_EQ(numbers_of("1 in. wide"), "one | inch");
  EXPECT_EQ(numbers_of("6 in the morning"), "six") << "without a full stop it is a word";
  EXPECT_EQ(numbers_of("3 p.m."), "three | p m");
  EXPECT_EQ(numbers_of("£2 million"), "two | million pounds");
  EXPECT_EQ(numbers_of("20 %"), "twenty | percent");
}

TEST(NumberReading, WhatIsAttachedIsReadBehindTheNumber) {
  EXPECT_EQ(numbers_of("12s. 6d."), "twelve shillings | six pence");
  EXPECT_EQ(numbers_of("1d. only"), "one penny");
  EXPECT_EQ(numbers_of("20°C, 1°"), "twenty degrees Celsius | one degree");
  EXPECT_EQ(numbers_of("50%, 1‰, 1¢"), "fifty percent | one per thousand | one cent");
  EXPECT_EQ(numbers_of("2½"), "two and a half");
  EXPECT_EQ(numbers_of("221a"), "two twenty-one eh");
  EXPECT_EQ(numbers_of("-5, +3"), "minus five | plus three");
}

TEST(NumberReading, FiguresInThePluralHaveTheirRegularPlural) {
  EXPECT_EQ(numbers_of("two 7's"), "sevens");
  EXPECT_EQ(numbers_of("two 6's"), "sixes");
}

TEST(NumberReading, TimesByTheClock) {
  EXPECT_EQ(numbers_of("at 3:00"), "three o'clock");
  EXPECT_EQ(numbers_of("at 12.15"), "twelve fifteen");
  EXPECT_EQ(numbers_of("cost 12.15"), "twelve point one five");
}

TEST(MonthNumber, AsksForACapital) {
  EXPECT_EQ(month_number(language::default_language(), "March"), 3);
  EXPECT_EQ(month_number(language::default_language(), "Sept"), 9);
  EXPECT_EQ(month_number(language::default_language(), "march"), 0);
  EXPECT_EQ(month_number(language::default_language(), "Monday"), 0);
}

}  // namespace
}  // namespace sotto::normalization
