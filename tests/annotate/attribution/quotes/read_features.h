#pragma once

/// The features of a text's quotations, for tests.

#include <string>
#include <vector>

#include "annotate/attribution/analyzed_story.h"
#include "annotate/attribution/quotes/quote_features.h"

namespace sotto::attribution {

inline std::vector<QuoteFeatures> features_of_quotes(const std::string& text) {
  const AnalyzedStory story(text, meg_and_erik());
  const std::vector<Speech> speeches =
      find_dialogue_tags(story.tokens(), story.analysis.quotes, story.analysis.mentions);
  return quote_features(story.manuscript.text, story.tokens(), story.analysis.quotes, story.analysis.mentions,
                        speeches);
}

/// Whether the last quotation of a text has a feature.
inline bool has_feature(const std::string& text, QuoteFeature feature) {
  return features_of_quotes(text).back()[feature] != 0;
}

/// A text whose last quotation has a feature, or has it not.
struct FeatureCase {
  const char* name;
  const char* text;
  QuoteFeature feature;
  bool has;
};

}  // namespace sotto::attribution
