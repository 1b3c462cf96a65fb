#pragma once

/// What stands in quotation marks.

#include <cstdint>

namespace sotto::document {

enum class QuoteKind : std::uint8_t {
  speech,   ///< somebody says it
  thought,  ///< somebody's words, but thought or mouthed: the narrator reads them
  written,  ///< a letter, a sign: the narrator reads it
  mention,  ///< a title, a quoted word, reported speech: the narrator reads it
};

}  // namespace sotto::document
