#pragma once

/// How words are to be said, by profiles and books. All engines are given one notation (docs/engines.md); one
/// that has phonemes of its own translates them.

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "shared/pronunciation.h"

namespace sotto::engine {

/// The pronunciations of a profile, found whatever the letter case.
class Pronunciations {
 public:
  explicit Pronunciations(const std::map<std::string, Pronunciation>& given);

  /// The phonemes of a word, also of its possessive.
  std::optional<std::string> of(std::string_view word) const;

 private:
  std::map<std::string, std::string> phonemes_;
};

/// How a possessive sounds after these phonemes: "Iz" after a hiss, "s" after a voiceless consonant, "z" otherwise.
std::string_view possessive_ending(std::string_view phonemes);

}  // namespace sotto::engine
