#pragma once

/// Finds the runs of text that stand in quotation marks, or after a dialogue dash.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "annotate/document/chapters.h"
#include "annotate/document/manuscript.h"
#include "annotate/document/quote_marks.h"
#include "shared/diagnostics.h"
#include "shared/span.h"

namespace sotto::document {

/// One quoted run inside one paragraph.
struct Quote {
  Span span;                    ///< from the opening mark to after the closing one
  Span inner;                   ///< without the marks
  std::uint32_t paragraph = 0;  ///< index into the paragraphs given
  bool continues = false;       ///< goes on with the speech that the paragraph before, or a bracket, left open
  bool goes_on = false;         ///< left open because the next paragraph goes on with it
  bool dash = false;            ///< introduced by a dialogue dash, without quotation marks
  MarkFamily family = MarkFamily::straight;  ///< of its opening mark
  bool operator==(const Quote&) const = default;
};

/// Double quotation marks of any style, straight or curly, low-high and guillemets of both directions are always
/// understood; single marks and dashes only in a text that speaks so. A mark that is never closed is a warning at its
/// place, and its quote ends with the paragraph. Quotes come in reading order; a quotation in a quotation belongs to
/// the outer one, while a bracket that only describes the speaker ("(smiling)") parts it into two.
/// Paragraphs that name their speaker have none.
std::vector<Quote> find_quotes(const Manuscript& manuscript, const std::vector<Paragraph>& paragraphs,
                               Diagnostics& diagnostics);

}  // namespace sotto::document
