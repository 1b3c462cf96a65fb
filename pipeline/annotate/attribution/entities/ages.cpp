#include "annotate/attribution/entities/ages.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string_view>

// A description stands behind a name ("Tom, a boy of twelve", "Tom was a small boy", "Tom, who was twelve", "Tom,
// twelve, ...") or before it ("a boy of twelve named Tom", "twelve-year-old Tom"). In novels a boy or a girl may be
// grown, and most often is young: a child is who is little or has few years. What somebody once was ("when Tom was a
// boy") is not looked at.

namespace sotto::attribution {

namespace {

constexpr int kOldestChild = 13;
constexpr int kOldestYoung = 25;
constexpr int kYoungestOld = 65;

/// The value of a cardinal number in one word: "twelve", "sixty".
std::optional<int> cardinal(const language::Language& language, std::string_view word) {
  const language::Table& numbers = language.table("number-words");
  const language::Table::Row* const row = numbers.find(word);
  if (row == nullptr || (*row)[2] != "cardinal") return std::nullopt;
  int value = 0;
  std::from_chars((*row)[1].data(), (*row)[1].data() + (*row)[1].size(), value);
  return value;
}

/// "twelve", "12", "sixty-five"; nothing for a word that is no number up to 99.
std::optional<int> number_in(const language::Language& language, std::string_view word) {
  if (const std::optional<int> value = cardinal(language, word)) return value;
  const std::size_t hyphen = word.find('-');
  if (hyphen != std::string_view::npos) {
    const std::optional<int> tens = cardinal(language, word.substr(0, hyphen));
    if (tens && *tens >= 20) {
      const std::optional<int> ones = number_in(language, word.substr(hyphen + 1));
      return ones && *ones < 10 ? std::optional(*tens + *ones) : std::nullopt;
    }
  }
  int value = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
  return error == std::errc() && end == word.data() + word.size() ? std::optional(value) : std::nullopt;
}

class AgeReader {
 public:
  AgeReader(const document::Tokens& tokens, std::uint32_t end)
      : language_(tokens.language()), tokens_(tokens), end_(end) {}

  void run(Entities& entities) {
    for (const document::Range& paragraph : tokens_.paragraphs) {
      end_ = paragraph.end;
      for (std::uint32_t i = paragraph.begin; i < paragraph.end; ++i) {
        if (!tokens_.is_word(i) || !tokens_.all[i].capital || tokens_.all[i].quote != document::kNoQuote) continue;
        const NameForm* form = entities.names.match(tokens_, i, paragraph.end);
        if (form == nullptr) continue;
        const auto last = i + static_cast<std::uint32_t>(form->words.size()) - 1;
        if (form->entities.size() == 1 && !tokens_.all[last].possessive) {
          document::Character& character = entities.cast[form->entities[0]];
          behind(i, last + 1, paragraph.begin, character);
          before(i, paragraph.begin, character);
        }
        i = last;
      }
    }
  }

  /// "of perhaps twelve", "aged six"; `i` is then behind it.
  std::optional<const char*> told_behind(std::uint32_t& i) const {
    std::uint32_t of = i + 1;
    const std::optional<int> told = is(i, "age-openers") ? years(of) : std::nullopt;
    if (!told) return std::nullopt;
    i = of;
    return age_of(*told);
  }

 private:
  std::string_view word(std::uint32_t i) const {
    return i < end_ && tokens_.all[i].quote == document::kNoQuote ? tokens_.lower(i) : std::string_view();
  }
  bool is(std::uint32_t i, std::string_view list) const { return language_.words(list).contains(word(i)); }
  bool ends_here(std::uint32_t i) const { return i >= end_ || tokens_.all[i].mark != 0; }

  /// "twelve", "perhaps 12"; `i` is then behind it.
  std::optional<int> years(std::uint32_t& i) const {
    std::uint32_t at = i;
    while (about_.contains(word(at))) ++at;
    const std::optional<int> value = number_in(language_, word(at));
    if (!value || is(at + 1, "genitive-prepositions")) return std::nullopt;  // "who was one of them"
    i = at + 1;
    if (is(i, "year-nouns")) ++i;
    if (is(i, "age-endings")) ++i;
    if (is(i, "alternative-conjunctions") && (is(i + 1, "approximation-endings") || number_in(language_, word(i + 1))))
      i += 2;
    return value;
  }

  /// "twelve-year-old"
  std::optional<int> years_in_compound(std::string_view compound) const {
    for (const language::Table::Row& row : language_.table("age-compounds")) {
      if (compound.ends_with(row[0])) return number_in(language_, compound.substr(0, compound.size() - row[0].size()));
    }
    return std::nullopt;
  }

  static const char* age_of(int years) {
    return years <= kOldestChild ? "child" : years <= kOldestYoung ? "young" : years >= kYoungestOld ? "old" : "";
  }

  /// "a small boy of perhaps twelve" from its article on; nothing where no such thing stands. `i` is then behind it.
  std::optional<const char*> description(std::uint32_t& i, language::Gender& gender) const {
    constexpr std::uint32_t kMostAdjectives = 3;
    if (!is(i, "indefinite-articles") && !is(i, "definite-articles")) return std::nullopt;
    bool little = false;
    bool old = false;
    bool young = false;
    for (std::uint32_t at = i + 1; at <= i + 1 + kMostAdjectives; ++at) {
      const std::string_view noun = word(at);
      const language::Table::Row* const listed = nouns_.find(noun);
      const std::string_view age = listed == nullptr ? std::string_view() : (*listed)[1];
      const bool child = age == "child";
      const bool boy = child || age == "young";
      const bool grown = !boy && (age == "grown" || (tokens_.classes(at) & language::kPersonNoun) != 0);
      if (boy || grown) {
        if (tokens_.all[at].possessive) return std::nullopt;
        gender = language::gender_of(tokens_.classes(at));
        i = at + 1;
        if (const auto told = told_behind(i)) return told;
        if (grown) return old ? "old" : young ? "young" : "";
        return child || little ? "child" : "young";
      }
      if (noun.empty()) return std::nullopt;
      little = little || little_.contains(noun);
      old = old || old_.contains(noun);
      young = young || young_.contains(noun);
    }
    return std::nullopt;
  }

  void behind(std::uint32_t name, std::uint32_t i, std::uint32_t begin, document::Character& character) {
    if (i >= end_) return;
    const bool comma = tokens_.all[i].mark == ',';
    const bool copula = is(i, "singular-copulas");
    const bool once = name > begin && once_.contains(word(name - 1));
    if (!comma && (!copula || once)) return;
    ++i;
    language::Gender gender = language::Gender::unknown;
    if (const auto age = description(i, gender)) return learn(*age, gender, character);
    const bool aged = comma && is(i, "age-participles");
    const bool who_was = comma && is(i, "relative-pronouns") && is(i + 1, "past-copulas");
    if (aged) ++i;
    if (who_was) i += 2;
    if (const auto told = years(i); told && (aged || who_was || (*told > 1 && ends_here(i))))
      learn(age_of(*told), gender, character);
  }

  /// "a boy of twelve named Tom", "twelve-year-old Tom"
  void before(std::uint32_t name, std::uint32_t begin, document::Character& character) {
    if (name > begin) {
      if (const std::optional<int> told = years_in_compound(word(name - 1)))
        learn(age_of(*told), language::Gender::unknown, character);
    }
    constexpr std::uint32_t kLongest = 9;  // tokens of a description
    if (name < begin + 3 || !is(name - 1, "naming-participles")) return;
    for (std::uint32_t i = name - 2; i-- > begin && name - i <= kLongest;) {
      language::Gender gender = language::Gender::unknown;
      std::uint32_t end = i;
      const auto age = description(end, gender);
      if (!age) continue;
      if (end == name - 1) learn(*age, gender, character);
      return;
    }
  }

  /// The first that is told counts.
  static void learn(const char* age, language::Gender gender, document::Character& character) {
    if (character.age.empty()) character.age = age;
    if (character.gender != language::Gender::unknown || gender == language::Gender::unknown) return;
    character.gender = gender;
    character.gender_why = "what the text says";
  }

  const language::Language& language_;
  const document::Tokens& tokens_;
  std::uint32_t end_;  // of the paragraph
  const language::Table& nouns_ = language_.table("age-nouns");
  const language::WordList& about_ = language_.words("approximations");
  const language::WordList& once_ = language_.words("once-conjunctions");
  const language::WordList& little_ = language_.words("age-adjectives", "little");
  const language::WordList& old_ = language_.words("age-adjectives", "old");
  const language::WordList& young_ = language_.words("age-adjectives", "young");
};

}  // namespace

void find_ages(const document::Tokens& tokens, Entities& entities) { AgeReader(tokens, 0).run(entities); }

std::optional<std::string_view> age_behind(const document::Tokens& tokens, std::uint32_t i, std::uint32_t end) {
  return AgeReader(tokens, end).told_behind(i);
}

}  // namespace sotto::attribution
