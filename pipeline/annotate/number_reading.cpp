#include "annotate/number_reading.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

#include "annotate/number_words.h"
#include "shared/text.h"

// A number is taken apart once into its sign, currency, digits and what is attached to them (`Parts`); then the
// readings are tried from the most to the least specific: attached letters and signs, dates, times, money, fractions,
// ranges, years, and at last a plain cardinal. Each looks at most two pieces to either side.

namespace sotto {

namespace {

using Pieces = std::vector<WrittenPiece>;
using Kind = WrittenPiece::Kind;

template <std::size_t N>
bool among(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

constexpr std::array<std::string_view, 12> kMonths{"january",   "february", "march",    "april",
                                                   "may",       "june",     "july",     "august",
                                                   "september", "october",  "november", "december"};

/// What may stand before a year and makes even an early one a year.
constexpr std::array<std::string_view, 29> kYearSigns{
    "in",    "since",  "of",    "year",   "before", "after",  "from",   "until",  "till",  "between",
    "about", "around", "circa", "spring", "summer", "autumn", "winter", "early",  "late",  "christmas",
    "by",    "anno",   "ad",    "to",     "and",    "during", "the",    "domini", "easter"};

/// What a four-digit number before it counts: then it is no year.
constexpr std::array<std::string_view, 62> kCounted{
    "acres",   "bottles", "books",      "children", "copies",  "days",    "degrees", "dollars",  "euros",
    "feet",    "francs",  "gallons",    "girls",    "grams",   "guests",  "horses",  "hours",    "houses",
    "hundred", "kilos",   "kilometres", "lamps",    "leagues", "letters", "lines",   "lives",    "marks",
    "men",     "metres",  "meters",     "miles",    "minutes", "more",    "or",      "pages",    "people",
    "pieces",  "pounds",  "rooms",      "roubles",  "seats",   "seconds", "ships",   "soldiers", "souls",
    "stars",   "steps",   "stones",     "things",   "times",   "tons",    "tonnes",  "votes",    "weeks",
    "women",   "words",   "workers",    "yards",    "years",   "boys",    "boxes",   "candles"};

struct Unit {
  std::string_view written;
  std::string_view one;
  std::string_view many;
};
/// Units that are written short; those that are words of their own ("in", "m", "g") only directly after the digits.
constexpr std::array<Unit, 20> kUnits{{{"km", "kilometre", "kilometres"},
                                       {"cm", "centimetre", "centimetres"},
                                       {"mm", "millimetre", "millimetres"},
                                       {"kg", "kilogram", "kilograms"},
                                       {"mg", "milligram", "milligrams"},
                                       {"lb", "pound", "pounds"},
                                       {"lbs", "pound", "pounds"},
                                       {"oz", "ounce", "ounces"},
                                       {"ft", "foot", "feet"},
                                       {"yd", "yard", "yards"},
                                       {"yds", "yard", "yards"},
                                       {"mph", "mile an hour", "miles an hour"},
                                       {"hrs", "hour", "hours"},
                                       {"mins", "minute", "minutes"},
                                       {"ml", "millilitre", "millilitres"},
                                       {"hz", "hertz", "hertz"},
                                       {"khz", "kilohertz", "kilohertz"},
                                       {"m", "metre", "metres"},
                                       {"g", "gram", "grams"},
                                       {"l", "litre", "litres"}}};
constexpr std::size_t kUnitsThatStandApart = 17;

constexpr std::array<std::string_view, 5> kMagnitudes{"hundred", "thousand", "million", "billion", "trillion"};

struct Currency {
  std::string_view sign;
  std::string_view one;
  std::string_view many;
  std::string_view part_one;
  std::string_view part_many;
};
constexpr std::array<Currency, 4> kCurrencies{{{"£", "pound", "pounds", "penny", "pence"},
                                               {"$", "dollar", "dollars", "cent", "cents"},
                                               {"€", "euro", "euros", "cent", "cents"},
                                               {"¥", "yen", "yen", "sen", "sen"}}};

struct Parts {
  bool elided = false;  ///< "'98"
  std::string sign;     ///< "minus ", "plus "
  const Currency* currency = nullptr;
  std::string digits;  ///< of the whole part, without thousands' commas
  bool commas = false;
  std::vector<std::string> decimals;  ///< after full stops: "14" of "3.14"
  std::vector<std::string> times;     ///< after colons
  std::vector<std::string> slashes;   ///< after slashes
  std::string suffix;                 ///< lower case: "th", "s", "km", "½", "%", "°C"
  bool plain() const {
    return !elided && sign.empty() && currency == nullptr && decimals.empty() && times.empty() && slashes.empty() &&
           suffix.empty();
  }
};

bool is_number_digit(char c) { return c >= '0' && c <= '9'; }

std::int64_t value_of(std::string_view digits) {
  std::int64_t value = 0;
  for (const char c : digits.substr(0, 18)) value = value * 10 + (c - '0');
  return value;
}

const Currency* take_currency(std::string_view& rest) {
  for (const Currency& currency : kCurrencies) {
    if (rest.substr(0, currency.sign.size()) != currency.sign) continue;
    rest.remove_prefix(currency.sign.size());
    return &currency;
  }
  return nullptr;
}

std::string take_digits(std::string_view& rest) {
  std::size_t count = 0;
  while (count < rest.size() && is_number_digit(rest[count])) ++count;
  std::string digits(rest.substr(0, count));
  rest.remove_prefix(count);
  return digits;
}

Parts take_apart(std::string_view rest) {
  Parts parts;
  if (rest.substr(0, 1) == "'") {
    parts.elided = true;
    rest.remove_prefix(1);
  }
  if (rest.substr(0, 1) == "-" || rest.substr(0, 3) == "−") {
    parts.sign = "minus ";
    rest.remove_prefix(rest.front() == '-' ? 1 : 3);
  } else if (rest.substr(0, 1) == "+") {
    parts.sign = "plus ";
    rest.remove_prefix(1);
  }
  parts.currency = take_currency(rest);
  parts.digits = take_digits(rest);
  while (rest.size() > 1 && is_number_digit(rest[1])) {
    const char mark = rest.front();
    if (mark != ',' && mark != '.' && mark != ':' && mark != '/') break;
    rest.remove_prefix(1);
    std::string digits = take_digits(rest);
    if (mark == ',') {
      parts.digits += digits;
      parts.commas = true;
    } else {
      (mark == '.' ? parts.decimals : mark == ':' ? parts.times : parts.slashes).push_back(std::move(digits));
    }
  }
  constexpr std::string_view kFractionSlash = "⁄";
  if (rest.substr(0, kFractionSlash.size()) == kFractionSlash) {
    rest.remove_prefix(kFractionSlash.size());
    parts.slashes.push_back(take_digits(rest));
  }
  if (parts.currency == nullptr) {
    for (const Currency& currency : kCurrencies) {
      if (rest == currency.sign) parts.currency = &currency;
    }
    if (parts.currency != nullptr) rest = {};
  }
  parts.suffix = lower_case(rest);
  return parts;
}

bool exists(const Pieces& pieces, std::size_t index, int step) {
  return step < 0 ? index >= static_cast<std::size_t>(-step) : index + static_cast<std::size_t>(step) < pieces.size();
}

std::string lowered(const Pieces& pieces, std::size_t index, int step) {
  return exists(pieces, index, step) ? lower_case(pieces[index + static_cast<std::size_t>(step)].text) : std::string();
}

bool is_plain_number(const Pieces& pieces, std::size_t index, int step) {
  if (!exists(pieces, index, step)) return false;
  const WrittenPiece& piece = pieces[index + static_cast<std::size_t>(step)];
  return piece.kind == Kind::number && std::all_of(piece.text.begin(), piece.text.end(), is_number_digit);
}

/// A month's name beside a number; capitals are asked for, so that "may" and "march" stay verbs.
int month_beside(const Pieces& pieces, std::size_t index, int step) {
  return exists(pieces, index, step) ? month_number(pieces[index + static_cast<std::size_t>(step)].text) : 0;
}

/// "am" or "pm" attached to or after a number: "ay m", "p m".
std::string half_of_day(std::string_view word) {
  if (word == "am" || word == "a.m") return "ay m";
  if (word == "pm" || word == "p.m") return "p m";
  return {};
}

std::string integer(const std::string& digits) {
  constexpr std::size_t kMostDigits = 15;
  const bool is_code = digits.size() > kMostDigits || (digits.size() > 1 && digits.front() == '0');
  return is_code ? digit_words(digits) : cardinal_words(value_of(digits));
}

std::string decimal(const Parts& parts) {
  const bool nought = parts.digits == "0" && !parts.decimals.empty();
  std::string words = parts.digits.empty() ? "" : nought ? "nought" : integer(parts.digits);
  for (const std::string& decimals : parts.decimals) {
    words += (words.empty() ? "point " : " point ") + (decimals == "0" ? "nought" : digit_words(decimals));
  }
  return words;
}

std::string vulgar_fraction(std::string_view sign) {
  struct Vulgar {
    std::string_view sign;
    int numerator;
    int denominator;
  };
  constexpr std::array<Vulgar, 16> kVulgar{{{"½", 1, 2},
                                            {"¼", 1, 4},
                                            {"¾", 3, 4},
                                            {"⅓", 1, 3},
                                            {"⅔", 2, 3},
                                            {"⅕", 1, 5},
                                            {"⅖", 2, 5},
                                            {"⅗", 3, 5},
                                            {"⅘", 4, 5},
                                            {"⅙", 1, 6},
                                            {"⅚", 5, 6},
                                            {"⅛", 1, 8},
                                            {"⅜", 3, 8},
                                            {"⅝", 5, 8},
                                            {"⅞", 7, 8},
                                            {"⅐", 1, 7}}};
  for (const Vulgar& vulgar : kVulgar) {
    if (vulgar.sign == sign) return fraction_words(vulgar.numerator, vulgar.denominator);
  }
  return {};
}

/// "and a half": a fraction after a whole number.
std::string after_whole(const std::string& fraction) {
  return fraction == "one half" || fraction == "one quarter" ? "and a" + fraction.substr(3) : "and " + fraction;
}

std::string clock(std::string_view hours, std::string_view minutes, bool half_follows) {
  const std::int64_t hour = value_of(hours);
  const std::int64_t minute = value_of(minutes);
  std::string words = cardinal_words(hour);
  if (hour == 0) words = "zero";
  if (minute == 0) return half_follows ? words : words + (hour <= 12 ? " o'clock" : " hundred");
  return words + (minute < 10 ? " oh " : " ") + cardinal_words(minute);
}

bool is_clock(const std::string& hours, const std::string& minutes) {
  return !hours.empty() && hours.size() <= 2 && minutes.size() == 2 && value_of(hours) <= 24 && value_of(minutes) <= 59;
}

std::string money(const Parts& parts, const std::string& next) {
  const Currency& currency = *parts.currency;
  const std::int64_t whole = value_of(parts.digits);
  const bool one = whole == 1 && parts.decimals.empty();
  if (among(kMagnitudes, next)) return decimal(parts);  // "£2 million": the currency comes after
  if (parts.suffix == "m" || parts.suffix == "bn" || parts.suffix == "k") {
    const char* magnitude = parts.suffix == "m" ? " million " : parts.suffix == "bn" ? " billion " : " thousand ";
    return decimal(parts) + magnitude + std::string(currency.many);
  }
  const bool has_parts = parts.decimals.size() == 1 && parts.decimals[0].size() == 2;
  if (!has_parts && !parts.decimals.empty()) return decimal(parts) + ' ' + std::string(currency.many);
  const std::int64_t rest = has_parts ? value_of(parts.decimals[0]) : 0;
  if (whole == 0 && rest > 0) {
    return cardinal_words(rest) + ' ' + std::string(rest == 1 ? currency.part_one : currency.part_many);
  }
  std::string words = integer(parts.digits) + ' ' + std::string(one || whole == 1 ? currency.one : currency.many);
  if (rest > 0) words += (rest < 10 ? " oh " : " ") + cardinal_words(rest);
  return words;
}

bool is_year(const Pieces& pieces, std::size_t index, const Parts& parts) {
  if (parts.digits.size() != 4 || parts.commas || !parts.decimals.empty()) return false;
  const std::int64_t value = value_of(parts.digits);
  const std::string next = lowered(pieces, index, 1);
  if (among(kCounted, next) || among(kMagnitudes, next) || value < 1000 || value > 2999) return false;
  const bool context = among(kYearSigns, lowered(pieces, index, -1)) || month_beside(pieces, index, -1) != 0;
  return context || (value >= 1100 && value <= 2099);
}

std::string year_or_cardinal(const Pieces& pieces, std::size_t index, const Parts& parts) {
  return is_year(pieces, index, parts) ? year_words(value_of(parts.digits)) : integer(parts.digits);
}

/// Whether two numbers tied to each other are a beginning and an end, and not parts of a code ("555-1234").
bool is_range(const std::string& first, const std::string& second, bool years) {
  if (years && second.size() == 2) return value_of(second) > value_of(first) % 100;
  const bool code = first.size() >= 3 && second.size() > first.size();
  return !code && second.front() != '0' && value_of(second) > value_of(first);
}

/// A plain number tied by a hyphen or dash to the next: "1870-71", "3–5", "1789-07-14", "555-1234".
std::string range_start(const Pieces& pieces, std::size_t index, const Parts& parts) {
  const std::string& next = pieces[index + 1].text;
  const std::int64_t first = value_of(parts.digits);
  const bool years = is_year(pieces, index, parts);
  if (years && next.size() == 2 && pieces[index + 1].joined) return year_words(first);  // a date as 1789-07-14
  if (is_range(parts.digits, next, years)) return (years ? year_words(first) : integer(parts.digits)) + " to";
  return parts.digits.size() >= 3 ? digit_words(parts.digits) : integer(parts.digits);
}

std::string range_end(const Pieces& pieces, std::size_t index, const Parts& parts) {
  const std::string& before = pieces[index - 1].text;
  const std::int64_t value = value_of(parts.digits);
  const bool date = parts.digits.size() == 2 && pieces[index - 1].joined;
  if (date && before.size() == 4 && pieces[index].joined && value >= 1 && value <= 12) {
    return std::string(kMonths[static_cast<std::size_t>(value - 1)]);
  }
  if (date && index >= 2 && pieces[index - 2].joined && is_plain_number(pieces, index, -2) && value >= 1 &&
      value <= 31) {
    return "the " + ordinal_words(value);
  }
  if (before.size() == 4 && parts.digits.size() == 2) {
    return (value < 10 ? "oh " : "") + cardinal_words(value);
  }
  if (parts.digits.size() >= 3 && !is_range(before, parts.digits, false)) return digit_words(parts.digits);
  return year_or_cardinal(pieces, index, parts);
}

std::string with_letters(const std::string& number, const std::string& suffix) {
  // "221b": one or two letters are spelled; more are a word.
  std::string words = number;
  if (suffix.size() > 2) return words + ' ' + suffix;
  for (const char letter : suffix)
    words += std::string(" ") + (letter == 'a' ? std::string("ay") : std::string(1, letter));
  return words;
}

std::string day_of_month(const Pieces& pieces, std::size_t index, std::int64_t day) {
  const std::string ordinal = ordinal_words(day);
  if (month_beside(pieces, index, 1) != 0) {
    return lowered(pieces, index, -1) == "the" ? ordinal + " of" : "the " + ordinal + " of";
  }
  if (month_beside(pieces, index, -1) != 0) return "the " + ordinal;
  return ordinal;
}

/// What is said when letters or signs are attached to the digits.
std::string with_suffix(const Pieces& pieces, std::size_t index, const Parts& parts) {
  const std::string& suffix = parts.suffix;
  const std::int64_t value = value_of(parts.digits);
  if (suffix == "st" || suffix == "nd" || suffix == "rd" || suffix == "th") {
    return value >= 1 && value <= 31 ? day_of_month(pieces, index, value) : ordinal_words(value);
  }
  const bool after_pounds = index > 0 && pieces[index - 1].text.rfind("£", 0) == 0;
  if (suffix == "s" || suffix == "'s") {
    const bool decade = value % 10 == 0 && parts.digits.size() >= 2 && !after_pounds;
    if (parts.elided || decade) return decade_words(value);
    if (suffix == "s") return integer(parts.digits) + (value == 1 ? " shilling" : " shillings");
    return integer(parts.digits) + "s";
  }
  if (suffix == "d" && (after_pounds || lowered(pieces, index, -1).find_first_of("0123456789") == 0)) {
    return integer(parts.digits) + (value == 1 ? " penny" : " pence");
  }
  const bool one = value == 1 && parts.decimals.empty();
  if (suffix == "%") return decimal(parts) + " percent";
  if (suffix == "‰") return decimal(parts) + " per thousand";
  if (suffix == "¢") return decimal(parts) + (one ? " cent" : " cents");
  if (suffix.rfind("°", 0) == 0) {
    const char* scale = suffix == "°c" ? " Celsius" : suffix == "°f" ? " Fahrenheit" : "";
    return decimal(parts) + (one ? " degree" : " degrees") + scale;
  }
  const std::string fraction = vulgar_fraction(suffix);
  if (!fraction.empty()) return (parts.digits.empty() ? fraction : integer(parts.digits) + ' ' + after_whole(fraction));
  const std::string half = half_of_day(suffix);
  if (!half.empty()) {
    const std::string& minutes = !parts.times.empty()      ? parts.times[0]
                                 : !parts.decimals.empty() ? parts.decimals[0]
                                                           : "";
    if (is_clock(parts.digits, minutes)) return clock(parts.digits, minutes, true) + ' ' + half;
    return decimal(parts) + ' ' + half;
  }
  for (const Unit& unit : kUnits) {
    if (suffix == unit.written) return decimal(parts) + ' ' + std::string(one ? unit.one : unit.many);
  }
  return with_letters(decimal(parts), suffix);
}

std::string with_slashes(const Pieces& pieces, std::size_t index, const Parts& parts) {
  const std::int64_t first = value_of(parts.digits);
  const std::int64_t second = value_of(parts.slashes[0]);
  if (parts.slashes.size() == 2 && first >= 1 && first <= 31 && second >= 1 && second <= 12) {
    return "the " + ordinal_words(first) + " of " + std::string(kMonths[static_cast<std::size_t>(second - 1)]) + ' ' +
           year_words(value_of(parts.slashes[1]));
  }
  if (parts.slashes.size() > 1) {
    std::string words = integer(parts.digits);
    for (const std::string& digits : parts.slashes) words += ' ' + integer(digits);
    return words;
  }
  const std::string fraction = fraction_words(first, second);
  const bool whole_before = is_plain_number(pieces, index, -1) && pieces[index - 1].pause == Pause::none &&
                            !pieces[index - 1].full_stop && first < second;
  return whole_before ? after_whole(fraction) : fraction;
}

std::string read_parts(const Pieces& pieces, std::size_t index, const Parts& parts) {
  const std::string next = lowered(pieces, index, 1);
  if (parts.currency != nullptr && parts.times.empty() && parts.slashes.empty()) return money(parts, next);
  if (!parts.times.empty()) {
    const bool half = !half_of_day(next).empty() || !half_of_day(parts.suffix).empty();
    std::string words = is_clock(parts.digits, parts.times[0])
                            ? clock(parts.digits, parts.times[0], half || parts.times.size() > 1)
                            : integer(parts.digits) + ' ' + integer(parts.times[0]);
    for (std::size_t i = 1; i < parts.times.size(); ++i) words += ' ' + integer(parts.times[i]);
    return parts.suffix.empty() ? words : words + ' ' + (half ? half_of_day(parts.suffix) : parts.suffix);
  }
  if (!parts.slashes.empty()) return with_slashes(pieces, index, parts);
  if (!parts.suffix.empty()) return with_suffix(pieces, index, parts);
  if (!parts.decimals.empty()) {
    const bool at_time = !half_of_day(next).empty() || (lowered(pieces, index, -1) == "at" && next.empty());
    if (at_time && parts.decimals.size() == 1 && is_clock(parts.digits, parts.decimals[0])) {
      return clock(parts.digits, parts.decimals[0], !half_of_day(next).empty());
    }
    return decimal(parts);
  }
  const std::int64_t value = value_of(parts.digits);
  if (parts.elided && parts.digits.size() == 2) return (value < 10 ? "oh " : "") + cardinal_words(value);
  if (!parts.plain()) return integer(parts.digits);
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
  for (std::size_t i = 0; i < kMonths.size(); ++i) {
    const bool abbreviated = name.size() == 3 ? kMonths[i].substr(0, 3) == name : name == "sept" && i == 8;
    if (kMonths[i] == name || abbreviated) return static_cast<int>(i) + 1;
  }
  return 0;
}

std::string read_number(const std::vector<WrittenPiece>& pieces, std::size_t index) {
  const Parts parts = take_apart(pieces[index].text);
  const std::string words = read_parts(pieces, index, parts);
  // Whatever a reading may have missed is at least said as it stands.
  return words.empty() ? pieces[index].text : parts.sign + words;
}

std::string read_after_number(const std::vector<WrittenPiece>& pieces, std::size_t index) {
  if (index == 0 || pieces[index - 1].kind != Kind::number) return {};
  const Parts number = take_apart(pieces[index - 1].text);
  const std::string word = lower_case(pieces[index].text);
  if (std::string half = half_of_day(word); !half.empty()) return half;
  if (number.currency != nullptr && among(kMagnitudes, word)) return word + ' ' + std::string(number.currency->many);
  if (word == "%") return "percent";
  for (std::size_t i = 0; i < kUnitsThatStandApart; ++i) {
    if (word == kUnits[i].written) {
      const bool one = number.digits == "1" && number.decimals.empty();
      return std::string(one ? kUnits[i].one : kUnits[i].many);
    }
  }
  return {};
}

}  // namespace sotto
