#pragma once

/// Decides which quotations are speech.

#include <cstdint>
#include <string_view>
#include <vector>

#include "annotate/attribution/quotes/quote_features.h"

namespace sotto::attribution {

/// Words in quotation marks that nobody says: a title, a letter, a report. The narrator reads them.
struct QuotedWords {
  std::uint32_t quote = 0;  ///< index into the quotations
  std::string_view why;     ///< the sign that weighs most against speech
};

/// Marks what is not speech (`Speech::spoken`), and what is somebody's words but not said aloud (`Speech::aloud`).
/// Returns the first kind, in reading order.
std::vector<QuotedWords> classify_quotes(std::string_view text, const document::Tokens& tokens,
                                         const std::vector<document::Quote>& quotes, const Mentions& mentions,
                                         const QuoteFeatures& weights, std::vector<Speech>& speeches);

}  // namespace sotto::attribution
