#include "annotate/normalization/number_reading.h"

#include <algorithm>
#include <cstdint>
#include <string_view>

#include "annotate/language/languages.h"
#include "annotate/language/number_words.h"
#include "annotate/normalization/number_parts.h"
#include "shared/text.h"

// The readings are tried from the most to the least specific: money, times, fractions, what is attached to the digits,
// ranges, dates, years, and at last a plain cardinal. Each looks at most two pieces to either side.

namespace sotto::normalization {

namespace {

using Pieces = std::vector<WrittenToken>;
using Kind = WrittenToken::Kind;

/// What the numbers' neighbours mean.
struct Context {
  const language::WordList& before_years = language::words("before-years");
  const language::WordList& before_times = language::words("before-times");
  const language::WordList& counted = language::words("counted");
  const language::WordList& ordinal_suffixes = language::words("ordinal-suffixes");
  const language::Table& months = language::table("months");
  const language::Table& units = language::table("units");
};

const Context& context() {
  static const Context lists;
  return lists;
}

/// The name of a month from 1 to 12.
std::string month_name(std::int64_t number) { return std::string((*(context().months.begin() + (number - 1)))[0]); }

std::string unit_name(const language::Table::Row& unit, bool one) { return std::string(unit[one ? 1 : 2]); }

bool exists(const Pieces& pieces, std::size_t index, int step) {
  return step < 0 ? index >= static_cast<std::size_t>(-step) : index + static_cast<std::size_t>(step) < pieces.size();
}

std::string lowered(const Pieces& pieces, std::size_t index, int step) {
  return exists(pieces, index, step) ? lower_case(pieces[index + static_cast<std::size_t>(step)].text) : std::string();
}

bool is_number_digit(char c) { return c >= '0' && c <= '9'; }

bool is_plain_number(const Pieces& pieces, std::size_t index, int step) {
  if (!exists(pieces, index, step)) return false;
  const WrittenToken& piece = pieces[index + static_cast<std::size_t>(step)];
  return piece.kind == Kind::number && std::all_of(piece.text.begin(), piece.text.end(), is_number_digit);
}

/// A month's name beside a number; capitals are asked for, so that "may" and "march" stay verbs.
int month_beside(const Pieces& pieces, std::size_t index, int step) {
  return exists(pieces, index, step) ? month_number(pieces[index + static_cast<std::size_t>(step)].text) : 0;
}

/// "am" or "pm" attached to or after a number, as letters.
std::string half_of_day(std::string_view word) {
  if (word == "am" || word == "a.m") return std::string(language::kLetterA) + " m";
  if (word == "pm" || word == "p.m") return "p m";
  return {};
}

bool is_year(const Pieces& pieces, std::size_t index, const NumberParts& parts) {
  if (parts.digits.size() != 4 || parts.commas || !parts.decimals.empty()) return false;
  const std::int64_t value = value_of(parts.digits);
  const std::string next = lowered(pieces, index, 1);
  if (context().counted.contains(next) || is_magnitude(next) || value < 1000 || value > 2999) return false;
  const bool told = context().before_years.contains(lowered(pieces, index, -1)) || month_beside(pieces, index, -1) != 0;
  return told || (value >= 1100 && value <= 2099);
}

std::string year_or_cardinal(const Pieces& pieces, std::size_t index, const NumberParts& parts) {
  return is_year(pieces, index, parts) ? language::year_words(value_of(parts.digits)) : integer_words(parts.digits);
}

/// Whether two numbers tied to each other are a beginning and an end, and not parts of a code ("555-1234").
bool is_range(const std::string& first, const std::string& second, bool years) {
  if (years && second.size() == 2) return value_of(second) > value_of(first) % 100;
  const bool code = first.size() >= 3 && second.size() > first.size();
  return !code && second.front() != '0' && value_of(second) > value_of(first);
}

/// A plain number tied by a hyphen or dash to the next: "1870-71", "3–5", "1789-07-14", "555-1234".
std::string range_start(const Pieces& pieces, std::size_t index, const NumberParts& parts) {
  const std::string& next = pieces[index + 1].text;
  const std::int64_t first = value_of(parts.digits);
  const bool years = is_year(pieces, index, parts);
  if (years && next.size() == 2 && pieces[index + 1].joined)
    return language::year_words(first);  // a date as 1789-07-14
  if (is_range(parts.digits, next, years))
    return (years ? language::year_words(first) : integer_words(parts.digits)) + " to";
  return parts.digits.size() >= 3 ? language::digit_words(parts.digits) : integer_words(parts.digits);
}

std::string range_end(const Pieces& pieces, std::size_t index, const NumberParts& parts) {
  const std::string& before = pieces[index - 1].text;
  const std::int64_t value = value_of(parts.digits);
  const bool date = parts.digits.size() == 2 && pieces[index - 1].joined;
  if (date && before.size() == 4 && pieces[index].joined && value >= 1 && value <= 12) {
    return month_name(value);
  }
  if (date && index >= 2 && pieces[index - 2].joined && is_plain_number(pieces, index, -2) && value >= 1 &&
      value <= 31) {
    return "the " + language::ordinal_words(value);
  }
  if (before.size() == 4 && parts.digits.size() == 2) {
    return (value < 10 ? "oh " : "") + language::cardinal_words(value);
  }
  if (parts.digits.size() >= 3 && !is_range(before, parts.digits, false)) return language::digit_words(parts.digits);
  return year_or_cardinal(pieces, index, parts);
}

/// "the 7.45", "at 12.15": by the clock, as timetables write it, and no decimal fraction.
bool is_train_time(const Pieces& pieces, std::size_t index, const NumberParts& parts) {
  return value_of(parts.decimals[0]) % 5 == 0 && value_of(parts.digits) >= 1 &&
         context().before_times.contains(lowered(pieces, index, -1)) &&
         !context().counted.contains(lowered(pieces, index, 1));
}

std::string with_letters(const std::string& number, const std::string& suffix) {
  // "221b": one or two letters are spelled; more are a word.
  std::string words = number;
  if (suffix.size() > 2) return words + ' ' + suffix;
  for (const char letter : suffix)
    words += std::string(" ") + (letter == 'a' ? std::string(language::kLetterA) : std::string(1, letter));
  return words;
}

std::string day_of_month(const Pieces& pieces, std::size_t index, std::int64_t day) {
  std::string ordinal = language::ordinal_words(day);
  if (month_beside(pieces, index, 1) != 0) {
    return lowered(pieces, index, -1) == "the" ? ordinal + " of" : "the " + ordinal + " of";
  }
  if (month_beside(pieces, index, -1) != 0) return "the " + ordinal;
  return ordinal;
}

/// What is said when letters or signs are attached to the digits.
std::string with_suffix(const Pieces& pieces, std::size_t index, const NumberParts& parts) {
  const std::string& suffix = parts.suffix;
  const std::int64_t value = value_of(parts.digits);
  if (context().ordinal_suffixes.contains(suffix)) {
    return value >= 1 && value <= 31 ? day_of_month(pieces, index, value) : language::ordinal_words(value);
  }
  const bool after_pounds = index > 0 && pieces[index - 1].text.rfind("£", 0) == 0;
  if (suffix == "s" || suffix == "'s") {
    const bool decade = value % 10 == 0 && parts.digits.size() >= 2 && !after_pounds;
    if (parts.elided || decade) return language::decade_words(value);
    if (suffix == "s") return integer_words(parts.digits) + (value == 1 ? " shilling" : " shillings");
    return integer_words(parts.digits) + "s";
  }
  const bool after_number = lowered(pieces, index, -1).find_first_of("0123456789") == 0;
  if (suffix == "d" && (after_pounds || after_number || pieces[index].full_stop)) {
    return integer_words(parts.digits) + (value == 1 ? " penny" : " pence");
  }
  const bool one = value == 1 && parts.decimals.empty();
  if (suffix == "%") return decimal_words(parts) + " percent";
  if (suffix == "‰") return decimal_words(parts) + " per thousand";
  if (suffix == "¢") return decimal_words(parts) + (one ? " cent" : " cents");
  if (suffix.rfind("°", 0) == 0) {
    const char* scale = suffix == "°c" ? " Celsius" : suffix == "°f" ? " Fahrenheit" : "";
    return decimal_words(parts) + (one ? " degree" : " degrees") + scale;
  }
  const std::string fraction = vulgar_fraction_words(suffix);
  if (!fraction.empty())
    return (parts.digits.empty() ? fraction : integer_words(parts.digits) + ' ' + fraction_after_whole(fraction));
  const std::string half = half_of_day(suffix);
  if (!half.empty()) {
    const std::string& minutes = !parts.times.empty()      ? parts.times[0]
                                 : !parts.decimals.empty() ? parts.decimals[0]
                                                           : "";
    if (is_clock(parts.digits, minutes)) return clock_words(parts.digits, minutes, true) + ' ' + half;
    return decimal_words(parts) + ' ' + half;
  }
  if (const auto* unit = context().units.find(suffix)) return decimal_words(parts) + ' ' + unit_name(*unit, one);
  return with_letters(decimal_words(parts), suffix);
}

std::string with_slashes(const Pieces& pieces, std::size_t index, const NumberParts& parts) {
  const std::int64_t first = value_of(parts.digits);
  const std::int64_t second = value_of(parts.slashes[0]);
  if (parts.slashes.size() == 2 && first >= 1 && first <= 31 && second >= 1 && second <= 12) {
    return "the " + language::ordinal_words(first) + " of " + month_name(second) + ' ' +
           language::year_words(value_of(parts.slashes[1]));
  }
  if (parts.slashes.size() > 1) {
    std::string words = integer_words(parts.digits);
    for (const std::string& digits : parts.slashes) words += ' ' + integer_words(digits);
    return words;
  }
  const std::string fraction = language::fraction_words(first, second);
  const bool whole_before = is_plain_number(pieces, index, -1) && pieces[index - 1].pause == Pause::none &&
                            !pieces[index - 1].full_stop && first < second;
  return whole_before ? fraction_after_whole(fraction) : fraction;
}

/// Whether the number goes on with a code that began with a nought: "020 7946 0958".
bool in_code(const Pieces& pieces, std::size_t index) {
  std::size_t first = index;
  while (first > 0 && is_plain_number(pieces, first, -1) && pieces[first - 1].pause == Pause::none &&
         !pieces[first - 1].full_stop) {
    --first;
  }
  return first < index && pieces[first].text.size() >= 3 && pieces[first].text.front() == '0';
}

std::string read_parts(const Pieces& pieces, std::size_t index, const NumberParts& parts) {
  const std::string next = lowered(pieces, index, 1);
  if (parts.currency != nullptr && parts.times.empty() && parts.slashes.empty()) return money_words(parts, next);
  if (!parts.times.empty()) {
    const bool half = !half_of_day(next).empty() || !half_of_day(parts.suffix).empty();
    std::string words = is_clock(parts.digits, parts.times[0])
                            ? clock_words(parts.digits, parts.times[0], half || parts.times.size() > 1)
                            : integer_words(parts.digits) + ' ' + integer_words(parts.times[0]);
    for (std::size_t i = 1; i < parts.times.size(); ++i) words += ' ' + integer_words(parts.times[i]);
    return parts.suffix.empty() ? words : words + ' ' + (half ? half_of_day(parts.suffix) : parts.suffix);
  }
  if (!parts.slashes.empty()) return with_slashes(pieces, index, parts);
  if (!parts.suffix.empty()) return with_suffix(pieces, index, parts);
  if (!parts.decimals.empty()) {
    const std::string half = half_of_day(next);
    if (parts.decimals.size() == 1 && is_clock(parts.digits, parts.decimals[0]) &&
        (!half.empty() || is_train_time(pieces, index, parts))) {
      return clock_words(parts.digits, parts.decimals[0], !half.empty());
    }
    return decimal_words(parts);
  }
  if (parts.plain() && in_code(pieces, index)) return language::digit_words(parts.digits);
  const std::int64_t value = value_of(parts.digits);
  if (parts.elided && parts.digits.size() == 2) return (value < 10 ? "oh " : "") + language::cardinal_words(value);
  if (!parts.plain()) return integer_words(parts.digits);
  if (index > 0 && pieces[index - 1].joined && is_plain_number(pieces, index, -1))
    return range_end(pieces, index, parts);
  if (pieces[index].joined && is_plain_number(pieces, index, 1)) return range_start(pieces, index, parts);
  const bool month = month_beside(pieces, index, 1) != 0 || month_beside(pieces, index, -1) != 0;
  if (month && value >= 1 && value <= 31 && parts.digits.size() <= 2) return day_of_month(pieces, index, value);
  return year_or_cardinal(pieces, index, parts);
}

}  // namespace

int month_number(const std::string& word) {
  if (word.size() < 3 || !is_upper(code_point_at(word, 0).value)) return 0;
  const std::string name = lower_case(word);
  int number = 0;
  for (const language::Table::Row& month : context().months) {
    ++number;
    if (month[0] == name || among(language::split_words(month[1]), name)) return number;
  }
  return 0;
}

std::string verbalize_number(const std::vector<WrittenToken>& pieces, std::size_t index) {
  const NumberParts parts = take_apart(pieces[index].text);
  const std::string words = read_parts(pieces, index, parts);
  // Whatever a reading may have missed is at least said as it stands.
  return words.empty() ? pieces[index].text : parts.sign + words;
}

std::string verbalize_unit_after_number(const std::vector<WrittenToken>& pieces, std::size_t index) {
  if (index == 0 || pieces[index - 1].kind != Kind::number) return {};
  const NumberParts number = take_apart(pieces[index - 1].text);
  const std::string word = lower_case(pieces[index].text);
  if (std::string half = half_of_day(word); !half.empty()) return half;
  if (number.currency != nullptr && is_magnitude(word)) return word + ' ' + std::string(number.currency->many);
  if (word == "%") return "percent";
  if (word == "in" && pieces[index].full_stop) return number.digits == "1" ? "inch" : "inches";  // "5 ft. 6 in."
  if (const auto* unit = context().units.find(word); unit != nullptr && (*unit)[3] == "apart") {
    return unit_name(*unit, number.digits == "1" && number.decimals.empty());
  }
  return {};
}

}  // namespace sotto::normalization
