#include "annotate/normalization/number_reading.h"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <string_view>

#include "annotate/language/number_words.h"
#include "annotate/language/word_classes.h"
#include "annotate/normalization/number_parts.h"
#include "shared/text.h"

// The readings are tried from the most to the least specific: money, times, fractions, what is attached to the digits,
// ranges, dates, years, and at last a plain cardinal. Each looks at most two pieces to either side.

namespace sotto::normalization {

namespace {

using Kind = WrittenToken::Kind;

/// The name of a month from 1 to 12.
std::string month_name(const language::Language& language, std::int64_t number) {
  return std::string((*(language.table("months").begin() + (number - 1)))[0]);
}

std::string unit_name(const language::Table::Row& unit, bool one) { return std::string(unit[one ? 1 : 2]); }

template <typename... Words>
std::string phrase(const WrittenSentence& pieces, std::string_view of, const Words&... words) {
  return language::number_phrase(pieces.language, of, words...);
}

/// The last two digits of a longer number: 5 -> "oh five".
std::string two_digits(const WrittenSentence& pieces, std::int64_t value) {
  std::string words = language::cardinal_words(pieces.language, value);
  return value < 10 ? phrase(pieces, "below-ten", words) : words;
}

/// What is said for what is attached to a number: "s" -> "shillings"; a degree of an unknown scale is a degree.
std::string suffix_name(const WrittenSentence& pieces, const std::string& suffix, bool one) {
  constexpr std::string_view kDegree = "°";
  const language::Table& suffixes = pieces.language.table("number-suffixes");
  const language::Table::Row* row = suffixes.find(suffix);
  if (row == nullptr) row = suffixes.find(kDegree);
  return unit_name(*row, one);
}

bool exists(const WrittenSentence& pieces, std::size_t index, int step) {
  return step < 0 ? index >= static_cast<std::size_t>(-step) : index + static_cast<std::size_t>(step) < pieces.size();
}

std::string lowered(const WrittenSentence& pieces, std::size_t index, int step) {
  return exists(pieces, index, step) ? lower_case(pieces[index + static_cast<std::size_t>(step)].text) : std::string();
}

bool is_plain_number(const WrittenSentence& pieces, std::size_t index, int step) {
  if (!exists(pieces, index, step)) return false;
  const WrittenToken& piece = pieces[index + static_cast<std::size_t>(step)];
  return piece.kind == Kind::number && std::all_of(piece.text.begin(), piece.text.end(), is_number_digit);
}

bool is_number(const WrittenSentence& pieces, std::size_t index, int step) {
  return exists(pieces, index, step) && pieces[index + static_cast<std::size_t>(step)].kind == Kind::number;
}

/// Whether one of the pieces within `most` before or behind the number is in a list.
bool near(const WrittenSentence& pieces, std::size_t index, std::string_view list, int most_before, int most_behind) {
  const language::WordList& words = pieces.language.words(list);
  for (int step = -most_before; step <= most_behind; ++step) {
    if (step != 0 && words.contains(lowered(pieces, index, step))) return true;
  }
  return false;
}

/// Whether what is measured or paid stands right behind ("a $5 bill", "a 100 W bulb"), `step` pieces from the number.
/// Without an article it is not told from "the 100 m he ran".
bool is_attributive(const WrittenSentence& pieces, std::size_t index, int step) {
  const std::string before = lowered(pieces, index, -1);
  const bool article = pieces.language.words("indefinite-articles").contains(before) ||
                       pieces.language.words("definite-articles").contains(before);
  if (!article || !exists(pieces, index, step)) return false;
  const WrittenToken& last = pieces[index + static_cast<std::size_t>(step) - 1];
  const WrittenToken& next = pieces[index + static_cast<std::size_t>(step)];
  const std::string lower = lower_case(next.text);
  constexpr std::uint32_t kNoNoun = language::kPreposition | language::kAuxiliary | language::kConjunction |
                                    language::kDeterminer | language::kSubjectPronoun | language::kObjectPronoun |
                                    language::kAdverb | language::kPossessivePronoun | language::kSpeechVerb;
  return last.pause == Pause::none && !last.full_stop && next.kind == Kind::word &&
         (pieces.language.word_classes(lower) & kNoNoun) == 0 &&
         !pieces.language.words("behind-measures").contains(lower);
}

/// A month's name beside a number; capitals are asked for, so that "may" and "march" stay verbs.
int month_beside(const WrittenSentence& pieces, std::size_t index, int step) {
  return exists(pieces, index, step)
             ? month_number(pieces.language, pieces[index + static_cast<std::size_t>(step)].text)
             : 0;
}

/// "am" or "pm" attached to or after a number, as letters; empty for anything else.
std::string half_of_day(const language::Language& language, std::string_view word) {
  const language::Table::Row* const half = language.table("halves-of-day").find(word);
  return half == nullptr ? std::string() : std::string((*half)[1]);
}

bool is_year(const WrittenSentence& pieces, std::size_t index, const NumberParts& parts) {
  if (parts.digits.size() != 4 || parts.commas || !parts.decimals.empty()) return false;
  const std::int64_t value = value_of(parts.digits);
  const std::string next = lowered(pieces, index, 1);
  if (pieces.language.words("counted").contains(next) || is_magnitude(pieces.language, next) || value < 1000 ||
      value > 2999)
    return false;
  const bool told = pieces.language.words("before-years").contains(lowered(pieces, index, -1)) ||
                    month_beside(pieces, index, -1) != 0;
  return told || pieces.language.words("behind-years").contains(next) || (value >= 1100 && value <= 2099);
}

std::string year_or_cardinal(const WrittenSentence& pieces, std::size_t index, const NumberParts& parts) {
  return is_year(pieces, index, parts) ? language::year_words(pieces.language, value_of(parts.digits))
                                       : integer_words(pieces.language, parts.digits);
}

/// Whether two numbers tied to each other are a beginning and an end, and not parts of a code ("555-1234").
bool is_range(const std::string& first, const std::string& second, bool years) {
  if (years && second.size() == 2) return value_of(second) > value_of(first) % 100;
  const bool code = first.size() >= 3 && second.size() > first.size();
  return !code && second.front() != '0' && value_of(second) > value_of(first);
}

/// "3-1" of a game: of numbers that are tied, each is said, and 0 in its own way.
bool is_score(const WrittenSentence& pieces, std::size_t index) {
  constexpr int kBefore = 5;
  constexpr int kBehind = 2;
  return near(pieces, index, "score-words", kBefore, kBehind);
}

std::string score_words(const WrittenSentence& pieces, const NumberParts& parts) {
  return parts.digits == "0" ? phrase(pieces, "nil") : integer_words(pieces.language, parts.digits);
}

/// A plain number tied by a hyphen or dash to the next: "1870-71", "3–5", "1789-07-14", "555-1234".
std::string range_start(const WrittenSentence& pieces, std::size_t index, const NumberParts& parts) {
  const std::string& next = pieces[index + 1].text;
  if (parts.digits.size() <= 2 && next.size() <= 2 && is_score(pieces, index)) return score_words(pieces, parts);
  const std::int64_t first = value_of(parts.digits);
  const bool days = parts.digits.size() <= 2 && next.size() <= 2;
  if (days && (month_beside(pieces, index, 2) != 0 || month_beside(pieces, index, -1) != 0))
    return phrase(pieces, "from", phrase(pieces, "day", language::ordinal_words(pieces.language, first)));
  constexpr std::string_view kFromNine = "9";
  constexpr std::string_view kToFive = "5";
  if (parts.digits == kFromNine && next == kToFive)
    return phrase(pieces, "from", integer_words(pieces.language, parts.digits));  // of a working day
  const bool years = is_year(pieces, index, parts);
  if (years && next.size() == 2 && pieces[index + 1].joined)
    return language::year_words(pieces.language, first);  // a date as 1789-07-14
  if (is_range(parts.digits, next, years))
    return phrase(pieces, "from",
                  years ? language::year_words(pieces.language, first) : integer_words(pieces.language, parts.digits));
  return parts.digits.size() >= 3 ? language::digit_words(pieces.language, parts.digits)
                                  : integer_words(pieces.language, parts.digits);
}

std::string range_end(const WrittenSentence& pieces, std::size_t index, const NumberParts& parts) {
  const std::string& before = pieces[index - 1].text;
  const std::int64_t value = value_of(parts.digits);
  if (parts.digits.size() <= 2 && before.size() <= 2 && is_score(pieces, index)) return score_words(pieces, parts);
  const bool days = parts.digits.size() <= 2 && before.size() <= 2;
  if (days && month_beside(pieces, index, 1) != 0)
    return phrase(pieces, "day-before-month", language::ordinal_words(pieces.language, value));
  if (days && month_beside(pieces, index, -2) != 0)
    return phrase(pieces, "day", language::ordinal_words(pieces.language, value));
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
bool is_train_time(const WrittenSentence& pieces, std::size_t index, const NumberParts& parts) {
  return value_of(parts.decimals[0]) % 5 == 0 && value_of(parts.digits) >= 1 &&
         pieces.language.words("before-times").contains(lowered(pieces, index, -1)) &&
         !pieces.language.words("counted").contains(lowered(pieces, index, 1));
}

std::string with_letters(const language::Language& language, const std::string& number, const std::string& suffix) {
  // "40b": one or two letters are spelled; more are a word.
  std::string words = number;
  if (suffix.size() > 2) return words + ' ' + suffix;
  for (const char& letter : suffix) {
    words += ' ';
    words += language::letter_name(language, {&letter, 1});
  }
  return words;
}

std::string day_of_month(const WrittenSentence& pieces, std::size_t index, std::int64_t day) {
  std::string ordinal = language::ordinal_words(pieces.language, day);
  if (month_beside(pieces, index, 1) != 0) {
    const bool article = pieces.language.words("definite-articles").contains(lowered(pieces, index, -1));
    return phrase(pieces, article ? "day-before-month-with-article" : "day-before-month", ordinal);
  }
  return month_beside(pieces, index, -1) != 0 ? phrase(pieces, "day", ordinal) : ordinal;
}

/// Of a fraction without a whole: "½ past nine", "½ an hour", "a ¼ mile".
std::string short_fraction(const WrittenSentence& pieces, std::size_t index, const std::string& fraction) {
  const bool half = fraction == language::fraction_words(pieces.language, 1, 2);
  const bool quarter = fraction == language::fraction_words(pieces.language, 1, 4);
  const std::string next = lowered(pieces, index, 1);
  const language::WordList& articles = pieces.language.words("indefinite-articles");
  const bool of_the_hour = pieces.language.words("fractions-of-the-hour").contains(next);
  const bool behind_article = articles.contains(lowered(pieces, index, -1));
  if (half && (of_the_hour || behind_article || articles.contains(next))) return phrase(pieces, "half");
  return quarter && (of_the_hour || behind_article) ? phrase(pieces, "quarter") : fraction;
}

/// "M" -> "million"
std::string magnitude_name(const WrittenSentence& pieces, std::string_view suffix) {
  return std::string((*pieces.language.table("magnitude-suffixes").find(suffix))[1]);
}

/// "10s. 6d."
bool is_before_pence(const WrittenSentence& pieces, std::size_t index) {
  return is_number(pieces, index, 1) &&
         pieces.language.words("old-money-suffixes")
             .contains(std::string_view(pieces[index + 1].text).substr(pieces[index + 1].text.size() - 1));
}

/// "10s. in hand", but not "the 1890s. He".
bool goes_on_behind_stop(const WrittenSentence& pieces, std::size_t index) {
  return pieces[index].full_stop && exists(pieces, index, 1) && pieces[index + 1].kind == Kind::word &&
         is_lower(code_point_at(pieces[index + 1].text, 0).value);
}

/// "4x4", "10×20"; empty for anything else.
std::string by_words(const WrittenSentence& pieces, const NumberParts& parts) {
  std::string_view rest = parts.suffix;
  constexpr std::string_view kTimes = "×";
  if (rest.starts_with('x')) {
    rest.remove_prefix(1);
  } else if (rest.starts_with(kTimes)) {
    rest.remove_prefix(kTimes.size());
  } else {
    return {};
  }
  if (rest.empty() || !std::all_of(rest.begin(), rest.end(), is_number_digit)) return {};
  return phrase(pieces, "by", integer_words(pieces.language, parts.digits),
                integer_words(pieces.language, std::string(rest)));
}

/// 6'2", 51°30′, 19h30, 5²: what is attached has digits of its own, or says what is done with those before; empty for
/// anything else.
std::string compound_words(const WrittenSentence& pieces, const NumberParts& parts) {
  const std::string whole = decimal_words(pieces.language, parts);
  const std::string& suffix = parts.suffix;
  if (suffix == "²") return phrase(pieces, "squared", whole);
  if (suffix == "³") return phrase(pieces, "cubed", whole);
  constexpr std::string_view kDegree = "°";
  const std::size_t digits = suffix.find_first_of("0123456789");
  if (digits == std::string::npos) return {};
  const std::size_t end = std::min(suffix.find_first_not_of("0123456789", digits), suffix.size());
  const std::string second = suffix.substr(digits, end - digits);
  const std::string_view sign = std::string_view(suffix).substr(0, digits);
  const std::string words = integer_words(pieces.language, second);
  if (sign == "'") return phrase(pieces, "foot-and-inches", whole, words);
  if (sign == kDegree) return phrase(pieces, "degrees-and-minutes", whole, words);
  constexpr std::string_view kHours = "h";
  if (sign == kHours && is_clock(parts.digits, second)) return clock_words(pieces.language, parts.digits, second, true);
  return {};
}

/// "Room 237": "two thirty-seven", "Room 101": "one oh one".
std::string room_words(const language::Language& language, const std::string& digits) {
  if (digits[1] == '0') return language::digit_words(language, digits);
  return language::number_phrase(language, "pair", language::cardinal_words(language, value_of(digits) / 100),
                                 language::cardinal_words(language, value_of(digits) % 100));
}

/// What is said when letters or signs are attached to the digits.
std::string with_suffix(const WrittenSentence& pieces, std::size_t index, const NumberParts& parts) {
  const std::string& suffix = parts.suffix;
  const std::int64_t value = value_of(parts.digits);
  if (pieces.language.words("ordinal-suffixes").contains(suffix)) {
    return value >= 1 && value <= 31 ? day_of_month(pieces, index, value)
                                     : language::ordinal_words(pieces.language, value);
  }
  const language::WordList& old_money = pieces.language.words("old-money-suffixes");
  const bool after_pounds = index > 0 && pieces[index - 1].text.rfind("£", 0) == 0;
  if (pieces.language.words("plural-suffixes").contains(suffix)) {
    // Shillings only where pounds or pence are near, or where the full stop of "10s. in hand" ends no sentence.
    const bool of_century = parts.digits.size() == 4 && !parts.commas && value % 10 == 0;  // "the 1920s. The 30s"
    const bool money = old_money.contains(suffix) && !of_century &&
                       (after_pounds || is_before_pence(pieces, index) || goes_on_behind_stop(pieces, index));
    if (money) return integer_words(pieces.language, parts.digits) + ' ' + suffix_name(pieces, suffix, value == 1);
    const bool decade = value % 10 == 0 && parts.digits.size() >= 2;
    if (parts.elided || decade) return language::decade_words(pieces.language, value);
    const language::Table::Row* const called = pieces.language.table("called-numbers").find(parts.digits);
    return pieces.language.morphology().plural(called != nullptr ? std::string((*called)[1])
                                                                 : integer_words(pieces.language, parts.digits));
  }
  const bool after_number = lowered(pieces, index, -1).find_first_of("0123456789") == 0;
  const bool capital = is_upper(code_point_at(pieces[index].text, pieces[index].text.size() - 1).value);  // "3D."
  if (old_money.contains(suffix) && !capital && (after_pounds || after_number || pieces[index].full_stop)) {
    return integer_words(pieces.language, parts.digits) + ' ' + suffix_name(pieces, suffix, value == 1);
  }
  const bool one = (value == 1 && parts.decimals.empty()) || is_attributive(pieces, index, 1);
  const bool counts = pieces.language.words("counted").contains(lowered(pieces, index, 1));  // "1.5m people"
  const bool many = counts && pieces.language.table("magnitude-suffixes").find(suffix) != nullptr;
  if (parts.million || many) return decimal_words(pieces.language, parts) + ' ' + magnitude_name(pieces, suffix);
  if (std::string words = by_words(pieces, parts); !words.empty()) return words;
  if (std::string words = compound_words(pieces, parts); !words.empty()) return words;
  if (suffix == "'" && index > 0 && pieces[index - 1].text.ends_with("°"))
    return decimal_words(pieces.language, parts) + ' ' + unit_name(*pieces.language.table("units").find("min"), one);
  constexpr std::string_view kDegree = "°";
  const bool named = pieces.language.table("number-suffixes").find(suffix) != nullptr && !old_money.contains(suffix);
  if (named || suffix.starts_with(kDegree))
    return decimal_words(pieces.language, parts) + ' ' + suffix_name(pieces, suffix, one);
  const std::string fraction = vulgar_fraction_words(pieces.language, suffix);
  if (!fraction.empty())
    return (parts.digits.empty()
                ? short_fraction(pieces, index, fraction)
                : integer_words(pieces.language, parts.digits) + ' ' + fraction_after_whole(pieces.language, fraction));
  const std::string half = half_of_day(pieces.language, suffix);
  if (!half.empty()) {
    const std::string& minutes = !parts.times.empty()      ? parts.times[0]
                                 : !parts.decimals.empty() ? parts.decimals[0]
                                                           : "";
    if (is_clock(parts.digits, minutes)) return clock_words(pieces.language, parts.digits, minutes, true) + ' ' + half;
    return decimal_words(pieces.language, parts) + ' ' + half;
  }
  if (const auto* unit = pieces.language.table("units").find(suffix); unit != nullptr && (*unit)[3] != "before-number")
    return decimal_words(pieces.language, parts) + ' ' + unit_name(*unit, one);
  // "221b": a house, as rooms are called.
  const bool house = parts.digits.size() == 3 && parts.digits[0] != '0' && suffix.size() == 1 && parts.decimals.empty();
  return with_letters(pieces.language,
                      house ? room_words(pieces.language, parts.digits) : decimal_words(pieces.language, parts),
                      suffix);
}

/// A date in figures; empty where it can be none.
std::string date_words(const WrittenSentence& pieces, std::size_t index, std::int64_t first, std::int64_t second,
                       const std::string& year) {
  const bool month_first = second > 12 || (pieces[index].month_first && first <= 12);
  const std::int64_t day = month_first ? second : first;
  const std::int64_t month = month_first ? first : second;
  if (day < 1 || day > 31 || month < 1 || month > 12 || (year.size() != 4 && year.size() != 2)) return {};
  constexpr std::int64_t kThisCentury = 30;  // two figures below this are of years since 2000
  const std::int64_t value = value_of(year);
  const std::string year_said = year.size() == 4       ? language::year_words(pieces.language, value)
                                : value < kThisCentury ? language::year_words(pieces.language, 2000 + value)
                                                       : two_digits(pieces, value);
  const std::string day_said = language::ordinal_words(pieces.language, day);
  const std::string month_said = month_name(pieces.language, month);
  return month_first ? phrase(pieces, "date-month-first", month_said, day_said, year_said)
                     : phrase(pieces, "date", day_said, month_said, year_said);
}

std::string with_slashes(const WrittenSentence& pieces, std::size_t index, const NumberParts& parts) {
  const std::int64_t first = value_of(parts.digits);
  const std::int64_t second = value_of(parts.slashes[0]);
  if (parts.slashes.size() == 2) {
    if (std::string date = date_words(pieces, index, first, second, parts.slashes[1]); !date.empty()) return date;
  }
  if (parts.slashes.size() > 1) {
    std::string words = integer_words(pieces.language, parts.digits);
    for (const std::string& digits : parts.slashes) words += ' ' + integer_words(pieces.language, digits);
    return words;
  }
  if (const auto* called = pieces.language.table("called-numbers").find(pieces[index].text))
    return std::string((*called)[1]);
  // "50/50", "60/40", "1941/42": two numbers, and no fraction.
  constexpr std::int64_t kWhole = 100;
  const bool shares = first >= 10 && second >= 10 && (first == second || first + second == kWhole);
  if (shares) {
    return phrase(pieces, "pair", integer_words(pieces.language, parts.digits),
                  integer_words(pieces.language, parts.slashes[0]));
  }
  const bool next_year = parts.digits.size() == 4 && (parts.slashes[0].size() == 2 || parts.slashes[0].size() == 4) &&
                         second % 100 == (first + 1) % 100;
  if (next_year) {
    return phrase(
        pieces, "pair", language::year_words(pieces.language, first),
        parts.slashes[0].size() == 4 ? language::year_words(pieces.language, second) : two_digits(pieces, second));
  }
  const std::string fraction = language::fraction_words(pieces.language, first, second);
  const bool whole_before = is_plain_number(pieces, index, -1) && pieces[index - 1].pause == Pause::none &&
                            !pieces[index - 1].full_stop && first < second;
  return whole_before ? fraction_after_whole(pieces.language, fraction) : short_fraction(pieces, index, fraction);
}

/// The lengths of the groups of figures that a number stands among, and which of them it is: of a telephone number they
/// are tied by hyphens, or only by white space ("(020) 7946 0018").
struct Groups {
  std::vector<std::size_t> lengths;
  std::size_t first = 0;  // piece
};

Groups groups_of(const WrittenSentence& pieces, std::size_t index) {
  const auto tied = [&](std::size_t left) {
    const WrittenToken& piece = pieces[left];
    // The comma is the pause of a bracket.
    return is_number(pieces, left, 1) && !piece.full_stop &&
           (piece.pause == Pause::none || piece.pause == Pause::comma) && is_plain_number(pieces, left, 1);
  };
  constexpr std::size_t kMost = 8;  // of a telephone number
  Groups groups;
  groups.first = index;
  while (groups.first > 0 && index - groups.first < kMost && pieces[groups.first - 1].kind == Kind::number &&
         tied(groups.first - 1))
    --groups.first;
  for (std::size_t i = groups.first; groups.lengths.size() < 2 * kMost; ++i) {
    groups.lengths.push_back(pieces[i].text.size());
    if (!tied(i)) break;
  }
  return groups;
}

/// Whether the number is part of one that is said figure by figure: "020 7946 0958", "+44 20 ...", "212-555-0187".
bool in_code(const WrittenSentence& pieces, std::size_t index) {
  const Groups groups = groups_of(pieces, index);
  if (groups.lengths.size() < 2) return false;
  const WrittenToken& first = pieces[groups.first];
  const bool commas =
      std::any_of(pieces.pieces.begin() + static_cast<std::ptrdiff_t>(groups.first),
                  pieces.pieces.begin() + static_cast<std::ptrdiff_t>(groups.first + groups.lengths.size() - 1),
                  [](const WrittenToken& piece) { return piece.pause != Pause::none; });
  const std::size_t figures = std::accumulate(groups.lengths.begin(), groups.lengths.end(), std::size_t{0});
  constexpr std::size_t kTelephone = 7;
  const bool nought = first.text.size() >= 3 && first.text.front() == '0' && (!commas || figures > kTelephone);
  const bool abroad = first.text.front() == '+' && first.text.size() <= 4 && figures > kTelephone;
  using Lengths = std::vector<std::size_t>;
  // "(212) 555-0187", but not "100, 200, 3000".
  const bool bracket = !commas || pieces[groups.first + groups.lengths.size() - 2].joined;
  const bool american =
      (groups.lengths == Lengths{3, 3, 4} && bracket) || (groups.lengths == Lengths{1, 3, 3, 4} && !commas);
  return nought || abroad || american;
}

/// The figures of a group of a telephone number: "0800" is "oh eight hundred".
std::string code_words(const language::Language& language, const std::string& digits) {
  const bool hundreds =
      digits.size() <= 4 && digits.ends_with("00") && value_of(digits) >= 100 && value_of(digits) < 1000;
  if (!hundreds) return language::digit_words(language, digits);
  const std::string noughts = language::digit_words(language, digits.substr(0, digits.size() - 3));
  const std::string words = language::cardinal_words(language, value_of(digits));
  return noughts.empty() ? words : noughts + ' ' + words;
}

/// "2200 hrs", "0630 hours"; empty for anything else.
std::string military_time(const WrittenSentence& pieces, std::size_t index, const std::string& digits) {
  if (digits.size() != 4 || !pieces.language.words("military-hours").contains(lowered(pieces, index, 1))) return {};
  const std::int64_t hour = value_of(digits) / 100;
  const std::int64_t minute = value_of(digits) % 100;
  if (hour > 24 || minute > 59 || (digits.front() != '0' && hour < 10)) return {};
  const std::string words = hour == 0 ? phrase(pieces, "hour-zero") : language::cardinal_words(pieces.language, hour);
  const bool early = hour > 0 && hour < 10;
  if (minute == 0) return phrase(pieces, early ? "early-hours-only" : "hours-only", words);
  return phrase(pieces, early ? "early-hour-and-minute" : "pair", words, two_digits(pieces, minute));
}

/// "3:16" of a book of the Bible, "3:1" of a ratio; empty for a time of day.
std::string with_colons(const WrittenSentence& pieces, std::size_t index, const NumberParts& parts) {
  const auto words = [&](const std::string& digits) { return integer_words(pieces.language, digits); };
  if (parts.times.size() != 1) return {};
  if (near(pieces, index, "bible-books", 1, 0))
    return phrase(pieces, "pair", words(parts.digits), words(parts.times[0]));
  constexpr int kNear = 3;
  const bool ratio = parts.times[0].size() != 2 || near(pieces, index, "ratio-words", kNear, 0) ||
                     !is_clock(parts.digits, parts.times[0]);
  return ratio ? phrase(pieces, "ratio", words(parts.digits), words(parts.times[0])) : std::string();
}

/// The first of two numbers that are tied and of which the second has what belongs to both: "£5–10", "10–20%",
/// "1st–3rd".
std::string tied_to_next(const WrittenSentence& pieces, std::size_t index, const NumberParts& parts) {
  if (!pieces[index].joined || !is_number(pieces, index, 1) || !parts.times.empty() || !parts.slashes.empty())
    return {};
  const bool money = parts.currency && is_plain_number(pieces, index, 1);
  const bool measure = parts.plain() && !is_plain_number(pieces, index, 1) && parts.digits.size() <= 3;
  if (money || measure) return phrase(pieces, "from", decimal_words(pieces.language, parts));
  const bool ordinals = pieces.language.words("ordinal-suffixes").contains(parts.suffix);
  return ordinals ? phrase(pieces, "from", language::ordinal_words(pieces.language, value_of(parts.digits)))
                  : std::string();
}

std::string read_parts(const WrittenSentence& pieces, std::size_t index, const NumberParts& parts) {
  const std::string next = lowered(pieces, index, 1);
  if (std::string words = tied_to_next(pieces, index, parts); !words.empty()) return words;
  if (parts.plain() && index > 0 && pieces[index - 1].joined && is_number(pieces, index, -1)) {
    const NumberParts before = take_apart(pieces.language, pieces[index - 1].text);
    if (before.currency) {  // "£5–10"
      NumberParts both = parts;
      both.currency = before.currency;
      return money_words(pieces.language, both, next);
    }
  }
  if (parts.currency && parts.times.empty() && parts.slashes.empty())
    return money_words(pieces.language, parts, next, is_attributive(pieces, index, 1));
  if (!parts.times.empty()) {
    if (std::string words = with_colons(pieces, index, parts); !words.empty()) return words;
    const bool full_hour = parts.times.size() == 1 && value_of(parts.times[0]) == 0;
    if (full_hour && pieces.language.words("clock-words").contains(next))
      return integer_words(pieces.language, parts.digits);  // "10:00 o'clock"
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
  if (parts.decimals.size() == 2 && parts.decimals[1].size() == 4) {  // "14.07.1789"
    std::string date =
        date_words(pieces, index, value_of(parts.digits), value_of(parts.decimals[0]), parts.decimals[1]);
    if (!date.empty()) return date;
  }
  if (!parts.decimals.empty()) {
    const std::string half = half_of_day(pieces.language, next);
    if (parts.decimals.size() == 1 && is_clock(parts.digits, parts.decimals[0]) &&
        (!half.empty() || is_train_time(pieces, index, parts))) {
      return clock_words(pieces.language, parts.digits, parts.decimals[0], !half.empty());
    }
    return decimal_words(pieces.language, parts);
  }
  if ((parts.plain() || parts.sign == '+') && in_code(pieces, index)) return code_words(pieces.language, parts.digits);
  if (std::string time = military_time(pieces, index, parts.digits); !time.empty()) return time;
  const std::string before = lowered(pieces, index, -1);
  const bool counted = pieces.language.words("counted").contains(next);
  if (parts.plain() && !parts.commas && !counted) {
    if (parts.digits.size() >= 3 && !pieces[index].joined && pieces.language.words("before-codes").contains(before))
      return language::digit_words(pieces.language, parts.digits);
    if (parts.digits.size() == 3 && pieces.language.words("before-room-numbers").contains(before) &&
        parts.digits[0] != '0')
      return room_words(pieces.language, parts.digits);
    const auto* called = pieces.language.table("called-numbers").find(parts.digits);
    if (called != nullptr && pieces.language.words("indefinite-articles").contains(before))
      return std::string((*called)[1]);
  }
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
  if (index == 0) return {};
  const WrittenSentence sentence{language, pieces};
  const std::string word = lower_case(pieces[index].text);
  const language::Table& units = language.table("units");
  const language::Table::Row* const unit = units.find(word);
  // "100 sq. ft": the unit behind what raises it.
  constexpr std::string_view kApart = "apart";
  if (pieces[index - 1].kind == Kind::word && index >= 2 && pieces[index - 2].kind == Kind::number && unit != nullptr) {
    const language::Table::Row* const power = units.find(lower_case(pieces[index - 1].text));
    const bool squared = power != nullptr && (*power)[1] == (*power)[2] && (*power)[3] == kApart;
    return squared ? unit_name(*unit, false) : std::string();
  }
  if (pieces[index - 1].kind != Kind::number) return {};
  const NumberParts number = take_apart(language, pieces[index - 1].text);
  if (std::string half = half_of_day(language, word); !half.empty()) return half;
  const bool attributive = is_attributive(sentence, index - 1, 2);
  if (number.currency && is_magnitude(language, word))
    return word + ' ' + std::string(attributive ? number.currency->one : number.currency->many);
  if (word == "%") return suffix_name(sentence, word, false);
  constexpr std::string_view kDegree = "°";
  const bool degrees = number.suffix.starts_with(kDegree) || number.suffix == "'";
  if (const language::Table::Row* const point = language.table("compass").find(word); degrees && point != nullptr)
    return std::string((*point)[1]);
  if (word == "x" && is_number(sentence, index, 1)) return phrase(sentence, "by-alone");  // "3 x 5"
  // One letter is a unit only as it is written.
  if (unit == nullptr || (word.size() == 1 && pieces[index].text != word)) return {};
  const bool one = number.digits == "1" || attributive;
  if ((*unit)[3] == "before-number" && is_number(sentence, index, 1)) return unit_name(*unit, one);  // "8 st. 3 lb."
  if ((*unit)[3] == "with-stop" && pieces[index].full_stop) return unit_name(*unit, one);            // "5 ft. 6 in."
  return (*unit)[3] == kApart ? unit_name(*unit, (one && number.decimals.empty()) || attributive) : std::string();
}

}  // namespace sotto::normalization
