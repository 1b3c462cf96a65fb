#pragma once

/// Speech without quotation marks, in a paragraph that a dash opens.

#include <cstddef>
#include <string_view>
#include <vector>

#include "annotate/language/language.h"
#include "shared/span.h"

namespace sotto::document {

struct DashSpeech {
  Span span;   ///< with the dash
  Span inner;  ///< without it
};

/// Cuts a paragraph that a dash opens: the speech ends where a tag begins ("— Yes, said Meg. Come in.", "— Yes — he
/// said — come in.") and goes on after the tag's sentence, comma or dash. `start`: where the words begin.
std::vector<DashSpeech> split_dialogue_dashes(const language::Language& language, std::string_view text, Span span,
                                              std::size_t start);

}  // namespace sotto::document
