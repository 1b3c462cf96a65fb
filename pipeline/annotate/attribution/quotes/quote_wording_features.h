#pragma once

/// What a quotation is and says: its punctuation, length and wording.

#include <vector>

#include "annotate/attribution/quotes/quote_feature_extractor.h"

namespace sotto::attribution {

/// Sets these features of every quotation. Needs those of the tags.
void extract_wording_features(const QuoteFeatureExtractor::Source& source, std::vector<QuoteFeatures>& features);

}  // namespace sotto::attribution
