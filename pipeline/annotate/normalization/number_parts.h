#pragma once

/// A number as written, taken apart, and what is said for its parts wherever it stands.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "annotate/language/language.h"

namespace sotto::normalization {

/// A row of the language's table "currencies".
struct Currency {
  std::string_view sign;
  std::string_view one;
  std::string_view many;
  std::string_view part_one;  ///< its hundredth
  std::string_view part_many;
};

struct NumberParts {
  bool elided = false;                ///< "'98"
  char sign = 0;                      ///< + or -
  std::optional<Currency> currency;   ///< before the digits or after them
  std::string digits;                 ///< of the whole part, without thousands' commas
  bool commas = false;                ///< there were some
  std::vector<std::string> decimals;  ///< after full stops: "14" of "3.14"
  std::vector<std::string> times;     ///< after colons
  std::vector<std::string> slashes;   ///< after slashes
  std::string suffix;                 ///< what is attached, lower case: "th", "s", "km", "½", "%", "°c", "'2\""
  bool million = false;               ///< "M" is attached, not "m"

  /// Digits and perhaps commas, nothing else.
  bool plain() const;
};

bool is_number_digit(char c);  ///< 0 to 9
NumberParts take_apart(const language::Language& language, std::string_view written);

/// The value of the first 18 digits.
std::int64_t value_of(std::string_view digits);

/// "hundred", "million" ...
bool is_magnitude(const language::Language& language, std::string_view word);

/// A cardinal, or its digits one by one where they are a code: a leading nought, or more than 15 of them.
std::string integer_words(const language::Language& language, const std::string& digits);

/// "three point one four"; of "1.2.3" every part.
std::string decimal_words(const language::Language& language, const NumberParts& parts);

/// "½" -> "one half"; empty for anything else.
std::string vulgar_fraction_words(const language::Language& language, std::string_view sign);

/// What follows a whole number: "one half" -> "and a half".
std::string fraction_after_whole(const language::Language& language, const std::string& fraction);

/// Whether digits before and after a colon or point may be hours and minutes.
bool is_clock(const std::string& hours, const std::string& minutes);

/// "three oh five"; at the full hour "three o'clock", unless "a.m." or seconds follow.
std::string clock_words(const language::Language& language, std::string_view hours, std::string_view minutes,
                        bool more_follows);

/// An amount with its currency; before a magnitude ("£2 million") without it.
/// Before what it buys or weighs ("a $5 bill", `attributive`) in the singular.
std::string money_words(const language::Language& language, const NumberParts& parts, const std::string& next_word,
                        bool attributive = false);

}  // namespace sotto::normalization
