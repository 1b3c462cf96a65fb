#pragma once

/// Numbers in words, as a language says them.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "annotate/language/language.h"

namespace sotto::language {

/// 105 -> "one hundred and five"; -5 -> "minus five".
std::string cardinal_words(const Language& language, std::int64_t number);

/// 22 -> "twenty-second".
std::string ordinal_words(const Language& language, std::int64_t number);

/// A number as one names years: 1905 -> "nineteen oh five", 2001 -> "two thousand and one", 476 -> "four hundred and
/// seventy-six".
std::string year_words(const Language& language, std::int64_t year);

/// The years from this one on: 1890 -> "eighteen nineties", 1900 -> "nineteen hundreds", 90 -> "nineties".
std::string decade_words(const Language& language, std::int64_t first_year);

/// One digit after the other: "007" -> "oh oh seven"; what is no digit is left out.
std::string digit_words(const Language& language, std::string_view digits);

/// 1 of 2 -> "one half"; 2 of 3 -> "two thirds"; 7 of 32 -> "seven over thirty-two".
std::string fraction_words(const Language& language, std::int64_t numerator, std::int64_t denominator);

/// A phrase of the language's table "number-phrases".
template <typename... Words>
std::string number_phrase(const Language& language, std::string_view of, const Words&... words) {
  return language.phrase("number-phrases", of, words...);
}

/// A letter by its name, where the engine would not say it: "a" -> "eh"; other letters as they are.
std::string_view letter_name(const Language& language, std::string_view letter);

/// The value of a Roman numeral in capitals and in standard form ("IIII" is not), from 1 to 3999; nothing for others.
std::optional<int> roman_value(std::string_view numeral);

}  // namespace sotto::language
