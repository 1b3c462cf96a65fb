#include "annotate/language/number_words.h"

#include <unicode/rbnf.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <memory>

#include "annotate/language/languages.h"
#include "shared/failure.h"

namespace sotto::language {

namespace {

/// ICU's spelling of a number by one of its rule sets, without the commas between groups of thousands: the engine would
/// pause at each.
std::string spelled(std::int64_t number, const char16_t* rule_set) {
  // Parsing the rules costs milliseconds, so each thread does it once.
  thread_local const auto format = [] {
    UErrorCode status = U_ZERO_ERROR;
    auto made = std::make_unique<icu::RuleBasedNumberFormat>(icu::URBNF_SPELLOUT, icu::Locale("en", "GB"), status);
    if (U_FAILURE(status)) throw MachineFailure("ICU has no number words for English; install its data (libicu72)");
    return made;
  }();
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString words;
  icu::FieldPosition position;
  format->format(number, icu::UnicodeString(rule_set), words, position, status);
  std::string text;
  words.toUTF8String(text);
  text.erase(std::remove(text.begin(), text.end(), ','), text.end());
  return text;
}

}  // namespace

std::string cardinal_words(std::int64_t number) { return spelled(number, u"%spellout-numbering-verbose"); }

std::string ordinal_words(std::int64_t number) { return spelled(number, u"%spellout-ordinal-verbose"); }

std::string year_words(std::int64_t year) {
  const std::int64_t century = year / 100;
  const std::int64_t rest = year % 100;
  if (year < 1010 || year > 9999 || (year >= 2000 && year < 2010) || year % 1000 == 0) return cardinal_words(year);
  if (rest == 0) return cardinal_words(century) + " hundred";
  if (rest < 10) return cardinal_words(century) + " oh " + cardinal_words(rest);
  return cardinal_words(century) + ' ' + cardinal_words(rest);
}

std::string decade_words(std::int64_t first_year) { return morphology().plural(year_words(first_year)); }

std::string digit_words(std::string_view digits) {
  std::string words;
  for (const char digit : digits) {
    if (digit < '0' || digit > '9') continue;
    if (!words.empty()) words += ' ';
    words += digit == '0' ? "oh" : cardinal_words(digit - '0');
  }
  return words;
}

std::string fraction_words(std::int64_t numerator, std::int64_t denominator) {
  // Beyond twentieths and hundredths a listener follows "over" more easily.
  if (denominator < 2 || (denominator > 20 && denominator != 100)) {
    return cardinal_words(numerator) + " over " + cardinal_words(denominator);
  }
  std::string part = ordinal_words(denominator);
  if (denominator == 2) part = numerator == 1 ? "half" : "halve";
  if (denominator == 4) part = "quarter";
  if (numerator != 1) part = morphology().plural(part);
  return cardinal_words(numerator) + ' ' + part;
}

std::optional<int> roman_value(std::string_view numeral) {
  struct Sign {
    std::string_view letters;
    int value;
  };
  static constexpr std::array<Sign, 13> kSigns{{{"M", 1000},
                                                {"CM", 900},
                                                {"D", 500},
                                                {"CD", 400},
                                                {"C", 100},
                                                {"XC", 90},
                                                {"L", 50},
                                                {"XL", 40},
                                                {"X", 10},
                                                {"IX", 9},
                                                {"V", 5},
                                                {"IV", 4},
                                                {"I", 1}}};
  // Nearly all words that are asked for are none: this tells so soonest.
  if (numeral.find_first_not_of("MDCLXVI") != std::string_view::npos) return std::nullopt;
  int value = 0;
  std::string_view rest = numeral;
  for (const Sign& sign : kSigns) {
    while (value < 4000 && rest.substr(0, sign.letters.size()) == sign.letters) {
      value += sign.value;
      rest.remove_prefix(sign.letters.size());
    }
  }
  if (value == 0 || value > 3999 || !rest.empty()) return std::nullopt;
  // What is written must be how the value is written.
  std::string canonical;
  int left = value;
  for (const Sign& sign : kSigns) {
    for (; left >= sign.value; left -= sign.value) canonical += sign.letters;
  }
  if (canonical != numeral) return std::nullopt;
  return value;
}

}  // namespace sotto::language
