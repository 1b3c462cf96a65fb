#pragma once

/// Who says a quotation, by the clauses beside it, and where it stands.

#include <vector>

#include "annotate/attribution/quotes/quote_feature_extractor.h"

namespace sotto::attribution {

/// Sets these features of every quotation. Needs no others.
void extract_tag_features(const QuoteFeatureExtractor::Source& source, std::vector<QuoteFeatures>& features);

}  // namespace sotto::attribution
