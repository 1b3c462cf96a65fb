#pragma once

/// Where sentences end.

#include <string_view>
#include <vector>

#include "annotate/language/language.h"
#include "shared/span.h"

namespace sotto::document {

/// A sentence longer than this, in code points, is cut at its strongest inner pause, so that a take stays short.
inline constexpr std::size_t kLongestSentence = 400;

/// The sentences of a stretch of text, without the white space between them; stretches with nothing but white space
/// give none. Boundaries are ICU's (Unicode Standard Annex 29), corrected for what it cannot know: abbreviations and
/// initials do not end a sentence, an ellipsis before a capital does, a line end does not, a blank line does, emphasis
/// marks are ignored, and after "!" or "?" a small letter continues the sentence.
std::vector<Span> sentence_spans(const language::Language& language, std::string_view text, Span stretch);

}  // namespace sotto::document
