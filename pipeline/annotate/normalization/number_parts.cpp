#include "annotate/normalization/number_parts.h"

#include <fmt/format.h>

#include <array>
#include <cctype>

#include "annotate/language/number_words.h"
#include "shared/text.h"

namespace sotto::normalization {

bool is_number_digit(char c) { return c >= '0' && c <= '9'; }

namespace {

Currency currency_of(const language::Table::Row& row) { return {row[0], row[1], row[2], row[3], row[4]}; }

std::optional<Currency> take_currency(const language::Language& language, std::string_view& rest) {
  for (const language::Table::Row& row : language.table("currencies")) {
    if (!rest.starts_with(row[0])) continue;
    rest.remove_prefix(row[0].size());
    return currency_of(row);
  }
  return std::nullopt;
}

std::string take_digits(std::string_view& rest) {
  std::size_t count = 0;
  while (count < rest.size() && is_number_digit(rest[count])) ++count;
  std::string digits(rest.substr(0, count));
  rest.remove_prefix(count);
  return digits;
}

}  // namespace

bool NumberParts::plain() const {
  return !elided && sign == 0 && !currency && decimals.empty() && times.empty() && slashes.empty() && suffix.empty();
}

NumberParts take_apart(const language::Language& language, std::string_view written) {
  NumberParts parts;
  std::string compact;  // without the spaces of "1 000 €"
  for (std::size_t i = 0; i < written.size();) {
    const CodePoint c = code_point_at(written, i);
    if (is_space(c.value)) {
      parts.commas = parts.commas || (c.next < written.size() && is_number_digit(written[c.next]));
    } else {
      append_utf8(compact, c.value);
    }
    i = c.next;
  }
  std::string_view rest = compact;
  if (rest.substr(0, 1) == "'") {
    parts.elided = true;
    rest.remove_prefix(1);
  }
  if (rest.substr(0, 1) == "-" || rest.substr(0, 3) == "−") {
    parts.sign = '-';
    rest.remove_prefix(rest.front() == '-' ? 1 : 3);
  } else if (rest.substr(0, 1) == "+") {
    parts.sign = '+';
    rest.remove_prefix(1);
  }
  parts.currency = take_currency(language, rest);
  // "Rs. 500": the full stop of the currency's letters.
  const bool letters = parts.currency && std::isalpha(static_cast<unsigned char>(parts.currency->sign.back())) != 0;
  if (letters && rest.substr(0, 1) == ".") rest.remove_prefix(1);
  parts.digits = take_digits(rest);
  while (rest.size() > 1 && is_number_digit(rest[1])) {
    const char mark = rest.front();
    if (mark != ',' && mark != '.' && mark != ':' && mark != '/') break;
    rest.remove_prefix(1);
    std::string digits = take_digits(rest);
    if (mark == ',' && digits.size() == 2) {
      parts.decimals.push_back(std::move(digits));  // "3,50 €"
    } else if (mark == ',' && !parts.times.empty()) {
      parts.times.back() += digits;  // "1:50,000"
    } else if (mark == ',') {
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
  if (!parts.currency) {
    if (const language::Table::Row* row = language.table("currencies").find(rest)) {
      parts.currency = currency_of(*row);
      rest = {};
    }
  }
  constexpr std::string_view kMillion = "M";
  parts.million = rest == kMillion;
  parts.suffix = lower_case(rest);
  return parts;
}

std::int64_t value_of(std::string_view digits) {
  std::int64_t value = 0;
  for (const char c : digits.substr(0, 18)) value = value * 10 + (c - '0');
  return value;
}

bool is_magnitude(const language::Language& language, std::string_view word) {
  return language.words("magnitudes").contains(word);
}

std::string integer_words(const language::Language& language, const std::string& digits) {
  constexpr std::size_t kMostDigits = 15;
  const bool is_code = digits.size() > kMostDigits || (digits.size() > 1 && digits.front() == '0');
  return is_code ? language::digit_words(language, digits) : language::cardinal_words(language, value_of(digits));
}

std::string decimal_words(const language::Language& language, const NumberParts& parts) {
  const std::string nought = language::number_phrase(language, "nought");
  std::string words;
  if (!parts.digits.empty())
    words = parts.digits == "0" && !parts.decimals.empty() ? nought : integer_words(language, parts.digits);
  for (const std::string& decimals : parts.decimals) {
    const std::string digits = decimals == "0" ? nought : language::digit_words(language, decimals);
    words = words.empty() ? language::number_phrase(language, "point", digits)
                          : language::number_phrase(language, "after-point", words, digits);
  }
  return words;
}

std::string vulgar_fraction_words(const language::Language& language, std::string_view sign) {
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
    if (vulgar.sign == sign) return language::fraction_words(language, vulgar.numerator, vulgar.denominator);
  }
  return {};
}

std::string fraction_after_whole(const language::Language& language, const std::string& fraction) {
  if (fraction == language::fraction_words(language, 1, 2)) return language::number_phrase(language, "and-half");
  if (fraction == language::fraction_words(language, 1, 4)) return language::number_phrase(language, "and-quarter");
  return language::number_phrase(language, "and-fraction", fraction);
}

std::string clock_words(const language::Language& language, std::string_view hours, std::string_view minutes,
                        bool more_follows) {
  const std::int64_t hour = value_of(hours);
  const std::int64_t minute = value_of(minutes);
  const std::string words =
      hour == 0 ? language::number_phrase(language, "hour-zero") : language::cardinal_words(language, hour);
  if (minute == 0 && !more_follows && (hour == 0 || hour == 24)) return language::number_phrase(language, "midnight");
  if (minute == 0 && more_follows) return words;
  if (minute == 0) return language::number_phrase(language, hour <= 12 ? "hour-only" : "hour-only-after-twelve", words);
  return language::number_phrase(language, minute < 10 ? "hour-and-minute-below-ten" : "hour-and-minute", words,
                                 language::cardinal_words(language, minute));
}

bool is_clock(const std::string& hours, const std::string& minutes) {
  return !hours.empty() && hours.size() <= 2 && minutes.size() == 2 && value_of(hours) <= 24 && value_of(minutes) <= 59;
}

std::string money_words(const language::Language& language, const NumberParts& parts, const std::string& next_word,
                        bool attributive) {
  const Currency& currency = *parts.currency;
  const std::string_view many = attributive ? currency.one : currency.many;
  const std::int64_t whole = value_of(parts.digits);
  const bool one = whole == 1 && parts.decimals.empty();
  if (is_magnitude(language, next_word))
    return decimal_words(language, parts);  // "£2 million": the currency comes after
  if (const language::Table::Row* magnitude = language.table("magnitude-suffixes").find(parts.suffix)) {
    return fmt::format("{} {} {}", decimal_words(language, parts), (*magnitude)[1], many);
  }
  const bool has_parts = parts.decimals.size() == 1 && parts.decimals[0].size() == 2;
  if (!has_parts && !parts.decimals.empty()) return decimal_words(language, parts) + ' ' + std::string(many);
  const std::int64_t rest = has_parts ? value_of(parts.decimals[0]) : 0;
  if (whole == 0 && rest > 0) {
    return language::cardinal_words(language, rest) + ' ' +
           std::string(rest == 1 ? currency.part_one : currency.part_many);
  }
  const std::string words =
      integer_words(language, parts.digits) + ' ' + std::string(one || whole == 1 ? currency.one : many);
  if (rest == 0) return words;
  return language::number_phrase(language, rest < 10 ? "amount-and-part-below-ten" : "amount-and-part", words,
                                 language::cardinal_words(language, rest));
}

}  // namespace sotto::normalization
