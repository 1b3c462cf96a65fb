#include "annotate/attribution/quotes/quote_weights.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

#include "annotate/language/model_file.h"
#include "annotate/language/per_language.h"

namespace sotto::attribution {

namespace {

constexpr std::string_view kFile = "quote_classifier.model";
constexpr std::string_view kFormat = "quote-classifier 1";
constexpr std::string_view kHead =
    "# Which quotations are speech: the weight of each feature, by logistic regression on novels whose quotations are "
    "known.\n"
    "# Written by `train_speech NOVELS --model FILE` (tests/attribution/speech.md); not edited by hand.\n"
    "# A quotation whose features' weights add up to less than 0 is a title, a letter, a report: no speech.\n";

}  // namespace

QuoteFeatures parse_quote_weights(std::string_view name, std::string_view text) {
  language::ModelFile file(name, text, kFormat);
  QuoteFeatures weights{};
  for (std::uint32_t i = 0; i < kQuoteFeatureCount; ++i) {
    const std::string_view feature = quote_feature_name(static_cast<QuoteFeature>(i));
    const std::string_view line = file.line();
    const std::size_t space = std::min(line.find(' '), line.size());
    if (line.substr(std::min(space + 1, line.size())) != feature)
      file.fail(fmt::format("the weight of \"{}\" is expected", feature));
    weights[i] = file.number(line.substr(0, space));
    file.next();
  }
  if (!file.done()) file.fail("the end is expected");
  return weights;
}

std::string print_quote_weights(const QuoteFeatures& weights) {
  std::string text = fmt::format("{}{}\n\n", kHead, kFormat);
  for (std::uint32_t i = 0; i < kQuoteFeatureCount; ++i)
    text += fmt::format("{} {}\n", weights[i], quote_feature_name(static_cast<QuoteFeature>(i)));
  return text;
}

const QuoteFeatures& learned_quote_weights(const language::Language& language) {
  static language::PerLanguage<QuoteFeatures> weights;
  return weights.of(language, [](const language::Language& one) {
    const language::EmbeddedFile& file = one.model(kFile);
    return parse_quote_weights(file.name, file.bytes);
  });
}

}  // namespace sotto::attribution
