#pragma once

/// The base of the classes that extract features of quotations.

#include <algorithm>
#include <string_view>
#include <vector>

#include "annotate/attribution/quotes/quote_features.h"

namespace sotto::attribution {

/// The text, and the features of its quotations as far as they have been read.
class QuoteFeatureExtractor {
 public:
  struct Source {
    std::string_view text;
    const document::Tokens& tokens;
    const std::vector<document::Quote>& quotes;
    const Mentions& mentions;
    const std::vector<Speech>& speeches;
  };

 protected:
  static constexpr std::uint32_t kFewWords = 8;

  QuoteFeatureExtractor(const Source& source, std::vector<QuoteFeatures>& features)
      : text_(source.text),
        tokens_(source.tokens),
        quotes_(source.quotes),
        mentions_(source.mentions),
        speeches_(source.speeches),
        features_(features) {}

  void set(std::uint32_t i, QuoteFeature feature, bool value) { features_[i][feature] = value ? 1.0F : 0.0F; }
  bool has(std::uint32_t i, QuoteFeature feature) const { return features_[i][feature] != 0; }
  std::uint32_t classes(std::uint32_t token) const { return tokens_.classes(token); }

  bool says(const DialogueTag& tag) const {
    return strong(tag) &&
           (tag.verb == kNone || (classes(tag.verb) & (language::kSpeechVerb | language::kMannerVerb)) != 0);
  }

  std::uint32_t words_in(document::Range range, std::uint32_t most) const {
    std::uint32_t count = 0;
    for (std::uint32_t t = range.begin; t < range.end && count < most; ++t) count += tokens_.is_word(t) ? 1U : 0U;
    return count;
  }

  std::string_view text_;
  const document::Tokens& tokens_;
  const std::vector<document::Quote>& quotes_;
  const Mentions& mentions_;
  const std::vector<Speech>& speeches_;
  std::vector<QuoteFeatures>& features_;
};

}  // namespace sotto::attribution
