#pragma once

/// The people of a story: the characters that are given or found, and every way in which the text names them.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "annotate/document/book.h"
#include "annotate/document/tokens.h"

namespace sotto::attribution {

/// Somebody of the text, by number: an index into Entities::cast.
using EntityIndex = std::uint32_t;
inline constexpr EntityIndex kNobody = 0xFFFFFFFFU;

/// A way to name people: "Mr. Darcy", "Darcy", "the Mouse".
struct NameForm {
  std::vector<std::uint32_t> words;   ///< vocabulary numbers
  std::vector<EntityIndex> entities;  ///< more than one: the name alone does not tell who
  bool common = false;                ///< an ordinary noun ("the judge"): needs an article, not a capital
  bool operator==(const NameForm&) const = default;
};

/// Finds names in the token stream.
class NameTable {
 public:
  /// Adds an entity to a form, which is made if it is new.
  void add(const std::vector<std::uint32_t>& words, EntityIndex entity, bool common);
  /// The longest form that starts at a token, or null.
  const NameForm* match(const document::Tokens& tokens, std::uint32_t at, std::uint32_t end) const;
  const std::vector<NameForm>& forms() const { return forms_; }
  const NameForm* find(const std::vector<std::uint32_t>& words) const;

 private:
  std::vector<NameForm> forms_;
  std::vector<std::vector<std::uint32_t>> by_first_;  ///< word -> forms that start with it
};

struct Entities {
  /// Characters first, then those whom the text only describes ("the old woman").
  std::vector<document::Character> cast;
  EntityIndex character_count = 0;
  NameTable names;
  std::vector<document::Character> settled_descriptions =
      {};                                       ///< people of the author's cast whom the text only describes
  bool first_person = false;                    ///< the narrator is "I"
  EntityIndex first_person_narrator = kNobody;  ///< who "I" is: a character, or one of the narrator's own id
  bool narrator_sure = false;                   ///< that is beyond doubt
  std::vector<std::string> uncast_speakers;     ///< who speaks by name, but is not in the closed cast that was given
  EntityIndex unknown_man = kNobody;            ///< "he", of whom the text tells no more
  EntityIndex unknown_woman = kNobody;
};

/// The given characters with their names and aliases, and what follows from these (first name, surname, title with
/// surname) where it is unambiguous; and, but for a closed cast, the other characters that the text shows.
Entities find_entities(document::Tokens& tokens, const document::GivenCast& given);

/// Whether what the author calls somebody only describes them ("the old woman", "my uncle"): no other name follows from
/// it. `words` and `article` as `name_words` gives them.
bool is_description(const language::Lexicon& vocabulary, std::string_view name, const std::vector<std::uint32_t>& words,
                    bool article);

/// A text that no manuscript holds (an alias) as vocabulary numbers; `article`: it began with "the" or "a".
std::vector<std::uint32_t> name_words(language::Lexicon& vocabulary, std::string_view name, bool* article = nullptr);

}  // namespace sotto::attribution
