#pragma once

/// Sounds that people make and words that they draw out: "Shhhhh", "Hahaha", "Nooooo". They are said, not spelled out.

#include <string>
#include <string_view>

#include "annotate/language/language.h"

namespace sotto::normalization {

struct Sound {
  std::string said;        ///< empty: it is none
  std::string_view sound;  ///< in the International Phonetic Alphabet; empty where any engine says it by itself
};

/// What is said for such a word; its first letter keeps its case, but of a word in capitals all are small.
Sound sound_of(const language::Language& language, std::string_view word);

}  // namespace sotto::normalization
