#pragma once

/// What kind of question a sentence asks: each has a melody of its own.

#include <cstddef>
#include <span>
#include <string>

#include "annotate/language/language.h"

namespace sotto::normalization {

enum class Question {
  none,         ///< it is no question
  open,         ///< asks for a person, a thing, a place ...: "Where is Meg?"
  yes_or_no,    ///< "Is Meg here?", and what has the form of a statement: "Meg is here?"
  alternative,  ///< "Tea or coffee?"
  tag,          ///< a statement, and a tag that asks to be agreed with: "Meg is here, isn't she?"
};

/// `words` are those of a question, in lower case and apostrophes as written; none: the sentence is none. `last_phrase`
/// is the index of the first word behind its last mark.
Question question_of(const language::Language& language, std::span<const std::string> words, std::size_t last_phrase);

}  // namespace sotto::normalization
