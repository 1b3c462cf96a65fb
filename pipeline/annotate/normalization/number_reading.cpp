#include "annotate/normalization/number_reading.h"

#include <algorithm>
#include <cstdint>
#include <string_view>

#include "annotate/language/number_words.h"
#include "annotate/normalization/number_parts.h"
#include "shared/text.h"

// The readings are tried from the most to the least specific: money, times, fractions, what is attached to the digits,
// ranges, dates, years, and at last a plain cardinal. Each looks at most two pieces to either side.

namespace sotto::normalization {

namespace {

using Pieces = std::vector<WrittenToken>;
using Kind = WrittenToken::Kind;

/// A sentence whose numbers are read, in its language.
struct Sentence {
  const language::Language& language;
  const Pieces& pieces;

  const WrittenToken& operator[](std::size_t index) const { return pieces[index]; }
  std::size_t size() const { return pieces.size(); }
};

/// The name of a month from 1 to 12.
std::string month_name(const language::Language& language, std::int64_t number) {
  return std::string((*(language.table("months").begin() + (number - 1)))[0]);
}

std::string unit_name(const language::Table::Row& unit, bool one) { return std::string(unit[one ? 1 : 2]); }

template <typename... Words>
std::string phrase(const Sentence& pieces, std::string_view of, const Words&... words) {
  return language::number_phrase(pieces.language, of, words...);
}

/// The last two digits of a longer number: 5 -> "oh five".
std::string two_digits(const Sentence& pieces, std::int64_t value) {
  std::string words = language::cardinal_words(pieces.language, value);
  return value < 10 ? phrase(pieces, "below-ten", words) : words;
}

/// What is said for what is attached to a number: "s" -> "shillings"; a degree of an unknown scale is a degree.
std::string suffix_name(const Sentence& pieces, const std::string& suffix, bool one) {
  constexpr std::string_view kDegree = "°";
  const language::Table& suffixes = pieces.language.table("number-suffixes");
  const language::Table::Row* row = suffixes.find(suffix);
  if (row == nullptr) row = suffixes.find(kDegree);
  return unit_name(*row, one);
}

bool exists(const Sentence& pieces, std::size_t index, int step) {
  return step < 0 ? index >= static_cast<std::size_t>(-step) : index + static_cast<std::size_t>(step) < pieces.size();
}

std::string lowered(const Sentence& pieces, std::size_t index, int step) {
  return exists(pieces, index, step) ? lower_case(pieces[index + static_cast<std::size_t>(step)].text) : std::string();
}

bool is_number_digit(char c) { return c >= '0' && c <= '9'; }

bool is_plain_number(const Sentence& pieces, std::size_t index, int step) {
  if (!exists(pieces, index, step)) return false;
  const WrittenToken& piece = pieces[index + static_cast<std::size_t>(step)];
  return piece.kind == Kind::number && std::all_of(piece.text.begin(), piece.text.end(), is_number_digit);
}

/// A month's name beside a number; capitals are asked for, so that "may" and "march" stay verbs.
int month_beside(const Sentence& pieces, std::size_t index, int step) {
  return exists(pieces, index, step)
             ? month_number(pieces.language, pieces[index + static_cast<std::size_t>(step)].text)
             : 0;
}

/// "am" or "pm" attached to or after a number, as letters; empty for anything else.
std::string half_of_day(const language::Language& language, std::string_view word) {
  const language::Table::Row* const half = language.table("halves-of-day").find(word);
  return half == nullptr ? std::string() : std::string((*half)[1]);
}

bool is_year(const Sentence& pieces, std::size_t index, const NumberParts& parts) {
  if (parts.digits.size() != 4 || parts.commas || !parts.decimals.empty()) return false;
  const std::int64_t value = value_of(parts.digits);
  const std::string next = lowered(pieces, index, 1);
  if (pieces.language.words("counted").contains(next) || is_magnitude(pieces.language, next) || value < 1000 ||
      value > 2999)
    return false;
  const bool told = pieces.language.words("before-years").contains(lowered(pieces, index, -1)) ||
                    month_beside(pieces, index, -1) != 0;
  return told || (value >= 1100 && value <= 2099);
}

std::string year_or_cardinal(const Sentence& pieces, std::size_t index, const NumberParts& parts) {
  return is_year(pieces, index, parts) ? language::year_words(pieces.language, value_of(parts.digits))
                                       : integer_words(pieces.language, parts.digits);
}

/// Whether two numbers tied to each other are a beginning and an end, and not parts of a code ("555-1234").
bool is_range(const std::string& first, const std::string& second, bool years) {
  if (years && second.size() == 2) return value_of(second) > value_of(first) % 100;
  const bool code = first.size() >= 3 && second.size() > first.size();
  return !code && second.front() != '0' && value_of(second) > value_of(first);
}

/// A plain number tied by a hyphen or dash to the next: "1870-71", "3–5", "1789-07-14", "555-1234".
std::string range_start(const Sentence& pieces, std::size_t index, const NumberParts& parts) {
  const std::string& next = pieces[index + 1].text;
  const std::int64_t first = value_of(parts.digits);
  const bool years = is_year(pieces, index, parts);
  if (years && next.size() == 2 && pieces[index + 1].joined)
    return language::year_words(pieces.language, first);  // a date as 1789-07-14
  if (is_range(parts.digits, next, years))
    return phrase(pieces, "from",
                  years ? language::year_words(pieces.language, first) : integer_words(pieces.language, parts.digits));
  return parts.digits.size() >= 3 ? language::digit_words(pieces.language, parts.digits)
                                  : integer_words(pieces.language, parts.digits);
}

std::string range_end(const Sentence& pieces, std::size_t index, const NumberParts& parts) {
  const std::string& before = pieces[index - 1].text;
  const std::int64_t value = value_of(parts.digits);
  const bool date = parts.digits.size() == 2 && pieces[index - 1].joined;
  if (date && before.size() == 4 && pieces[index].joined && value >= 1 && value <= 12) {
    return month_name(pieces.language, value);
  }
  if (date && index >= 2 && pieces[index - 2].joined && is_plain_number(pieces, index, -2) && value >= 1 &&
      value <= 31) {
    return phrase(pieces, "day", language::ordinal_words(pieces.language, value));
  }
  if (before.size() == 4 && parts.digits.size() == 2) {
    return two_digits(pieces, value);
  }
  if (parts.digits.size() >= 3 && !is_range(before, parts.digits, false))
    return language::digit_words(pieces.language, parts.digits);
  return year_or_cardinal(pieces, index, parts);
}

/// "the 7.45", "at 12.15": by the clock, as timetables write it, and no decimal fraction.
bool is_train_time(const Sentence& pieces, std::size_t index, const NumberParts& parts) {
  return value_of(parts.decimals[0]) % 5 == 0 && value_of(parts.digits) >= 1 &&
         pieces.language.words("before-times").contains(lowered(pieces, index, -1)) &&
         !pieces.language.words("counted").contains(lowered(pieces, index, 1));
}

std::string with_letters(const language::Language& language, const std::string& number, const std::string& suffix) {
  // "221b": one or two letters are spelled; more are a word.
  std::string words = number;
  if (suffix.size() > 2) return words + ' ' + suffix;
  for (const char& letter : suffix) {
    words += ' ';
    words += language::letter_name(language, {&letter, 1});
  }
  return words;
}

std::string day_of_month(const Sentence& pieces, std::size_t index, std::int64_t day) {
  std::string ordinal = language::ordinal_words(pieces.language, day);
  if (month_beside(pieces, index, 1) != 0) {
    const bool article = pieces.language.words("definite-articles").contains(lowered(pieces, index, -1));
    return phrase(pieces, article ? "day-before-month-with-article" : "day-before-month", ordinal);
  }
  return month_beside(pieces, index, -1) != 0 ? phrase(pieces, "day", ordinal) : ordinal;
}

/// What is said when letters or signs are attached to the digits.
std::string with_suffix(const Sentence& pieces, std::size_t index, const NumberParts& parts) {
  const std::string& suffix = parts.suffix;
  const std::int64_t value = value_of(parts.digits);
  if (pieces.language.words("ordinal-suffixes").contains(suffix)) {
    return value >= 1 && value <= 31 ? day_of_month(pieces, index, value)
                                     : language::ordinal_words(pieces.language, value);
  }
  const language::WordList& old_money = pieces.language.words("old-money-suffixes");
  const bool after_pounds = index > 0 && pieces[index - 1].text.rfind("£", 0) == 0;
  if (pieces.language.words("plural-suffixes").contains(suffix)) {
    const bool decade = value % 10 == 0 && parts.digits.size() >= 2 && !after_pounds;
    if (parts.elided || decade) return language::decade_words(pieces.language, value);
    const std::string words = integer_words(pieces.language, parts.digits);
    return old_money.contains(suffix) ? words + ' ' + suffix_name(pieces, suffix, value == 1)
                                      : pieces.language.morphology().plural(words);
  }
  const bool after_number = lowered(pieces, index, -1).find_first_of("0123456789") == 0;
  if (old_money.contains(suffix) && (after_pounds || after_number || pieces[index].full_stop)) {
    return integer_words(pieces.language, parts.digits) + ' ' + suffix_name(pieces, suffix, value == 1);
  }
  const bool one = value == 1 && parts.decimals.empty();
  if (suffix == "%" || suffix == "‰" || suffix == "¢" || suffix.starts_with("°"))
    return decimal_words(pieces.language, parts) + ' ' + suffix_name(pieces, suffix, one);
  const std::string fraction = vulgar_fraction_words(pieces.language, suffix);
  if (!fraction.empty())
    return (parts.digits.empty()
                ? fraction
                : integer_words(pieces.language, parts.digits) + ' ' + fraction_after_whole(pieces.language, fraction));
  const std::string half = half_of_day(pieces.language, suffix);
  if (!half.empty()) {
    const std::string& minutes = !parts.times.empty()      ? parts.times[0]
                                 : !parts.decimals.empty() ? parts.decimals[0]
                                                           : "";
    if (is_clock(parts.digits, minutes)) return clock_words(pieces.language, parts.digits, minutes, true) + ' ' + half;
    return decimal_words(pieces.language, parts) + ' ' + half;
  }
  if (const auto* unit = pieces.language.table("units").find(suffix); unit != nullptr && (*unit)[3] != "with-stop")
    return decimal_words(pieces.language, parts) + ' ' + unit_name(*unit, one);
  return with_letters(pieces.language, decimal_words(pieces.language, parts), suffix);
}

std::string with_slashes(const Sentence& pieces, std::size_t index, const NumberParts& parts) {
  const std::int64_t first = value_of(parts.digits);
  const std::int64_t second = value_of(parts.slashes[0]);
  if (parts.slashes.size() == 2 && first >= 1 && first <= 31 && second >= 1 && second <= 12) {
    return phrase(pieces, "date", language::ordinal_words(pieces.language, first), month_name(pieces.language, second),
                  language::year_words(pieces.language, value_of(parts.slashes[1])));
  }
  if (parts.slashes.size() > 1) {
    std::string words = integer_words(pieces.language, parts.digits);
    for (const std::string& digits : parts.slashes) words += ' ' + integer_words(pieces.language, digits);
    return words;
  }
  const std::string fraction = language::fraction_words(pieces.language, first, second);
  const bool whole_before = is_plain_number(pieces, index, -1) && pieces[index - 1].pause == Pause::none &&
                            !pieces[index - 1].full_stop && first < second;
  return whole_before ? fraction_after_whole(pieces.language, fraction) : fraction;
}

/// Whether the number goes on with a code that began with a nought: "020 7946 0958".
bool in_code(const Sentence& pieces, std::size_t index) {
  std::size_t first = index;
  while (first > 0 && is_plain_number(pieces, first, -1) && pieces[first - 1].pause == Pause::none &&
         !pieces[first - 1].full_stop) {
    --first;
  }
  return first < index && pieces[first].text.size() >= 3 && pieces[first].text.front() == '0';
}

std::string read_parts(const Sentence& pieces, std::size_t index, const NumberParts& parts) {
  const std::string next = lowered(pieces, index, 1);
  if (parts.currency && parts.times.empty() && parts.slashes.empty()) return money_words(pieces.language, parts, next);
  if (!parts.times.empty()) {
    const bool half =
        !half_of_day(pieces.language, next).empty() || !half_of_day(pieces.language, parts.suffix).empty();
    std::string words =
        is_clock(parts.digits, parts.times[0])
            ? clock_words(pieces.language, parts.digits, parts.times[0], half || parts.times.size() > 1)
            : integer_words(pieces.language, parts.digits) + ' ' + integer_words(pieces.language, parts.times[0]);
    for (std::size_t i = 1; i < parts.times.size(); ++i) words += ' ' + integer_words(pieces.language, parts.times[i]);
    return parts.suffix.empty() ? words
                                : words + ' ' + (half ? half_of_day(pieces.language, parts.suffix) : parts.suffix);
  }
  if (!parts.slashes.empty()) return with_slashes(pieces, index, parts);
  if (!parts.suffix.empty()) return with_suffix(pieces, index, parts);
  if (!parts.decimals.empty()) {
    const std::string half = half_of_day(pieces.language, next);
    if (parts.decimals.size() == 1 && is_clock(parts.digits, parts.decimals[0]) &&
        (!half.empty() || is_train_time(pieces, index, parts))) {
      return clock_words(pieces.language, parts.digits, parts.decimals[0], !half.empty());
    }
    return decimal_words(pieces.language, parts);
  }
  if (parts.plain() && in_code(pieces, index)) return language::digit_words(pieces.language, parts.digits);
  const std::int64_t value = value_of(parts.digits);
  if (parts.elided && parts.digits.size() == 2) return two_digits(pieces, value);
  if (!parts.plain()) return integer_words(pieces.language, parts.digits);
  if (index > 0 && pieces[index - 1].joined && is_plain_number(pieces, index, -1))
    return range_end(pieces, index, parts);
  if (pieces[index].joined && is_plain_number(pieces, index, 1)) return range_start(pieces, index, parts);
  const bool month = month_beside(pieces, index, 1) != 0 || month_beside(pieces, index, -1) != 0;
  if (month && value >= 1 && value <= 31 && parts.digits.size() <= 2) return day_of_month(pieces, index, value);
  return year_or_cardinal(pieces, index, parts);
}

}  // namespace

int month_number(const language::Language& language, const std::string& word) {
  if (word.size() < 3 || !is_upper(code_point_at(word, 0).value)) return 0;
  const std::string name = lower_case(word);
  int number = 0;
  for (const language::Table::Row& month : language.table("months")) {
    ++number;
    if (month[0] == name || among(language::split_words(month[1]), name)) return number;
  }
  return 0;
}

std::string verbalize_number(const language::Language& language, const std::vector<WrittenToken>& pieces,
                             std::size_t index) {
  const NumberParts parts = take_apart(language, pieces[index].text);
  const std::string words = read_parts({language, pieces}, index, parts);
  // Whatever a reading may have missed is at least said as it stands.
  if (words.empty()) return pieces[index].text;
  if (parts.sign == 0) return words;
  return language::number_phrase(language, parts.sign == '-' ? "minus" : "plus", words);
}

std::string verbalize_unit_after_number(const language::Language& language, const std::vector<WrittenToken>& pieces,
                                        std::size_t index) {
  if (index == 0 || pieces[index - 1].kind != Kind::number) return {};
  const NumberParts number = take_apart(language, pieces[index - 1].text);
  const std::string word = lower_case(pieces[index].text);
  if (std::string half = half_of_day(language, word); !half.empty()) return half;
  if (number.currency && is_magnitude(language, word)) return word + ' ' + std::string(number.currency->many);
  if (word == "%") return suffix_name({language, pieces}, word, false);
  const language::Table::Row* const unit = language.table("units").find(word);
  if (unit == nullptr) return {};
  const bool one = number.digits == "1";
  if ((*unit)[3] == "with-stop" && pieces[index].full_stop) return unit_name(*unit, one);  // "5 ft. 6 in."
  return (*unit)[3] == "apart" ? unit_name(*unit, one && number.decimals.empty()) : std::string();
}

}  // namespace sotto::normalization
