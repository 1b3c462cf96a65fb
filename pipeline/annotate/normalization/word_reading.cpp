#include "annotate/normalization/word_reading.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <optional>
#include <string_view>

#include "annotate/document/headings.h"
#include "annotate/language/abbreviations.h"
#include "annotate/language/languages.h"
#include "annotate/language/number_words.h"
#include "shared/text.h"

namespace sotto::normalization {

namespace {

using Pieces = std::vector<WrittenToken>;
using Kind = WrittenToken::Kind;

const WrittenToken* neighbour(const Pieces& pieces, std::size_t index, int step) {
  if (step < 0 && index < static_cast<std::size_t>(-step)) return nullptr;
  const std::size_t at = index + static_cast<std::size_t>(step);
  return at < pieces.size() ? &pieces[at] : nullptr;
}

bool capitalised(const WrittenToken* piece) {
  return piece != nullptr && piece->kind == Kind::word && is_upper(code_point_at(piece->text, 0).value);
}

bool is_single_capital(const WrittenToken* piece) { return capitalised(piece) && count_code_points(piece->text) == 1; }

bool is_ascii_capitals(std::string_view word) {
  return !word.empty() && std::all_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

/// Capitals only, and no digits: "NEVER", "MR.S"; not "B52".
bool is_shouted(std::string_view word) {
  return document::is_all_capitals(word) && word.find_first_of("0123456789") == std::string_view::npos;
}

/// Letters by their names.
std::string letter_names(std::string_view letters) {
  std::string names;
  for (std::size_t i = 0; i < letters.size();) {
    const CodePoint c = code_point_at(letters, i);
    if (is_letter(c.value) || is_digit(c.value)) {
      if (!names.empty()) names += ' ';
      if (c.value == 'A' || c.value == 'a') {
        names += language::kLetterA;
      } else {
        names += letters.substr(i, c.next - i);
      }
    }
    i = c.next;
  }
  return names;
}

/// "M." is "Monsieur" before a name or a particle, but not before another initial.
bool is_monsieur(const Pieces& pieces, std::size_t index) {
  static const language::WordList& particles = language::words("name-particles");
  if (pieces[index].text != "M" || !pieces[index].full_stop) return false;
  const WrittenToken* next = neighbour(pieces, index, 1);
  const WrittenToken* previous = neighbour(pieces, index, -1);
  if (is_single_capital(previous) && previous->full_stop) return false;
  if (next == nullptr || next->kind != Kind::word) return false;
  return (capitalised(next) && !(is_single_capital(next) && next->full_stop)) || particles.contains(next->text);
}

bool is_number_like(const WrittenToken* piece) {
  return piece != nullptr &&
         (piece->kind == Kind::number || (piece->kind == Kind::word && language::roman_value(piece->text)));
}

const language::Abbreviation* abbreviation_at(const Pieces& pieces, std::size_t index) {
  const WrittenToken& piece = pieces[index];
  const language::Abbreviation* found = language::find_abbreviation(piece.text);
  if (found == nullptr || piece.kind != Kind::word) return nullptr;
  if (found->needs != language::Abbreviation::Needs::nothing && !piece.full_stop) return nullptr;
  if (found->needs == language::Abbreviation::Needs::number && !is_number_like(neighbour(pieces, index, 1)))
    return nullptr;
  return found;
}

/// "Saint" before a name, "Street" after one.
std::string saint_or_street(const Pieces& pieces, std::size_t index) {
  const bool named_before = capitalised(neighbour(pieces, index, -1)) && index >= 1;
  const bool name_follows = capitalised(neighbour(pieces, index, 1)) && pieces[index].pause == Pause::none;
  return named_before && !name_follows ? "Street" : "Saint";
}

std::string abbreviation_reading(const Pieces& pieces, std::size_t index, const language::Abbreviation& abbreviation) {
  if (abbreviation.written == "st") return saint_or_street(pieces, index);
  const bool drive = abbreviation.written == "dr" && capitalised(neighbour(pieces, index, -1)) && index >= 2 &&
                     !capitalised(neighbour(pieces, index, 1));
  return drive ? "Drive" : std::string(abbreviation.reading);
}

/// What a Roman numeral at this place says, if it is one here; `numeral` is the piece without a possessive 's.
std::string numeral_reading(const Pieces& pieces, std::size_t index, std::string numeral, bool heading) {
  static const language::WordList& numbered_nouns = language::words("numbered-nouns");
  static const language::WordList& regnal_names = language::words("regnal-names");
  static const language::WordList& rulers = language::words("rulers");
  const WrittenToken& piece = pieces[index];
  const WrittenToken* previous = neighbour(pieces, index, -1);
  const WrittenToken* next = neighbour(pieces, index, 1);
  const bool capitals = is_ascii_capitals(numeral);
  const bool after_number_noun = previous != nullptr && previous->kind == Kind::word && !previous->joined &&
                                 previous->pause == Pause::none && numbered_nouns.contains(lower_case(previous->text));
  if (!capitals) {
    // In small letters only where nothing else makes sense: "page iv".
    const bool small = std::all_of(numeral.begin(), numeral.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    if (!small || numeral.size() < 2 || !after_number_noun) return {};
    std::transform(numeral.begin(), numeral.end(), numeral.begin(),
                   [](char c) { return static_cast<char>(c - 'a' + 'A'); });
  }
  const std::optional<int> value = language::roman_value(numeral);
  if (!value) return {};
  const bool phrase_ends = next == nullptr || piece.pause != Pause::none || piece.full_stop;
  const bool no_pronoun = numeral != "I" || phrase_ends || next->text == "of" || next->text == "and";
  if (after_number_noun && no_pronoun && (capitals || *value <= 100)) {
    if (numeral.size() > 1 || capitalised(previous) || heading) return language::cardinal_words(*value);
  }
  if (heading && previous == nullptr && phrase_ends) return language::cardinal_words(*value);
  // Signs that make no English word: a number wherever they stand, unless a name is before them.
  const bool certain = capitals && numeral.size() > 1 && numeral.find_first_not_of("IVX") == std::string::npos;
  std::string fallback = certain ? language::cardinal_words(*value) : std::string();
  if (!capitals || !capitalised(previous) || previous->pause != Pause::none || previous->full_stop || *value > 50)
    return fallback;
  const bool ruler = regnal_names.contains(lower_case(previous->text));
  if (numeral == "I") {
    const WrittenToken* before_name = neighbour(pieces, index, -2);
    const bool titled = before_name != nullptr && rulers.contains(lower_case(before_name->text));
    if (!ruler || (!titled && !(next != nullptr && next->text == "of"))) return {};
  } else if (!ruler && (numeral.size() == 1 || is_shouted(previous->text))) {
    return fallback;  // "Vitamin C"; "THE CIVIL WAR": capitals everywhere prove nothing
  }
  return "the " + language::ordinal_words(*value);
}

/// "VIII" and "VIII's".
std::string roman_reading(const Pieces& pieces, std::size_t index, bool heading) {
  std::string numeral = pieces[index].text;
  const bool possessive = numeral.ends_with("'s");
  if (possessive) numeral.resize(numeral.size() - 2);
  std::string words = numeral_reading(pieces, index, std::move(numeral), heading);
  if (possessive && !words.empty()) words += "'s";
  return words;
}

/// A word in capitals: shouted, or an initialism.
std::string capitals_reading(const Pieces& pieces, std::size_t index, bool heading) {
  const std::string& word = pieces[index].text;
  const bool has_vowel = word.find_first_of("AEIOUY") != std::string::npos || !is_ascii_capitals(word);
  const auto shouted = [&](int step) {
    const WrittenToken* other = neighbour(pieces, index, step);
    return other != nullptr && other->kind == Kind::word && is_shouted(other->text);
  };
  const bool loud = heading || shouted(-1) || shouted(1);
  static const language::WordList& vowelless = language::words("vowelless");
  static const language::WordList& initialisms = language::words("initialisms");
  const std::string lower = lower_case(word);
  const bool spelled = is_ascii_capitals(word) && ((!has_vowel && word.size() <= 5 && !vowelless.contains(lower)) ||
                                                   (!loud && initialisms.contains(lower)));
  return spelled ? letter_names(word) : lower;
}

/// "W-what": the engine would name the letter, so the word is said once; "I-I" is said twice.
std::string without_stutter(std::string_view word) {
  const std::size_t hyphen = word.rfind('-');
  if (hyphen == std::string_view::npos || hyphen == 0) return std::string(word);
  const std::string last = lower_case(word.substr(hyphen + 1));
  const std::string first = lower_case(word.substr(0, hyphen));
  // Every part before must be the sound that the last one begins with: a letter, or consonants ("th"), not "re-read".
  constexpr std::string_view kVowels = "aeiouy";
  for (std::size_t begin = 0; begin < first.size();) {
    const std::size_t end = std::min(first.find('-', begin), first.size());
    const std::string part = first.substr(begin, end - begin);
    const bool sound =
        part.size() == 1 || (part.size() == 2 && kVowels.find(part[1]) == std::string_view::npos) || part == last;
    if (!sound || last.compare(0, part.size(), part) != 0) return std::string(word);
    begin = end + 1;
  }
  if (last != first && last.size() > 1) return std::string(word.substr(hyphen + 1));
  std::string repeated(word);
  std::replace(repeated.begin(), repeated.end(), '-', ' ');
  return repeated;
}

/// Letters and digits in one word: "B52", "R2D2".
std::string mixed_reading(std::string_view word) {
  std::string words;
  for (std::size_t begin = 0; begin < word.size();) {
    const auto is_number = [&](std::size_t i) { return word[i] >= '0' && word[i] <= '9'; };
    const bool number = is_number(begin);
    std::size_t end = begin;
    while (end < word.size() && is_number(end) == number) ++end;
    const std::string_view part = word.substr(begin, end - begin);
    if (!words.empty()) words += ' ';
    if (number) {
      words += part.size() <= 3 && part.front() != '0' ? language::cardinal_words(std::stoi(std::string(part)))
                                                       : language::digit_words(part);
    } else {
      words += is_ascii_capitals(part) ? letter_names(part) : std::string(part);
    }
    begin = end;
  }
  return words;
}

std::string address_reading(std::string_view address) {
  const std::size_t scheme = address.find("://");
  if (scheme != std::string_view::npos && scheme + 3 < address.size()) address.remove_prefix(scheme + 3);
  static const language::Table& signs = language::table("address-signs");
  std::string words;
  for (const char& c : address) {
    if (const language::Table::Row* sign = signs.find({&c, 1})) {
      words += fmt::format(" {} ", (*sign)[1]);
    } else {
      // Whatever else is no letter or digit (also of the engine's own markup) is left out.
      words += static_cast<unsigned char>(c) >= 0x80U || std::isalnum(static_cast<unsigned char>(c)) != 0 ? c : ' ';
    }
  }
  return fold_space(words);
}

std::string sign_reading(const Pieces& pieces, std::size_t index) {
  const std::string& sign = pieces[index].text;
  const WrittenToken* next = neighbour(pieces, index, 1);
  if (sign == "#" || sign == "№") {
    return next != nullptr && next->kind == Kind::number && !next->space_before ? "number" : "";
  }
  if (sign == "@") return next != nullptr && next->space_before ? "at" : "";
  static const language::Table& readings = language::table("sign-readings");
  const language::Table::Row* const reading = readings.find(sign);
  if (reading == nullptr) return {};
  const std::string words((*reading)[1]);
  // A sign between nothing is decoration ("====="), but for a percent sign that lost its number.
  if (index == 0 || next == nullptr) return sign == "%" ? words : "";
  return next->kind != Kind::sign && pieces[index - 1].kind != Kind::sign ? words : "";
}

}  // namespace

bool owns_full_stop(const std::vector<WrittenToken>& pieces, std::size_t index) {
  const WrittenToken& piece = pieces[index];
  if (!piece.full_stop || piece.kind == Kind::sign || piece.kind == Kind::address) return false;
  if (piece.kind == Kind::number) return piece.text.back() == 's' || piece.text.back() == 'd';  // "10s. 6d."
  const bool inches = piece.text == "in" && index > 0 && pieces[index - 1].kind == Kind::number;
  return inches || is_monsieur(pieces, index) || abbreviation_at(pieces, index) != nullptr ||
         is_single_capital(&piece) || piece.text.find('.') != std::string::npos;
}

std::string verbalize_word(const std::vector<WrittenToken>& pieces, std::size_t index, bool heading) {
  const WrittenToken& piece = pieces[index];
  if (piece.kind == Kind::sign) return sign_reading(pieces, index);
  if (piece.kind == Kind::address) return address_reading(piece.text);
  if (is_monsieur(pieces, index)) return "Monsieur";
  if (const language::Abbreviation* abbreviation = abbreviation_at(pieces, index)) {
    return abbreviation_reading(pieces, index, *abbreviation);
  }
  if (std::string roman = roman_reading(pieces, index, heading); !roman.empty()) return roman;
  const bool digits = piece.text.find_first_of("0123456789") != std::string::npos;
  if (digits) return mixed_reading(piece.text);
  if (piece.text.find('.') != std::string::npos) return letter_names(piece.text);
  if (is_single_capital(&piece) && piece.text == "A" && piece.full_stop && index + 1 < pieces.size())
    return std::string(language::kLetterA);
  if (piece.text.find('-') == std::string::npos && is_shouted(piece.text))
    return capitals_reading(pieces, index, heading);
  const std::string word = without_stutter(piece.text);
  return is_shouted(word) && word != "I I" ? lower_case(word) : word;
}

}  // namespace sotto::normalization
