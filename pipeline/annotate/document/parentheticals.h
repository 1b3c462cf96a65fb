#pragma once

/// What stands inside a speech that is not its speaker's own: brackets that describe them, and quotations of others.

#include <string_view>
#include <vector>

#include "annotate/document/quote_marks.h"
#include "shared/span.h"

namespace sotto::document {

/// Brackets that tell how a speech is said or received, "(smiling)", "(turning to Meg)", "(loud cheers)", with the
/// punctuation that follows them. They are the narrator's; what a speaker says in brackets is not among them.
std::vector<Span> stage_directions(const language::Language& language, std::string_view text, Span speech);

/// The quotations of some length inside a speech that opened with a mark of `outer`, their marks included.
std::vector<Span> nested_quotations(const language::Language& language, std::string_view text, Span speech,
                                    MarkFamily outer);

/// A stretch of text without the stretches taken out of it, which are in order: the pieces that hold a word, or the
/// whole of it. `next`: where to look in `out`; it moves on with the text.
std::vector<Span> without_spans(std::string_view text, Span span, const std::vector<Span>& out, std::size_t& next);

}  // namespace sotto::document
