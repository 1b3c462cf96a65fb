#pragma once

/// How a word is said, as somebody wrote it.

#include <string>
#include <utility>

#include "shared/diagnostics.h"
#include "shared/fields.h"

namespace sotto {

struct Pronunciation {
  Pronunciation() = default;
  Pronunciation(std::string as_written, Origin place = {})  // NOLINT(google-explicit-constructor)
      : phonemes(std::move(as_written)), at(std::move(place)) {}
  Pronunciation(const char* as_written) : phonemes(as_written) {}  // NOLINT(google-explicit-constructor)

  std::string phonemes;  ///< in those of the voice's engine, or `ipa`
  Origin at;             ///< where it is written
  bool ipa = false;      ///< in the International Phonetic Alphabet
  bool operator==(const Pronunciation&) const = default;
  static constexpr auto fields() {
    return std::tuple(field("phonemes", &Pronunciation::phonemes), aside("at", &Pronunciation::at),
                      field("ipa", &Pronunciation::ipa));
  }
};

}  // namespace sotto
