#pragma once

/// Everything that is known about a manuscript before speakers are decided: what `annotate` decides from, and what
/// the ranker learns from.

#include <cstdint>
#include <vector>

#include "annotate/attribution/entities/entities.h"
#include "annotate/attribution/mentions/mentions.h"
#include "annotate/attribution/model/feature_context.h"
#include "annotate/attribution/quotes/quote_classifier.h"
#include "annotate/attribution/quotes/quote_weights.h"
#include "annotate/document/chapters.h"
#include "annotate/document/manuscript.h"
#include "annotate/document/quotes.h"
#include "annotate/document/tokens.h"
#include "shared/diagnostics.h"

namespace sotto::attribution {

/// The paragraphs of all chapters, one after the other, and a number for each that changes with the scene.
struct Paragraphs {
  std::vector<document::Paragraph> all;
  std::vector<std::uint32_t> scenes;
};

Paragraphs flatten(const std::vector<document::Chapter>& chapters);

struct DocumentAnalysis {
  /// With the learned quotation weights of the manuscript's language.
  DocumentAnalysis(const document::Manuscript& manuscript, const std::vector<document::Chapter>& chapters,
                   const document::GivenCast& given, Diagnostics& diagnostics);
  /// `quote_weights`: what each feature of a quotation weighs; the trainers learn their own.
  DocumentAnalysis(const document::Manuscript& manuscript, const std::vector<document::Chapter>& chapters,
                   const document::GivenCast& given, Diagnostics& diagnostics, const QuoteFeatures& quote_weights);
  DocumentAnalysis(const DocumentAnalysis&) = delete;  // the members refer to each other
  DocumentAnalysis& operator=(const DocumentAnalysis&) = delete;

  Paragraphs paragraphs;
  std::vector<document::Quote> quotes;
  document::Tokens tokens;
  Entities entities;
  Mentions mentions;
  std::vector<NonSpeech> non_speech;
  FeatureContext context;
};

}  // namespace sotto::attribution
