#pragma once

/// The ages of characters, as the narration gives them: "Tom, a boy of perhaps twelve".

#include <cstdint>
#include <optional>
#include <string>

#include "annotate/attribution/entities/entities.h"
#include "annotate/document/tokens.h"

namespace sotto::attribution {

/// What a phrase says of somebody's age.
struct ToldAge {
  std::string age;     ///< "child", "young", "adult", "old"; empty: only a gender is said
  bool years = false;  ///< in years, not by a noun ("a boy")
  language::Gender gender = language::Gender::unknown;
  document::Range words;
};

/// Fills in the ages of a named cast, and genders that are still unknown.
void find_ages(const document::Tokens& tokens, Entities& entities);

/// What is said of a subject from its verb on: "was eight", "had just turned nine", "was a boy of twelve". Nothing
/// where it is said of another time ("was seven when ..."). `i`: the verb, `end`: of its paragraph.
std::optional<ToldAge> age_of_subject(const document::Tokens& tokens, std::uint32_t i, std::uint32_t end);

/// What is said of somebody's present years inside a quotation, from the word behind "is" on: "ten", "nearly twelve,
/// and", "a girl of nine". `i`: that word.
std::optional<ToldAge> age_said(const document::Tokens& tokens, std::uint32_t i);

/// Whether nothing speaks against it that somebody is a child or young: no title such as "Mr.", no greater age.
bool may_be_child(const language::Language& language, const document::Character& character);

/// The years that are told of somebody whom an indefinite description brings in: "a girl of about ten", "a kid standing
/// at the counter, maybe eight years old". `description`: the words of it, `end`: of its paragraph.
std::optional<ToldAge> age_introduced(const document::Tokens& tokens, document::Range description, std::uint32_t end);

/// "tenth birthday" from its number on.
std::optional<ToldAge> age_of_birthday(const document::Tokens& tokens, std::uint32_t i, std::uint32_t end);

/// Adds to what is known of a character. An age in years outweighs a noun, and of several ages the oldest counts: the
/// narration may also say what a grown person was as a child.
void learn_age(const document::Tokens& tokens, const ToldAge& told, document::Character& character);

/// The age that words behind a noun give, "of twelve" or "aged about six", as `language::age_of_years` has it; nothing
/// where no such words stand. `i`: the token behind the noun, `end`: of its paragraph.
std::optional<std::string> age_behind(const document::Tokens& tokens, std::uint32_t i, std::uint32_t end);

}  // namespace sotto::attribution
