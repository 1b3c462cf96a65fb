#pragma once

/// Letters among quotations: a salutation, paragraphs that are nothing but quotations, a signature.

#include <vector>

#include "annotate/attribution/quotes/quote_feature_extractor.h"

namespace sotto::attribution {

/// Sets these features of every quotation. Needs all features but those of the neighbours.
void extract_letter_features(const QuoteFeatureExtractor::Source& source, std::vector<QuoteFeatures>& features);

}  // namespace sotto::attribution
