#include "annotate/normalization/word_reading.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <optional>
#include <string_view>

#include "annotate/document/headings.h"
#include "annotate/language/abbreviations.h"
#include "annotate/language/number_words.h"
#include "annotate/language/word_classes.h"
#include "annotate/normalization/sounds.h"
#include "shared/text.h"

namespace sotto::normalization {

namespace {

using Kind = WrittenToken::Kind;

const WrittenToken* neighbour(const WrittenSentence& pieces, std::size_t index, int step) {
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
std::string letter_names(const language::Language& language, std::string_view letters) {
  std::string names;
  for (std::size_t i = 0; i < letters.size();) {
    const CodePoint c = code_point_at(letters, i);
    if (is_letter(c.value) || is_digit(c.value)) {
      if (!names.empty()) names += ' ';
      const std::string_view letter = letters.substr(i, c.next - i);
      const std::string lower = lower_case(letter);
      const std::string_view name = language::letter_name(language, lower);
      names += name == lower ? letter : name;
    }
    i = c.next;
  }
  return names;
}

/// The title that an initial is before a name or a particle ("M." is "Monsieur"), but not before another initial; empty
/// where it is none.
std::string_view initial_title(const WrittenSentence& pieces, std::size_t index) {
  const language::Table::Row* const title = pieces.language.table("initial-titles").find(pieces[index].text);
  if (title == nullptr || !pieces[index].full_stop) return {};
  const WrittenToken* next = neighbour(pieces, index, 1);
  const WrittenToken* previous = neighbour(pieces, index, -1);
  if (is_single_capital(previous) && previous->full_stop) return {};
  if (next == nullptr || next->kind != Kind::word) return {};
  const bool named = (capitalised(next) && !(is_single_capital(next) && next->full_stop)) ||
                     pieces.language.words("name-particles").contains(next->text);
  return named ? (*title)[1] : std::string_view();
}

bool is_number_like(const WrittenToken* piece) {
  return piece != nullptr &&
         (piece->kind == Kind::number || (piece->kind == Kind::word && language::roman_value(piece->text)));
}

/// Three or four figures.
bool is_year_like(const WrittenToken* piece) {
  return piece != nullptr && piece->kind == Kind::number && (piece->text.size() == 3 || piece->text.size() == 4) &&
         piece->text.find_first_not_of("0123456789") == std::string::npos;
}

/// "No 10" of a house or a rule, though its full stop is left out: inside a sentence, or before a name as well.
bool is_number_sign(const WrittenSentence& pieces, std::size_t index, const language::Abbreviation& abbreviation) {
  const WrittenToken* next = neighbour(pieces, index, 1);
  return pieces.language.words("numbers-without-stop").contains(abbreviation.written) && capitalised(&pieces[index]) &&
         next != nullptr && next->kind == Kind::number && pieces[index].pause == Pause::none &&
         (index > 0 || capitalised(neighbour(pieces, index, 2)));
}

const language::Abbreviation* abbreviation_at(const WrittenSentence& pieces, std::size_t index) {
  const WrittenToken& piece = pieces[index];
  const language::Abbreviation* found = pieces.language.find_abbreviation(piece.text);
  if (found == nullptr || piece.kind != Kind::word) return nullptr;
  if (is_number_sign(pieces, index, *found)) return found;
  const bool small_letters =
      std::any_of(piece.text.begin(), piece.text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  if (small_letters && pieces.language.words("abbreviations-in-capitals").contains(found->written)) return nullptr;
  if (found->needs != language::Abbreviation::Needs::nothing && !piece.full_stop) return nullptr;
  using Needs = language::Abbreviation::Needs;
  const WrittenToken* next = neighbour(pieces, index, 1);
  const bool small = is_lower(code_point_at(piece.text, 0).value);
  switch (found->needs) {
    case Needs::number:
      return is_number_like(next) ? found : nullptr;
    case Needs::year:
      return small && is_year_like(next) ? found : nullptr;
    case Needs::names:
      return small && capitalised(next) && capitalised(neighbour(pieces, index, -1)) ? found : nullptr;
    default:
      return found;
  }
}

/// "42nd"
bool is_ordinal_number(const language::Language& language, const WrittenToken& piece) {
  const std::size_t suffix = piece.text.find_last_of("0123456789") + 1;
  return piece.kind == Kind::number &&
         language.words("ordinal-suffixes").contains(std::string_view(piece.text).substr(suffix));
}

/// "St." is "Saint" before a name and "Street" after one; "Dr." is "Drive" only behind a name that does not begin the
/// sentence.
std::string_view abbreviation_reading(const WrittenSentence& pieces, std::size_t index,
                                      const language::Abbreviation& abbreviation) {
  const language::Table::Row* const behind_name =
      pieces.language.table("readings-behind-names").find(abbreviation.written);
  const WrittenToken* const previous = neighbour(pieces, index, -1);
  if (behind_name == nullptr || previous == nullptr) return abbreviation.reading;
  if (is_ordinal_number(pieces.language, *previous)) return (*behind_name)[1];  // "42nd St."
  if (!capitalised(previous)) return abbreviation.reading;
  const bool never_first = (*behind_name)[2] == "not-second";
  const bool name_follows =
      capitalised(neighbour(pieces, index, 1)) && (never_first || pieces[index].pause == Pause::none);
  return name_follows || (never_first && index < 2) ? abbreviation.reading : (*behind_name)[1];
}

/// "Part I was long", "World War I began": a part of a book with a capital and without an article, or a war with its
/// name.
bool is_numbered_part(const WrittenSentence& pieces, std::size_t index) {
  const WrittenToken* const before_noun = neighbour(pieces, index, -2);
  if (!capitalised(neighbour(pieces, index, -1))) return false;
  const std::string noun = lower_case(pieces[index - 1].text);
  if (pieces.language.words("numbered-behind-names").contains(noun)) return capitalised(before_noun);
  if (!pieces.language.words("numbered-parts").contains(noun)) return false;
  constexpr std::uint32_t kArticles = language::kDeterminer | language::kPossessivePronoun;
  return before_noun == nullptr || (pieces.language.word_classes(lower_case(before_noun->text)) & kArticles) == 0;
}

/// What a Roman numeral at this place says, if it is one here; `numeral` is the piece without a possessive 's.
std::string numeral_reading(const WrittenSentence& pieces, std::size_t index, std::string numeral, bool heading) {
  const language::WordList& numbered_nouns = pieces.language.words("numbered-nouns");
  const language::WordList& regnal_names = pieces.language.words("regnal-names");
  const language::WordList& rulers = pieces.language.words("rulers");
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
  const bool pronoun = pieces.language.words("capital-pronouns").contains(lower_case(numeral));
  const bool no_pronoun = !pronoun || phrase_ends || pieces.language.words("behind-numerals").contains(next->text) ||
                          is_numbered_part(pieces, index);
  if (after_number_noun && no_pronoun && (capitals || *value <= 100)) {
    if (numeral.size() > 1 || capitalised(previous) || heading)
      return language::cardinal_words(pieces.language, *value);
  }
  if (heading && previous == nullptr && phrase_ends) return language::cardinal_words(pieces.language, *value);
  // Signs that make no English word: a number wherever they stand, unless a name is before them.
  const bool certain = capitals && numeral.size() > 1 && numeral.find_first_not_of("IVX") == std::string::npos;
  std::string fallback = certain ? language::cardinal_words(pieces.language, *value) : std::string();
  if (!capitals || !capitalised(previous) || previous->pause != Pause::none || previous->full_stop || *value > 50)
    return fallback;
  const bool ruler = regnal_names.contains(lower_case(previous->text));
  if (pronoun) {
    const WrittenToken* before_name = neighbour(pieces, index, -2);
    const bool titled = before_name != nullptr && rulers.contains(lower_case(before_name->text));
    if (!ruler || (!titled && !(next != nullptr && pieces.language.words("behind-rulers").contains(next->text))))
      return {};
  } else if (!ruler && (numeral.size() == 1 || is_shouted(previous->text))) {
    return fallback;  // "Vitamin C"; "THE CIVIL WAR": capitals everywhere prove nothing
  }
  return language::number_phrase(pieces.language, "ruler", language::ordinal_words(pieces.language, *value));
}

/// "VIII" and "VIII's"; "XIXth".
std::string roman_reading(const WrittenSentence& pieces, std::size_t index, bool heading) {
  std::string numeral = pieces[index].text;
  const std::size_t small = numeral.find_first_not_of("MDCLXVI");
  if (small != std::string::npos && small > 0 &&
      pieces.language.words("ordinal-suffixes").contains(std::string_view(numeral).substr(small))) {
    if (const auto value = language::roman_value(std::string_view(numeral).substr(0, small)))
      return language::ordinal_words(pieces.language, *value);
  }
  const language::Morphology::Clitic clitic = pieces.language.morphology().clitic(numeral);
  const std::string ending = clitic.possessive ? numeral.substr(numeral.size() - clitic.length) : std::string();
  numeral.resize(numeral.size() - ending.size());
  const std::string words = numeral_reading(pieces, index, std::move(numeral), heading);
  return words.empty() ? words : words + ending;
}

bool is_vowel(const language::Language& language, const char& letter) {
  return language.words("vowels").contains({&letter, 1});
}

/// Whether no word of the language begins like this ("TDAE").
bool begins_like_no_word(const language::Language& language, std::string_view lower) {
  constexpr std::size_t kLongest = 5;
  if (lower.size() < 3 || lower.size() > kLongest || is_vowel(language, lower[0]) || is_vowel(language, lower[1]))
    return false;
  return !language.words("word-onsets").contains(lower.substr(0, 2));
}

/// "TVs", "the BBC's": initials with an ending in small letters; empty where the capitals are none.
std::string capitals_reading(const WrittenSentence& pieces, std::size_t index, const std::string& word, bool heading);
std::string initials_with_ending(const WrittenSentence& pieces, std::size_t index) {
  const std::string& word = pieces[index].text;
  const language::Morphology& morphology = pieces.language.morphology();
  const language::Morphology::Clitic clitic = morphology.clitic(word);
  std::size_t stem = word.size() - (clitic.possessive ? clitic.length : 0);
  const bool plural = !clitic.possessive && morphology.has_ending(word, language::Morphology::Ending::third_person);
  if (plural) --stem;
  if ((!plural && !clitic.possessive) || stem < 2 || !is_ascii_capitals(std::string_view(word).substr(0, stem)))
    return {};
  const std::string names = capitals_reading(pieces, index, word.substr(0, stem), false);
  return names.find(' ') == std::string::npos ? std::string() : names + word.substr(stem);
}

/// A word in capitals: shouted, or an initialism.
std::string capitals_reading(const WrittenSentence& pieces, std::size_t index, const std::string& word, bool heading) {
  const std::string lower = lower_case(word);
  const bool has_vowel = !is_ascii_capitals(word) || std::any_of(lower.begin(), lower.end(), [&](const char& letter) {
    return is_vowel(pieces.language, letter);
  });
  const auto shouted = [&](int step) {
    const WrittenToken* other = neighbour(pieces, index, step);
    return other != nullptr && other->kind == Kind::word && is_shouted(other->text);
  };
  const bool loud = heading || shouted(-1) || shouted(1);
  const language::WordList& vowelless = pieces.language.words("vowelless");
  const language::WordList& initialisms = pieces.language.words("initialisms");
  const bool spelled = is_ascii_capitals(word) &&
                       ((!has_vowel && word.size() <= 5 && !vowelless.contains(lower)) ||
                        (!loud && (initialisms.contains(lower) || begins_like_no_word(pieces.language, lower))));
  return spelled ? letter_names(pieces.language, word) : lower;
}

/// "W-what" is "wuh what": the engine would name the letter; "I-I" is said twice.
std::string performed_stutter(const language::Language& language, std::string_view word) {
  const std::size_t hyphen = word.rfind('-');
  if (hyphen == std::string_view::npos || hyphen == 0) return std::string(word);
  const std::string last = lower_case(word.substr(hyphen + 1));
  const std::string first = lower_case(word.substr(0, hyphen));
  if (language.words("no-stutters").contains(lower_case(word))) return std::string(word);
  std::string said;
  // Every part before must be the sound that the last one begins with: a letter, or consonants ("th"), not "re-read".
  for (std::size_t begin = 0; begin < first.size();) {
    const std::size_t end = std::min(first.find('-', begin), first.size());
    const std::string part = first.substr(begin, end - begin);
    // The "y" of "y-you" is a consonant, that of "by-bye" none.
    const bool consonants = std::none_of(part.begin(), part.end(), [&](const char& c) {
      return is_vowel(language, c) && (c != 'y' || part.size() > 1);
    });
    const bool sound = part.size() == 1 || (part.size() == 2 && consonants) || part == last;
    if (!sound || last.compare(0, part.size(), part) != 0) return std::string(word);
    said += consonants && part != last ? language.phrase("stutters", "consonants", part)
                                       : std::string(word.substr(begin, end - begin));
    said += ' ';
    begin = end + 1;
  }
  const std::string_view whole = word.substr(hyphen + 1);
  return said + (last != first && is_shouted(whole) ? last : std::string(whole));
}

/// "I I"
bool is_stuttered_pronoun(const language::Language& language, std::string_view word) {
  const std::string lower = lower_case(word);
  const std::vector<std::string_view> parts = language::split_words(lower);
  const language::WordList& pronouns = language.words("capital-pronouns");
  return std::all_of(parts.begin(), parts.end(), [&](std::string_view part) { return pronouns.contains(part); });
}

/// Letters and digits in one word: "B52", "R2D2".
std::string mixed_reading(const language::Language& language, std::string_view word) {
  std::string words;
  for (std::size_t begin = 0; begin < word.size();) {
    const auto is_number = [&](std::size_t i) { return word[i] >= '0' && word[i] <= '9'; };
    const bool number = is_number(begin);
    std::size_t end = begin;
    while (end < word.size() && is_number(end) == number) ++end;
    const std::string_view part = word.substr(begin, end - begin);
    if (!words.empty()) words += ' ';
    if (number) {
      words += part.size() <= 3 && part.front() != '0'
                   ? language::cardinal_words(language, std::stoi(std::string(part)))
                   : language::digit_words(language, part);
    } else {
      words += is_ascii_capitals(part) ? letter_names(language, part) : std::string(part);
    }
    begin = end;
  }
  return words;
}

/// A part of an address: letters that make no word are spelled ("txt"), figures are named ("mp3").
std::string address_part(const language::Language& language, std::string_view part) {
  const std::string lower = lower_case(part);
  if (part.find_first_of("0123456789") != std::string_view::npos) {
    std::string capitals = lower;
    std::transform(capitals.begin(), capitals.end(), capitals.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
    return mixed_reading(language, language.words("file-endings").contains(lower) ? capitals : std::string(part));
  }
  const bool vowel =
      std::any_of(lower.begin(), lower.end(), [&](const char& c) { return is_vowel(language, c) && c != 'y'; });
  const bool spelled =
      language.words("spelled-endings").contains(lower) || (!vowel && language.words("file-endings").contains(lower));
  return spelled ? letter_names(language, lower) : std::string(part);
}

std::string whole_address_reading(const language::Language& language, std::string_view address) {
  const language::Table& signs = language.table("address-signs");
  std::string words;
  std::string part;
  const auto close = [&] {
    words += address_part(language, part);
    part.clear();
  };
  for (const char& c : address) {
    if (static_cast<unsigned char>(c) >= 0x80U || std::isalnum(static_cast<unsigned char>(c)) != 0) {
      part += c;
      continue;
    }
    close();
    // What has no name (also of the engine's own markup) is left out.
    const language::Table::Row* sign = signs.find({&c, 1});
    words += sign != nullptr ? fmt::format(" {} ", (*sign)[1]) : " ";
  }
  close();
  return fold_space(words);
}

/// A link is said as far as a listener could keep it: of a long one, the host and the first parts of its path.
std::string address_reading(const language::Language& language, std::string_view address) {
  constexpr std::ptrdiff_t kMostSpaces = 11;  // between words: some six seconds
  const std::size_t scheme = address.find("://");
  if (scheme != std::string_view::npos && scheme + 3 < address.size()) address.remove_prefix(scheme + 3);
  for (;;) {
    std::string words = whole_address_reading(language, address);
    const std::size_t last_part = address.find_last_of("/?#&");
    const bool fits = std::count(words.begin(), words.end(), ' ') <= kMostSpaces;
    if (fits || last_part == std::string_view::npos || last_part == 0) return words;
    address = address.substr(0, last_part);
  }
}

/// The words of a table's row that has the sign.
std::optional<std::string> sign_words(const language::Table& table, std::string_view sign) {
  for (const language::Table::Row& row : table) {
    if (among(language::split_words(row[1]), sign)) return std::string(row[0]);
  }
  return std::nullopt;
}

/// A unit, in small letters.
bool is_measure(const WrittenSentence& pieces, std::size_t index) {
  return index < pieces.size() && pieces[index].kind == Kind::word &&
         pieces.language.table("units").find(pieces[index].text) != nullptr;
}

std::string sign_reading(const WrittenSentence& pieces, std::size_t index) {
  const std::string& sign = pieces[index].text;
  const WrittenToken* next = neighbour(pieces, index, 1);
  const WrittenToken* previous = neighbour(pieces, index, -1);
  if (const language::Table::Row* alone = pieces.language.table("signs-alone").find(sign))
    return std::string((*alone)[1]);
  const bool before_number = next != nullptr && next->kind == Kind::number;
  if (const auto words = sign_words(pieces.language.table("signs-before-numbers"), sign); words && before_number) {
    // "# 5" is a heading.
    constexpr std::string_view kHeading = "#";
    if (sign != kHeading || !next->space_before) return *words;
  }
  if (const auto words = sign_words(pieces.language.table("signs-before-words"), sign))
    return next != nullptr && (next->space_before || pieces[index].space_before) ? *words : std::string();
  const language::Table& readings = pieces.language.table("sign-readings");
  const language::Table::Row* const reading = readings.find(sign);
  if (reading == nullptr) return {};
  const std::string words((*reading)[1]);
  // "A+", "C++": right behind a letter.
  constexpr std::string_view kPlus = "+";
  if (sign == kPlus && previous != nullptr && !pieces[index].space_before &&
      (previous->kind == Kind::sign || count_code_points(previous->text) == 1))
    return words;
  // A sign between nothing is decoration ("====="), but for a percent sign that lost its number.
  if (index == 0 || next == nullptr) return sign == "%" ? words : "";
  // "4 × 4 m"
  constexpr std::string_view kTimes = "×";
  if (sign == kTimes && previous->kind == Kind::number && before_number && is_measure(pieces, index + 2))
    return std::string((*pieces.language.table("sign-readings-of-measures").find(sign))[1]);
  // Between figures or letters it compares; elsewhere it quotes a line.
  const auto value = [](const WrittenToken& side) {
    const bool power = side.text.ends_with("²") || side.text.ends_with("³");
    return side.kind == Kind::number || power || count_code_points(side.text) == 1;
  };
  if ((sign == "<" || sign == ">") && !(value(*previous) && value(*next))) return {};
  return next->kind != Kind::sign && previous->kind != Kind::sign ? words : "";
}

}  // namespace

bool owns_full_stop(const language::Language& language, const std::vector<WrittenToken>& pieces, std::size_t index) {
  const WrittenToken& piece = pieces[index];
  if (!piece.full_stop || piece.kind == Kind::sign || piece.kind == Kind::address) return false;
  if (piece.kind == Kind::number) {  // "10s. 6d."
    const std::string_view last = std::string_view(piece.text).substr(piece.text.size() - 1);
    return language.words("old-money-suffixes").contains(last);
  }
  const WrittenSentence sentence{language, pieces};
  const language::Table::Row* const unit = language.table("units").find(piece.text);
  const bool measure = unit != nullptr && index > 0 && pieces[index - 1].kind == Kind::number;
  return measure || !initial_title(sentence, index).empty() || abbreviation_at(sentence, index) != nullptr ||
         is_single_capital(&piece) || piece.text.find('.') != std::string::npos;
}

std::string verbalize_word(const language::Language& language, const std::vector<WrittenToken>& pieces,
                           std::size_t index, bool heading) {
  const WrittenToken& piece = pieces[index];
  if (piece.ranges) return language::number_phrase(language, "from", piece.text);
  const WrittenSentence sentence{language, pieces};
  if (piece.kind == Kind::sign) return sign_reading(sentence, index);
  if (piece.kind == Kind::address) return address_reading(language, piece.text);
  if (const std::string_view title = initial_title(sentence, index); !title.empty()) return std::string(title);
  if (const language::Abbreviation* abbreviation = abbreviation_at(sentence, index)) {
    return std::string(abbreviation_reading(sentence, index, *abbreviation));
  }
  if (std::string roman = roman_reading(sentence, index, heading); !roman.empty()) return roman;
  const bool digits = piece.text.find_first_of("0123456789") != std::string::npos;
  if (digits) return mixed_reading(language, piece.text);
  if (piece.text.find('.') != std::string::npos) return letter_names(language, piece.text);
  if (const language::Table::Row* alone = language.table("signs-alone").find(lower_case(piece.text)))
    return std::string((*alone)[1]);
  for (const auto& [sign, of] : {std::pair{"²", "squared"}, std::pair{"³", "cubed"}}) {
    if (piece.text.ends_with(sign) && piece.text != sign)
      return language::number_phrase(language, of,
                                     piece.text.substr(0, piece.text.size() - std::string_view(sign).size()));
  }
  if (is_single_capital(&piece) && piece.full_stop && index + 1 < pieces.size()) {
    const std::string letter = lower_case(piece.text);
    if (const std::string_view name = language::letter_name(language, letter); name != letter) return std::string(name);
  }
  if (const Sound sound = sound_of(language, piece.text); !sound.said.empty()) return sound.said;
  if (piece.text.find('-') == std::string::npos && is_shouted(piece.text))
    return capitals_reading(sentence, index, piece.text, heading);
  if (std::string initials = initials_with_ending(sentence, index); !initials.empty()) return initials;
  const std::string word = performed_stutter(language, piece.text);
  return is_shouted(word) && !is_stuttered_pronoun(language, word) ? lower_case(word) : word;
}

}  // namespace sotto::normalization
