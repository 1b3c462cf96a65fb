#include "annotate/language/number_words.h"

#include <unicode/unistr.h>
#include <unicode/unum.h>

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <utility>

#include "shared/failure.h"
#include "shared/late_library.h"

namespace sotto::language {

namespace {

std::string_view spelling(const Language& language, std::string_view of) {
  return (*language.table("number-spelling").find(of))[1];
}

/// What is used of ICU's formatting, which few books need: loaded with the first number.
struct Library {
  LateLibrary library{"libicui18n.so." U_ICU_VERSION_SHORT};
  SOTTO_LATE(library, unum_close);
  SOTTO_LATE(library, unum_formatInt64);
  SOTTO_LATE(library, unum_open);
  SOTTO_LATE(library, unum_setTextAttribute);
};

const Library& formatting() {
  static const Library library;
  return library;
}

struct Close {
  void operator()(UNumberFormat* format) const { formatting().unum_close(format); }
};
using NumberFormat = std::unique_ptr<UNumberFormat, Close>;

icu::UnicodeString from_utf8(std::string_view text) {
  return icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}

/// ICU's formatter for a locale, by one of its rule sets. Parsing its rules costs milliseconds, so each thread does it
/// once.
const NumberFormat& formatter(const std::string& locale, std::string_view rule_set) {
  thread_local std::map<std::pair<std::string, std::string>, NumberFormat> formatters;
  NumberFormat& format = formatters[{locale, std::string(rule_set)}];
  if (!format) {
    UErrorCode status = U_ZERO_ERROR;
    NumberFormat made(formatting().unum_open(UNUM_SPELLOUT, nullptr, 0, locale.c_str(), nullptr, &status));
    if (U_FAILURE(status)) {
      throw MachineFailure(fmt::format("ICU has no number words for {}; install its data (libicu72)", locale));
    }
    const icu::UnicodeString name = from_utf8(rule_set);
    formatting().unum_setTextAttribute(made.get(), UNUM_DEFAULT_RULESET, name.getBuffer(), name.length(), &status);
    if (U_FAILURE(status)) throw MachineFailure(fmt::format("ICU has no rule set {} for numbers", rule_set));
    format = std::move(made);
  }
  return format;
}

/// ICU's spelling of a number by one of its rule sets, without the commas between groups of thousands: the engine would
/// pause at each.
std::string spelled(const Language& language, std::int64_t number, std::string_view of) {
  const NumberFormat& format = formatter(std::string(spelling(language, "locale")), spelling(language, of));
  constexpr std::int32_t kLongest = 1000;  // the longest of all takes 250
  icu::UnicodeString words;
  UErrorCode status = U_ZERO_ERROR;
  const std::int32_t length =
      formatting().unum_formatInt64(format.get(), number, words.getBuffer(kLongest), kLongest, nullptr, &status);
  words.releaseBuffer(U_FAILURE(status) ? 0 : length);
  if (U_FAILURE(status)) throw MachineFailure(fmt::format("ICU cannot say the number {} in words", number));
  std::string text;
  words.toUTF8String(text);
  text.erase(std::remove(text.begin(), text.end(), ','), text.end());
  return text;
}

}  // namespace

std::string cardinal_words(const Language& language, std::int64_t number) {
  return spelled(language, number, "cardinal");
}

std::string ordinal_words(const Language& language, std::int64_t number) {
  return spelled(language, number, "ordinal");
}

std::string year_words(const Language& language, std::int64_t year) {
  const std::int64_t century = year / 100;
  const std::int64_t rest = year % 100;
  const auto words = [&](std::int64_t number) { return cardinal_words(language, number); };
  if (year < 1010 || year > 9999 || (year >= 2000 && year < 2010) || year % 1000 == 0) return words(year);
  if (rest == 0) return number_phrase(language, "year-hundred", words(century));
  return number_phrase(language, rest < 10 ? "year-below-ten" : "year", words(century), words(rest));
}

std::string decade_words(const Language& language, std::int64_t first_year) {
  return language.morphology().plural(year_words(language, first_year));
}

std::string digit_words(const Language& language, std::string_view digits) {
  std::string words;
  for (const char digit : digits) {
    if (digit < '0' || digit > '9') continue;
    if (!words.empty()) words += ' ';
    words += digit == '0' ? number_phrase(language, "digit-zero") : cardinal_words(language, digit - '0');
  }
  return words;
}

std::string fraction_words(const Language& language, std::int64_t numerator, std::int64_t denominator) {
  const std::string count = cardinal_words(language, numerator);
  // Beyond twentieths and hundredths a listener follows "over" more easily.
  if (denominator < 2 || (denominator > 20 && denominator != 100)) {
    return number_phrase(language, "over", count, cardinal_words(language, denominator));
  }
  std::string part = denominator == 4     ? number_phrase(language, "quarter")
                     : denominator == 100 ? number_phrase(language, "hundredth")
                                          : ordinal_words(language, denominator);
  if (numerator != 1) part = language.morphology().plural(part);
  if (denominator == 2) part = number_phrase(language, numerator == 1 ? "half" : "halves");
  return count + ' ' + part;
}

std::string_view letter_name(const Language& language, std::string_view letter) {
  const Table::Row* const row = language.table("letter-names").find(letter);
  return row == nullptr ? letter : (*row)[1];
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
  // Nearly all words that are asked for are none: this finds so at the least cost.
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
