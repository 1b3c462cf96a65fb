#pragma once

/// Numbers in words, as British English says them.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sotto::language {

/// The letter's name, spelled so that the engine says it: a lone "a" is the article to it, and "ay" is "eye".
inline constexpr std::string_view kLetterA = "eh";

/// 105 -> "one hundred and five"; -5 -> "minus five".
std::string cardinal_words(std::int64_t number);

/// 22 -> "twenty-second".
std::string ordinal_words(std::int64_t number);

/// A number as one names years: 1905 -> "nineteen oh five", 2001 -> "two thousand and one", 476 -> "four hundred and
/// seventy-six".
std::string year_words(std::int64_t year);

/// The years from this one on: 1890 -> "eighteen nineties", 1900 -> "nineteen hundreds", 90 -> "nineties".
std::string decade_words(std::int64_t first_year);

/// One digit after the other: "007" -> "oh oh seven"; what is no digit is left out.
std::string digit_words(std::string_view digits);

/// 1 of 2 -> "one half"; 2 of 3 -> "two thirds"; 7 of 32 -> "seven over thirty-two".
std::string fraction_words(std::int64_t numerator, std::int64_t denominator);

/// The value of a Roman numeral in capitals, written as the Romans' heirs agree to ("IIII" is none), from 1 to 3999.
std::optional<int> roman_value(std::string_view numeral);

}  // namespace sotto::language
