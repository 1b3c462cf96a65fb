#include "annotate/attribution/quotes/quote_features.h"

#include <algorithm>
#include <iterator>

#include "annotate/attribution/quotes/quote_feature_extractor.h"
#include "annotate/attribution/quotes/quote_letter_features.h"
#include "annotate/attribution/quotes/quote_tag_features.h"
#include "annotate/attribution/quotes/quote_wording_features.h"

namespace sotto::attribution {

namespace {

/// What stands beside a quotation in its paragraph.
class NeighbourReader : QuoteFeatureExtractor {
 public:
  NeighbourReader(const Source& source, std::vector<QuoteFeatures>& features)
      : QuoteFeatureExtractor(source, features) {}

  void run() {
    for (std::uint32_t i = 0; i < speeches_.size();) {
      std::uint32_t end = i;
      std::uint32_t tagged = 0;
      std::uint32_t bare = 0;
      std::uint32_t reported = 0;
      const auto is_tagged = [&](std::uint32_t q) {
        return (has(q, kQuoteTagName) || has(q, kQuoteTagPronoun) || has(q, kQuoteTagDescription) ||
                has(q, kQuoteLeadName) || has(q, kQuoteLeadPronoun)) &&
               !has(q, kQuoteSupposed);
      };
      while (end < speeches_.size() && speeches_[end].paragraph == speeches_[i].paragraph) {
        tagged += is_tagged(end) ? 1U : 0U;
        bare += has(end, kQuoteBareInClause) ? 1U : 0U;
        reported += has(end, kQuoteReported) ? 1U : 0U;
        ++end;
      }
      for (std::uint32_t q = i; q < end; ++q) {
        set(q, kQuoteTaggedBeside, tagged > (is_tagged(q) ? 1U : 0U));
        set(q, kQuoteQuotedBeside, bare > (has(q, kQuoteBareInClause) ? 1U : 0U));
        set(q, kQuoteReportedBeside, reported > (has(q, kQuoteReported) ? 1U : 0U));
        const std::uint32_t paragraph = speeches_[q].paragraph;
        const bool before = opens_with_quotation(paragraph - 1);
        const bool after = opens_with_quotation(paragraph + 1);
        set(q, kQuoteTalkBefore, before);
        set(q, kQuoteTalkAfter, after);
        set(q, kQuoteLonely, !before && !after && speeches_[i].tokens.begin > tokens_.paragraphs[paragraph].begin);
        set(q, kQuoteCompletes, q > i && speeches_[q - 1].last_mark == ',' && is_tagged(q - 1));
      }
      i = end;
    }
  }

 private:
  bool opens_with_quotation(std::uint32_t paragraph) const {
    if (paragraph >= tokens_.paragraphs.size()) return false;
    const document::Range range = tokens_.paragraphs[paragraph];
    return !range.empty() && tokens_.all[range.begin].quote != document::kNoQuote;
  }
};

}  // namespace

std::vector<QuoteFeatures> quote_features(std::string_view text, const document::Tokens& tokens,
                                          const std::vector<document::Quote>& quotes, const Mentions& mentions,
                                          const std::vector<Speech>& speeches) {
  std::vector<QuoteFeatures> features(speeches.size());
  const QuoteFeatureExtractor::Source source{text, tokens, quotes, mentions, speeches};
  extract_tag_features(source, features);
  extract_wording_features(source, features);
  extract_letter_features(source, features);
  NeighbourReader(source, features).run();
  return features;
}

std::string_view quote_feature_name(QuoteFeature feature) {
  static constexpr std::string_view kNames[] = {
      "bias",
      "tag name",
      "tag pronoun",
      "tag description",
      "tag many",
      "lead name",
      "lead pronoun",
      "lead description",
      "lead many",
      "lead apart",
      "after action",
      "before action",
      "supposed",
      "unreal",
      "to say",
      "about to say",
      "denied",
      "had",
      "reads",
      "sings",
      "was",
      "as put",
      "tagged beside",
      "completes",
      "talk before",
      "talk after",
      "lonely",
      "alone",
      "opens",
      "closes",
      "tie none",
      "tie comma",
      "tie colon",
      "tie dash",
      "tie stop",
      "after determiner",
      "after preposition",
      "after naming",
      "after said",
      "after writing",
      "after writing stop",
      "subject",
      "goes on lower",
      "joined",
      "bare",
      "ends comma",
      "ends stop",
      "ends call",
      "lower",
      "one word",
      "few words",
      "long",
      "capitals",
      "bare opens",
      "bare in clause",
      "short in clause",
      "lower in clause",
      "said whole",
      "call within",
      "quoted beside",
      "first person",
      "second person",
      "we",
      "third only",
      "reported",
      "reported untagged",
      "reported within",
      "reported stop",
      "reported much",
      "reported speaker",
      "reported beside",
      "calls somebody",
      "repeated",
      "present",
      "contracted",
      "salutation",
      "in letter",
      "shown",
      "signature",
      "verse",
  };
  static_assert(std::size(kNames) == kQuoteFeatureCount);
  return kNames[feature];
}

}  // namespace sotto::attribution
