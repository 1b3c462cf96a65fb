#include "annotate/language/number_words.h"

#include <gtest/gtest.h>

#include "annotate/language/languages.h"

namespace sotto::language {
namespace {

TEST(NumberWords, CardinalsAndOrdinals) {
  EXPECT_EQ(cardinal_words(default_language(), 0), "zero");
  EXPECT_EQ(cardinal_words(default_language(), 105), "one hundred and five");
  EXPECT_EQ(cardinal_words(default_language(), -5), "minus five");
  EXPECT_EQ(cardinal_words(default_language(), 1'234'567),
            "one million two hundred and thirty-four thousand five hundred and sixty-seven");
  EXPECT_EQ(ordinal_words(default_language(), 22), "twenty-second");
  EXPECT_EQ(ordinal_words(default_language(), 100), "one hundredth");
}

TEST(NumberWords, Years) {
  struct Case {
    int year;
    const char* words;
  };
  const Case cases[] = {{476, "four hundred and seventy-six"},
                        {1066, "ten sixty-six"},
                        {1900, "nineteen hundred"},
                        {1905, "nineteen oh five"},
                        {1984, "nineteen eighty-four"},
                        {2000, "two thousand"},
                        {2001, "two thousand and one"},
                        {2010, "twenty ten"}};
  for (const Case& c : cases) EXPECT_EQ(year_words(default_language(), c.year), c.words);
  EXPECT_EQ(decade_words(default_language(), 1890), "eighteen nineties");
  EXPECT_EQ(decade_words(default_language(), 1900), "nineteen hundreds");
  EXPECT_EQ(decade_words(default_language(), 90), "nineties");
}

TEST(NumberWords, DigitsAndFractions) {
  EXPECT_EQ(digit_words(default_language(), "007"), "oh oh seven");
  EXPECT_EQ(digit_words(default_language(), "a1"), "one");
  EXPECT_EQ(fraction_words(default_language(), 1, 2), "one half");
  EXPECT_EQ(fraction_words(default_language(), 3, 2), "three halves");
  EXPECT_EQ(fraction_words(default_language(), 3, 4), "three quarters");
  EXPECT_EQ(fraction_words(default_language(), 2, 3), "two thirds");
  EXPECT_EQ(fraction_words(default_language(), 5, 6), "five sixths");
  EXPECT_EQ(fraction_words(default_language(), 7, 32), "seven over thirty-two");
}

TEST(NumberWords, RomanNumeralsInTheirOneRightSpelling) {
  struct Case {
    const char* numeral;
    std::optional<int> value;
  };
  const Case cases[] = {{"I", 1},         {"IV", 4},    {"XLII", 42},  {"MCMXC", 1990}, {"MMMCMXCIX", 3999},
                        {"CCCXCIX", 399}, {"IIII", {}}, {"IC", {}},    {"VX", {}},      {"MMMM", {}},
                        {"iv", {}},       {"", {}},     {"MIX", 1009}, {"XIVa", {}},    {"IVI", {}}};
  for (const Case& c : cases) EXPECT_EQ(roman_value(c.numeral), c.value) << c.numeral;
}

}  // namespace
}  // namespace sotto::language
