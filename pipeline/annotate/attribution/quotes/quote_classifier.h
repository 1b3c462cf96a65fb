#pragma once

/// Decides which quotations are speech.

#include <cstdint>
#include <string_view>
#include <vector>

#include "annotate/attribution/quotes/quote_features.h"

namespace sotto::attribution {

/// A quotation that nobody in the scene says: writing or a mention. The narrator reads it.
struct NonSpeech {
  std::uint32_t quote = 0;  ///< index into the quotations
  document::QuoteKind kind = document::QuoteKind::mention;
  std::string_view why;  ///< the feature that weighs most against speech, or "written"
};

/// Whether a quotation of this kind is said by nobody in the scene.
inline bool is_non_speech(document::QuoteKind kind) {
  return kind == document::QuoteKind::written || kind == document::QuoteKind::mention;
}

/// Sets what kind each quotation is (`Speech::kind`). Returns those that are no speech, in reading order.
std::vector<NonSpeech> classify_quotes(std::string_view text, const document::Tokens& tokens,
                                       const std::vector<document::Quote>& quotes, const Mentions& mentions,
                                       const QuoteFeatures& weights, std::vector<Speech>& speeches);

}  // namespace sotto::attribution
