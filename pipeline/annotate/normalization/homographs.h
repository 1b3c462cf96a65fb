#pragma once

/// Words of one spelling and two sounds ("wound his watch", "the wound"): which sound is meant.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "annotate/language/language.h"
#include "annotate/normalization/tokenize.h"

namespace sotto::normalization {

/// What a word of the language's table "homographs" means at a place.
struct WordSense {
  std::string_view sense;  ///< as the table calls it
  std::string_view sound;  ///< in the International Phonetic Alphabet; empty where any engine says it by itself
};

/// For each piece of a sentence its sense, where it is such a word. Decided by the table's phrases, then by other words
/// of the sentence, then by the kind of word that its neighbours make likely.
std::vector<std::optional<WordSense>> word_senses(const language::Language& language,
                                                  const std::vector<WrittenToken>& pieces);

/// The kinds that a word of the table may be, by name; for learning the model that tells them.
std::vector<std::vector<std::string_view>> sense_kinds(const language::Language& language, std::string_view word);

}  // namespace sotto::normalization
