#include "annotate/attribution/entities/ages.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string_view>
#include <vector>

#include "annotate/language/ages.h"
#include "annotate/language/languages.h"
#include "shared/text.h"

// A description stands behind a name ("Tom, a boy of twelve", "Tom was a small boy", "Tom, who was twelve", "Tom had
// just turned nine", "Tom, twelve, ...") or before it ("a boy of twelve named Tom", "twelve-year-old Tom", "her son,
// Tom"), and some are part of the name ("Grandma", "old Mr. Pratt", "little Tom"). In novels a boy or a girl may be
// grown, and most often is young: a child is who is little or has few years. What somebody once was ("when Tom was a
// boy", "Tom was seven when ...") is not looked at.

namespace sotto::attribution {

namespace {

/// The value of a number in one word, of a form: "twelve", "sixty"; "twelfth".
std::optional<int> number_word(const language::Language& language, std::string_view word, std::string_view form) {
  const language::Table& numbers = language.table("number-words");
  const language::Table::Row* const row = numbers.find(word);
  if (row == nullptr || (*row)[2] != form) return std::nullopt;
  int value = 0;
  std::from_chars((*row)[1].data(), (*row)[1].data() + (*row)[1].size(), value);
  return value;
}

/// "twelve", "12", "sixty-five", or "twelfth", "12th", "sixty-fifth"; nothing for a word that is no number up to 99.
std::optional<int> number_in(const language::Language& language, std::string_view word,
                             std::string_view form = "cardinal") {
  if (const std::optional<int> value = number_word(language, word, form)) return value;
  const std::size_t hyphen = word.find('-');
  if (hyphen != std::string_view::npos) {
    const std::optional<int> tens = number_word(language, word.substr(0, hyphen), "cardinal");
    if (tens && *tens >= 20) {
      const std::optional<int> ones = number_in(language, word.substr(hyphen + 1), form);
      return ones && *ones < 10 ? std::optional(*tens + *ones) : std::nullopt;
    }
  }
  if (form == "ordinal") {
    constexpr std::size_t kEnding = 2;  // "th"
    if (word.size() <= kEnding || word.back() < 'a') return std::nullopt;
    word.remove_suffix(kEnding);
  }
  int value = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
  return error == std::errc() && end == word.data() + word.size() ? std::optional(value) : std::nullopt;
}

/// Whether somebody has a title that children do not have.
bool is_titled(const language::Language& language, const document::Character& character) {
  const auto has_title = [&](const std::string& name) {
    const std::vector<std::string> words = words_of(name);
    return words.size() > 1 && language.words("title-uses", "grown").contains(words[0]);
  };
  return has_title(character.name) || std::any_of(character.aliases.begin(), character.aliases.end(), has_title);
}

class AgeReader {
 public:
  /// `quote`: the quotation that is read; kNoQuote: the narration.
  AgeReader(const document::Tokens& tokens, std::uint32_t end, std::uint32_t quote = document::kNoQuote)
      : language_(tokens.language()), tokens_(tokens), end_(end), quote_(quote) {}

  void run(Entities& entities) {
    std::vector<Epithets> epithets(entities.cast.size());
    for (const document::Range& paragraph : tokens_.paragraphs) {
      end_ = paragraph.end;
      for (std::uint32_t i = paragraph.begin; i < paragraph.end; ++i) {
        children(i, paragraph.begin, entities);
        if (!tokens_.is_word(i) || !tokens_.all[i].capital || tokens_.all[i].quote != document::kNoQuote) continue;
        const NameForm* form = entities.names.match(tokens_, i, paragraph.end);
        if (form == nullptr) continue;
        const auto last = i + static_cast<std::uint32_t>(form->words.size()) - 1;
        if (form->entities.size() == 1) {
          document::Character& character = entities.cast[form->entities[0]];
          if (i > paragraph.begin) {
            const bool in_years = i > paragraph.begin + 1 && is(i - 2, "year-nouns");  // "At ten years old Tom could"
            epithets[form->entities[0]].count(*this, in_years ? std::string_view() : word(i - 1));
          }
          if (tokens_.all[last].possessive) {
            if (const auto told = birthday(last + 1)) learn_age(tokens_, *told, character);
          } else {
            behind(i, last + 1, paragraph.begin, character);
            before(i, paragraph.begin, character);
          }
        }
        i = last;
      }
    }
    for (std::size_t i = 0; i < epithets.size(); ++i) {
      document::Character& character = entities.cast[i];
      if (!character.age.empty()) continue;
      const bool small = is_titled(tokens_.language(), character);  // "little Mr. Rook" is
      if (const std::string_view age = epithets[i].age(); !age.empty() && !(small && age == "child")) {
        character.age = age;
        character.age_why = fmt::format("\"{} {}\"", epithets[i].usual(), character.name);
      }
    }
  }

  /// "of perhaps twelve", "aged six"; `i` is then behind it.
  std::optional<std::string> told_behind(std::uint32_t& i) const {
    std::uint32_t of = i + 1;
    if (is(of, "age-openers")) ++of;  // "âgé de douze ans"
    const std::optional<int> told = is(i, "age-openers") ? years(of) : std::nullopt;
    if (!told) return std::nullopt;
    i = of;
    return language::age_of_years(*told);
  }

  /// "of about ten", or further on, between commas, "maybe eight years old". `words`: of the description.
  std::optional<ToldAge> introduced(document::Range words) const {
    std::uint32_t i = words.end;
    if (const auto age = told_behind(i)) return ToldAge{*age, true, language::Gender::unknown, {words.begin, i}};
    constexpr std::uint32_t kFarthest = 14;  // tokens
    constexpr std::uint32_t kAnother =
        language::kPersonNoun | language::kKin | language::kSubjectPronoun | language::kConjunction;
    for (i = words.end; i < end_ && i < words.end + kFarthest; ++i) {
      const document::Token& token = tokens_.all[i];
      if (token.starts_sentence || token.capital || token.quote != quote_ || (token.mark != 0 && token.mark != ','))
        break;
      const bool adjective = i + 1 < end_ && tokens_.is_word(i + 1) && tokens_.classes(i + 1) == 0;  // "the other side"
      if (token.mark == 0 && (tokens_.classes(i) & kAnother) != 0 && !adjective) break;
      if (token.mark != ',') continue;
      std::uint32_t last = i + 1;
      const auto value = years(last);
      if (!value || !is(last - 1, "age-endings") || !ends_here(last)) continue;
      return ToldAge{language::age_of_years(*value), true, language::Gender::unknown, {i + 1, last}};
    }
    return std::nullopt;
  }

  /// From the verb on: "was eight", "was a boy of twelve", "had just turned nine".
  std::optional<ToldAge> of_subject(std::uint32_t verb) const {
    std::uint32_t i = verb;
    if (is(i, "past-perfect-auxiliaries")) {
      ++i;
      if (const auto told = born(verb, i)) return told;
      while (about_.contains(word(i)) || is(i, "age-adverbs")) ++i;
    }
    const bool turns = turning_.contains(word(i));
    if (!turns && (i != verb || !is(i, "singular-copulas"))) return std::nullopt;
    ++i;
    while (is(i, "age-adverbs")) ++i;
    ToldAge told;
    if (!turns) {
      std::uint32_t end = i;
      if (const auto described = description(end, told)) {
        told.words = {verb, end};
        return passed_.contains(word(end)) ? std::nullopt : described;
      }
    }
    std::uint32_t end = i;
    const auto value = years(end);
    if (!value || *value < kYoungestTold) return std::nullopt;
    const bool in_full = is(end - 1, "age-endings") || is(end - 1, "age-words");
    const bool goes_on = is(end, "clause-openers") ||
                         (turns && (tokens_.classes(end) & (language::kPreposition | language::kDeterminer)) != 0);
    if (!in_full && !ends_here(end) && !goes_on) return std::nullopt;
    const bool parted = end < end_ && tokens_.all[end].mark == ',';
    if (!turns && passed_.contains(word(end + (parted ? 1 : 0)))) return std::nullopt;
    told.age = language::age_of_years(*value);
    told.years = true;
    told.words = {verb, end};
    return told;
  }

  /// What somebody says: from the word behind the verb on, "ten", "nearly twelve, and", "a girl of nine".
  std::optional<ToldAge> said(std::uint32_t i) const {
    const std::uint32_t begin = i;
    while (is(i, "age-adverbs")) ++i;
    std::uint32_t end = i;
    ToldAge told;
    if (const auto described = description(end, told); described && described->years) return described;
    end = i;
    const auto value = years(end);
    if (!value || *value < kYoungestTold) return std::nullopt;
    const bool in_full = is(end - 1, "age-endings") || is(end - 1, "age-words");
    if (!in_full && !ends_here(end) && !is(end, "clause-openers") && !is(end, "age-continuations")) return std::nullopt;
    if (passed_.contains(word(end))) return std::nullopt;
    return in_years(*value, {{}, true, language::Gender::unknown, {begin, end}}, end);
  }

  /// "tenth birthday"
  std::optional<ToldAge> birthday(std::uint32_t i) const {
    if (!is(i + 1, "birthday-nouns")) return std::nullopt;
    const auto value = number_in(language_, word(i), "ordinal");
    if (!value) return std::nullopt;
    ToldAge told;
    told.age = language::age_of_years(*value);
    told.years = true;
    told.words = {i, i + 2};
    return told;
  }

 private:
  static constexpr int kYoungestTold = 2;  ///< "Tom was one." tells of other things
  static constexpr int kOldestTold = 110;  ///< "Tom (1932)" is a year

  /// "old Mr. Pratt", "little Tom": how often a name has which adjective before it in the narration.
  class Epithets {
   public:
    void count(const AgeReader& reader, std::string_view before) {
      ++all_;
      if (reader.old_.contains(before)) ++old_;
      if (reader.little_.contains(before)) ++little_;
      if (reader.young_.contains(before)) ++young_;
      if (usual_.empty() && (old_ + little_ + young_) > 0) usual_ = before;
    }
    std::string_view age() const {
      const std::size_t most = std::max({old_, little_, young_});
      const bool often = most >= kOften || most * kShare >= all_;
      if (most == 0 || !often || most < old_ + little_ + young_)
        return {};  // "old Mr. Emerson" and "young Mr. Emerson"
      return most == old_ ? "old" : most == little_ ? "child" : "young";
    }
    std::string_view usual() const { return usual_; }

   private:
    static constexpr std::size_t kOften = 3;
    static constexpr std::size_t kShare = 10;  ///< one in so many
    std::size_t all_ = 0;
    std::size_t old_ = 0;
    std::size_t little_ = 0;
    std::size_t young_ = 0;
    std::string_view usual_;
  };

  /// "been born ten years ago"
  std::optional<ToldAge> born(std::uint32_t verb, std::uint32_t i) const {
    if (!is(i, "be-participles") || !is(i + 1, "birth-participles")) return std::nullopt;
    std::uint32_t end = i + 2;
    const auto value = years(end);
    if (!value || !is(end - 1, "year-nouns") || !is(end, "age-since")) return std::nullopt;
    return in_years(*value, {{}, true, language::Gender::unknown, {verb, end + 1}}, end + 1);
  }

  std::string_view word(std::uint32_t i) const {
    return i < end_ && tokens_.all[i].quote == quote_ ? tokens_.lower(i) : std::string_view();
  }
  bool is(std::uint32_t i, std::string_view list) const { return language_.words(list).contains(word(i)); }
  bool ends_here(std::uint32_t i) const {
    return i >= end_ || tokens_.all[i].mark != 0 || tokens_.all[i].quote != quote_;
  }

  /// "twelve", "perhaps 12", "twelve years old"; `i` is then behind it.
  std::optional<int> years(std::uint32_t& i) const {
    std::uint32_t at = i;
    while (about_.contains(word(at)) || (is(at, "age-negations") && about_.contains(word(at + 1)))) ++at;
    const std::optional<int> value = number_in(language_, word(at));
    if (!value || is(at + 1, "genitive-prepositions")) return std::nullopt;  // "who was one of them"
    i = at + 1;
    if (is(i, "year-nouns")) ++i;
    if (is(i, "age-endings")) ++i;
    if (is(i, "genitive-prepositions") && is(i + 1, "age-words")) i += 2;
    if (is(i, "alternative-conjunctions") && (is(i + 1, "approximation-endings") || number_in(language_, word(i + 1))))
      i += 2;
    return value;
  }

  /// "six-year-old": the years; nothing for another word.
  std::optional<int> years_in_one(std::string_view word) const {
    for (const language::Table::Row& row : language_.table("age-compounds")) {
      if (word.ends_with(row[0])) return number_in(language_, word.substr(0, word.size() - row[0].size()));
    }
    return std::nullopt;
  }

  /// "a small boy of perhaps twelve" from its article on; nothing where no such thing stands. `i` is then behind it.
  std::optional<ToldAge> description(std::uint32_t& i, ToldAge told) const {
    constexpr std::uint32_t kMostAdjectives = 3;
    if (!is(i, "indefinite-articles") && !is(i, "definite-articles")) return std::nullopt;
    bool little = false;
    bool old = false;
    bool young = false;
    std::optional<int> told_years;
    told.words.begin = i;
    for (std::uint32_t at = i + 1; at <= i + 1 + kMostAdjectives; ++at) {
      const std::string_view noun = word(at);
      if (const auto in_one = years_in_one(noun)) {
        told_years = in_one;
        if (ends_here(at + 1)) {  // "an eight-year-old,"
          i = at + 1;
          return in_years(*told_years, told, i);
        }
        continue;
      }
      const language::Table::Row* const listed = nouns_.find(noun);
      const std::string_view age = listed == nullptr ? std::string_view() : (*listed)[1];
      const bool child = age == "child";
      const bool boy = child || age == "young";
      const bool grown = !boy && (age == "grown" || (tokens_.classes(at) & language::kPersonNoun) != 0);
      if (boy || grown) {
        if (tokens_.all[at].possessive) return std::nullopt;
        told.gender = language::gender_of(tokens_.classes(at));
        i = at + 1;
        if (told_years) return in_years(*told_years, told, i);
        if (const auto behind = told_behind(i)) {
          told.age = *behind;
          told.years = true;
        } else if (grown) {
          told.age = old ? "old" : young ? "young" : "";
        } else {
          told.age = child || little ? "child" : "young";
        }
        told.words.end = i;
        return told;
      }
      if (noun.empty()) return std::nullopt;
      little = little || little_.contains(noun);
      old = old || old_.contains(noun);
      young = young || young_.contains(noun);
    }
    return std::nullopt;
  }

  static ToldAge in_years(int years, ToldAge told, std::uint32_t end) {
    told.age = language::age_of_years(years);
    told.years = true;
    told.words.end = end;
    return told;
  }

  /// Whether the sentence tells the age of somebody else at another time ("Tom was eleven then, and Ann was seven").
  bool tells_of_then(std::uint32_t name, std::uint32_t begin) const {
    constexpr std::uint32_t kNear = 8;  // tokens
    for (std::uint32_t i = name; i > begin && i + kNear > name;) {
      --i;
      if (tokens_.all[i].mark == '.') return false;
      if (number_in(language_, word(i)) && passed_.contains(word(i + 1))) return true;
    }
    return false;
  }

  void behind(std::uint32_t name, std::uint32_t i, std::uint32_t begin, document::Character& character) {
    if (i >= end_) return;
    const bool bracket = tokens_.all[i].mark == '(';
    if (tokens_.all[i].mark != ',' && !bracket) {
      const bool once = name > begin && (once_.contains(word(name - 1)) || tells_of_then(name, begin));
      if (const auto told = once ? std::nullopt : of_subject(i)) learn_age(tokens_, *told, character);
      return;
    }
    ++i;
    std::uint32_t end = i;
    if (const auto told = description(end, {})) return learn_age(tokens_, *told, character);
    const bool apart = !bracket && name > begin && tokens_.all[name - 1].mark == ',';  // "the boy, Tom, was ten"
    if (const auto told = apart ? of_subject(i) : std::nullopt; told && told->years)
      return learn_age(tokens_, *told, character);
    const bool aged = is(i, "age-participles");
    const bool who_was = is(i, "relative-pronouns") && is(i + 1, "past-copulas");
    ToldAge told;
    told.words.begin = i;
    if (aged && is(++i, "age-openers")) ++i;
    if (who_was) i += 2;
    if (const auto value = years(i);
        value && *value <= kOldestTold && (aged || who_was || (*value >= kYoungestTold && ends_here(i)))) {
      if (passed_.contains(word(i))) return;
      learn_age(tokens_, in_years(*value, told, i), character);
    }
  }

  /// "a boy of twelve named Tom", "twelve-year-old Tom", "her sister Ann", "his six-year-old son, Tom"
  void before(std::uint32_t name, std::uint32_t begin, document::Character& character) const {
    if (name == begin) return;
    if (const auto value = years_in_one(word(name - 1))) {
      learn_age(tokens_, in_years(*value, {{}, true, language::Gender::unknown, {name - 1, name}}, name), character);
    }
    relation(name, begin, character);
    if (name < begin + 3) return;
    const bool named = is(name - 1, "naming-participles");
    const bool parted = tokens_.all[name - 1].mark == ',';
    const std::uint32_t last = named || parted ? name - 1 : name;
    constexpr std::uint32_t kLongest = 9;  // tokens of a description
    for (std::uint32_t i = last - 1; i-- > begin && name - i <= kLongest;) {
      if (const auto told = clause_before(i, last)) return learn_age(tokens_, *told, character);
      std::uint32_t end = i;
      const auto told = description(end, {});
      if (!told) continue;
      const bool measured = i > begin && is(i - 1, "age-standards");  // "for a boy of nine Tom was tall"
      if (end == last && (named || (told->years && (measured || (parted && stands_apart(name))))))
        learn_age(tokens_, *told, character);
      return;
    }
  }

  /// "at the age of ten", "though he was only ten": what ends at the name, or at the comma before it.
  std::optional<ToldAge> clause_before(std::uint32_t i, std::uint32_t last) const {
    if (is(i, "age-prepositions")) {
      std::uint32_t end = i + 1;
      bool in_full = false;
      if (is(end, "definite-articles") && is(end + 1, "age-words") && is(end + 2, "genitive-prepositions")) {
        in_full = true;
        end += 3;
      }
      const auto value = years(end);
      in_full = in_full || is(end - 1, "age-endings") || is(end - 1, "age-words");
      if (value && in_full && end == last)
        return in_years(*value, {{}, true, language::Gender::unknown, {i, end}}, end);
    }
    if (is(i, "age-concessions") && (tokens_.classes(i + 1) & language::kSubjectPronoun) != 0) {
      const auto told = of_subject(i + 2);
      if (told && told->years && told->words.end == last) return told;
    }
    return std::nullopt;
  }

  /// Whether a name is an apposition to what stands before its comma: "a boy of ten, Tom by name", "a boy of ten,
  /// Tom,".
  bool stands_apart(std::uint32_t name) const {
    std::uint32_t end = name;
    while (end < end_ && tokens_.is_word(end) && tokens_.all[end].capital) ++end;
    return ends_here(end) || is(end + 1, "name-nouns");
  }

  /// "her two children, Wren and Toby"
  void children(std::uint32_t noun, std::uint32_t begin, Entities& entities) const {
    const language::Table::Row* const group = groups_.find(word(noun));
    if (group == nullptr || noun + 1 >= end_ || tokens_.all[noun + 1].mark != ',') return;
    bool determined = false;
    constexpr std::uint32_t kMostBetween = 2;  // words: "the three small boys"
    for (std::uint32_t i = noun; i > begin && i + kMostBetween + 1 > noun && !determined;) {
      --i;
      determined = (tokens_.classes(i) & (language::kDeterminer | language::kPossessivePronoun)) != 0 ||
                   tokens_.all[i].possessive;
    }
    if (!determined) return;
    std::vector<EntityIndex> named;
    int names = 0;
    std::uint32_t i = noun + 2;
    bool last = false;  // behind "and"
    while (i < end_ && tokens_.is_word(i)) {
      const NameForm* form = entities.names.match(tokens_, i, end_);
      if (form == nullptr ? !tokens_.all[i].capital : form->entities.size() != 1) return;
      // Who says nothing in the book is no entity, but a name all the same.
      if (form != nullptr) named.push_back(form->entities[0]);
      ++names;
      i += form == nullptr ? 1 : static_cast<std::uint32_t>(form->words.size());
      if (last) break;
      if (i < end_ && tokens_.all[i].mark == ',') ++i;
      last = is(i, "joining-conjunctions");
      if (last) ++i;
    }
    if (!last || names < 2) return;
    for (const EntityIndex entity : named) {
      learn_age(tokens_, {std::string((*group)[1]), false, language::Gender::unknown, {noun, i}},
                entities.cast[entity]);
    }
  }

  void relation(std::uint32_t name, std::uint32_t begin, document::Character& character) const {
    const std::uint32_t parted = tokens_.all[name - 1].mark == ',' ? 1 : 0;
    if (name < begin + 2 + parted) return;
    const std::uint32_t noun = name - 1 - parted;
    if ((tokens_.classes(noun) & language::kKin) == 0 || (tokens_.classes(noun) & language::kPlural) != 0 ||
        tokens_.all[noun].possessive || tokens_.all[noun].capital || word(noun).empty())
      return;
    if (parted != 0 && !ends_here(name + 1)) return;  // "... his sister, Tom said"
    std::uint32_t owner = noun;
    ToldAge told;
    constexpr std::uint32_t kMostAdjectives = 2;
    for (std::uint32_t k = 0; k <= kMostAdjectives && owner > begin; ++k) {
      --owner;
      const bool owned = (tokens_.classes(owner) & language::kPossessivePronoun) != 0 || tokens_.all[owner].possessive;
      if (const auto value = years_in_one(word(owner))) told = in_years(*value, told, noun + 1);
      if (told.age.empty() && little_.contains(word(owner))) told.age = "child";
      if (!owned) continue;
      told.words = {owner, noun + 1};
      told.gender = language::gender_of(tokens_.classes(noun));
      const language::Table::Row* const named = names_.find(word(noun));
      if (told.age.empty() && named != nullptr) told.age = (*named)[1];
      return learn_age(tokens_, told, character);
    }
  }

  const language::Language& language_;
  const document::Tokens& tokens_;
  std::uint32_t end_;  // of the paragraph, or of the quotation
  std::uint32_t quote_;
  const language::Table& nouns_ = language_.table("age-nouns");
  const language::Table& groups_ = language_.table("age-groups");
  const language::Table& names_ = language_.table("name-ages");
  const language::WordList& about_ = language_.words("approximations");
  const language::WordList& once_ = language_.words("once-conjunctions");
  const language::WordList& passed_ = language_.words("past-times");
  const language::WordList& turning_ = language_.words("age-verbs");
  const language::WordList& little_ = language_.words("age-adjectives", "little");
  const language::WordList& old_ = language_.words("age-adjectives", "old");
  const language::WordList& young_ = language_.words("age-adjectives", "young");
};

/// Who is called Grandma is old.
void read_names(const language::Language& language, document::Character& character) {
  const language::Table& ages = language.table("name-ages");
  std::vector<std::string> names = {character.name};
  names.insert(names.end(), character.aliases.begin(), character.aliases.end());
  for (const std::string& name : names) {
    for (const std::string& word : words_of(name)) {
      const language::Table::Row* const row = ages.find(word);
      if (row == nullptr || (language.word_classes(word) & language::kKin) == 0) continue;
      character.age = (*row)[1];
      character.age_why = fmt::format("the name {}", name);
      return;
    }
  }
}

}  // namespace

void find_ages(const document::Tokens& tokens, Entities& entities) {
  AgeReader(tokens, 0).run(entities);
  for (document::Character& character : entities.cast) {
    if (character.age.empty()) read_names(tokens.language(), character);
  }
}

std::optional<ToldAge> age_of_subject(const document::Tokens& tokens, std::uint32_t i, std::uint32_t end) {
  return AgeReader(tokens, end).of_subject(i);
}

std::optional<ToldAge> age_said(const document::Tokens& tokens, std::uint32_t i) {
  const std::uint32_t quote = tokens.all[i].quote;
  return AgeReader(tokens, tokens.quotes[quote].end, quote).said(i);
}

std::optional<ToldAge> age_introduced(const document::Tokens& tokens, document::Range description, std::uint32_t end) {
  return AgeReader(tokens, end).introduced(description);
}

bool may_be_child(const language::Language& language, const document::Character& character) {
  return !is_titled(language, character) && (character.age.empty() || language::is_young(character.age));
}

std::optional<ToldAge> age_of_birthday(const document::Tokens& tokens, std::uint32_t i, std::uint32_t end) {
  return AgeReader(tokens, end).birthday(i);
}

void learn_age(const document::Tokens& tokens, const ToldAge& told, document::Character& character) {
  const auto rank = [](std::string_view age) {
    constexpr std::array<std::string_view, 5> kAges = {"", "child", "young", "adult", "old"};
    return std::find(kAges.begin(), kAges.end(), age) - kAges.begin();
  };
  const bool settled = character.given && !character.age.empty() && character.age_why.empty();
  const bool better = told.years != character.age_in_years ? told.years : rank(told.age) > rank(character.age);
  const std::size_t begin = tokens.all[told.words.begin].begin;
  const std::size_t end = tokens.all[told.words.end - 1].end;
  const std::string why = fmt::format("\"{}\"", fold_space(tokens.text.substr(begin, end - begin)));
  if (!told.age.empty() && !settled && (character.age.empty() || better)) {
    character.age = told.age;
    character.age_why = why;
    character.age_in_years = told.years;
  }
  if (character.gender != language::Gender::unknown || told.gender == language::Gender::unknown) return;
  character.gender = told.gender;
  character.gender_why = why;
}

std::optional<std::string> age_behind(const document::Tokens& tokens, std::uint32_t i, std::uint32_t end) {
  return AgeReader(tokens, end).told_behind(i);
}

}  // namespace sotto::attribution
