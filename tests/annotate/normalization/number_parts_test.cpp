#include "annotate/normalization/number_parts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "annotate/language/languages.h"

namespace sotto::normalization {
namespace {

using ::testing::ElementsAre;

NumberParts parts_of(std::string_view written) { return take_apart(language::default_language(), written); }

TEST(NumberParts, AreWhatIsWritten) {
  const NumberParts date = parts_of("14/7/1789");
  EXPECT_EQ(date.digits, "14");
  EXPECT_THAT(date.slashes, ElementsAre("7", "1789"));
  const NumberParts amount = parts_of("-£1,234.50");
  EXPECT_EQ(amount.sign, '-');
  ASSERT_TRUE(amount.currency);
  EXPECT_EQ(amount.currency->many, "pounds");
  EXPECT_EQ(amount.digits, "1234");
  EXPECT_TRUE(amount.commas);
  EXPECT_THAT(amount.decimals, ElementsAre("50"));
  const NumberParts behind = parts_of("3,50 €");
  ASSERT_TRUE(behind.currency);
  EXPECT_EQ(behind.currency->one, "euro");
  EXPECT_THAT(behind.decimals, ElementsAre("50"));
  EXPECT_EQ(behind.suffix, "");
  EXPECT_EQ(parts_of("21ST").suffix, "st");
  EXPECT_TRUE(parts_of("'98").elided);
  EXPECT_THAT(parts_of("10:05:30").times, ElementsAre("05", "30"));
  EXPECT_THAT(parts_of("1⁄2").slashes, ElementsAre("2"));
}

TEST(NumberParts, APlainNumberHasDigitsAlone) {
  for (const char* written : {"7", "1234", "1,234"}) EXPECT_TRUE(parts_of(written).plain()) << written;
  for (const char* written : {"-7", "£7", "7.5", "7:05", "7/8", "7th", "'07"})
    EXPECT_FALSE(parts_of(written).plain()) << written;
}

TEST(NumberWords, OfWholeNumbersAndCodes) {
  EXPECT_EQ(integer_words(language::default_language(), "42"), "forty-two");
  EXPECT_EQ(integer_words(language::default_language(), "0"), "zero");
  EXPECT_EQ(integer_words(language::default_language(), "042"), "oh four two");
  EXPECT_EQ(integer_words(language::default_language(), "1234567890123456"),
            "one two three four five six seven eight nine oh one two three "
            "four five six");
  EXPECT_EQ(value_of("1234567890123456789"), 123456789012345678);
}

TEST(NumberWords, OfDecimals) {
  EXPECT_EQ(decimal_words(language::default_language(), parts_of("3.14")), "three point one four");
  EXPECT_EQ(decimal_words(language::default_language(), parts_of("0.5")), "nought point five");
  EXPECT_EQ(decimal_words(language::default_language(), parts_of(".5")), "point five");
  EXPECT_EQ(decimal_words(language::default_language(), parts_of("7.0")), "seven point nought");
  EXPECT_EQ(decimal_words(language::default_language(), parts_of("1.2.3")), "one point two point three");
}

TEST(NumberWords, OfFractions) {
  EXPECT_EQ(vulgar_fraction_words(language::default_language(), "½"), "one half");
  EXPECT_EQ(vulgar_fraction_words(language::default_language(), "⅝"), "five eighths");
  EXPECT_EQ(vulgar_fraction_words(language::default_language(), "x"), "");
  EXPECT_EQ(fraction_after_whole(language::default_language(), "one half"), "and a half");
  EXPECT_EQ(fraction_after_whole(language::default_language(), "one quarter"), "and a quarter");
  EXPECT_EQ(fraction_after_whole(language::default_language(), "two thirds"), "and two thirds");
}

TEST(NumberWords, OfTheClock) {
  EXPECT_EQ(clock_words(language::default_language(), "3", "00", false), "three o'clock");
  EXPECT_EQ(clock_words(language::default_language(), "3", "00", true), "three");
  EXPECT_EQ(clock_words(language::default_language(), "15", "00", false), "fifteen hundred");
  EXPECT_EQ(clock_words(language::default_language(), "0", "05", false), "zero oh five");
  EXPECT_EQ(clock_words(language::default_language(), "7", "45", false), "seven forty-five");
  EXPECT_TRUE(is_clock("24", "59"));
  EXPECT_FALSE(is_clock("25", "00"));
  EXPECT_FALSE(is_clock("7", "5"));
  EXPECT_FALSE(is_clock("7", "60"));
}

TEST(NumberWords, OfMoney) {
  const auto said = [](std::string_view amount, const std::string& next = {}) {
    return money_words(language::default_language(), parts_of(amount), next);
  };
  EXPECT_EQ(said("£1"), "one pound");
  EXPECT_EQ(said("$3.50"), "three dollars fifty");
  EXPECT_EQ(said("£3.05"), "three pounds oh five");
  EXPECT_EQ(said("£0.01"), "one penny");
  EXPECT_EQ(said("€0.20"), "twenty cents");
  EXPECT_EQ(said("£2m"), "two million pounds");
  EXPECT_EQ(said("£2", "million"), "two") << "the currency comes behind";
  EXPECT_EQ(said("£2.5"), "two point five pounds");
}

}  // namespace
}  // namespace sotto::normalization
