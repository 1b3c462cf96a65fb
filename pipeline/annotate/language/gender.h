#pragma once

/// The gender of a character or of a voice.

#include <string_view>

namespace sotto::language {

enum class Gender { unknown, female, male };

/// "f", "m", or nothing for unknown.
constexpr std::string_view letter_of(Gender gender) {
  return gender == Gender::female ? "f" : gender == Gender::male ? "m" : "";
}

}  // namespace sotto::language
