#pragma once

/// Texts that Sotto is likely to read badly, reported before they are spoken.

#include <cstddef>

#include "annotate/document/manuscript.h"
#include "annotate/document/tokens.h"
#include "shared/diagnostics.h"

namespace sotto::document {

/// Warns of a text that has few words of its language, one that is mostly numbers, and one with many quotation marks in
/// which nobody speaks. `speeches`: how many were found.
void tell_ill_read(const Manuscript& manuscript, const Tokens& tokens, std::size_t speeches, Diagnostics& diagnostics);

}  // namespace sotto::document
