#pragma once

/// Everything that is known about a manuscript before speakers are decided: what `annotate` decides from, and what
/// the ranker learns from.

#include <cstdint>
#include <vector>

#include "annotate/document/manuscript.h"
#include "annotate/document/chapters.h"
#include "annotate/document/tokens.h"
#include "annotate/attribution/entities/entities.h"
#include "annotate/attribution/quotes/quote_classifier.h"
#include "annotate/document/quotes.h"
#include "annotate/attribution/model/features.h"
#include "annotate/attribution/mentions/mentions.h"
#include "shared/diagnostics.h"

namespace sotto {

/// The paragraphs of all chapters, one after the other, and a number for each that changes with the scene.
struct Paragraphs {
  std::vector<Paragraph> all;
  std::vector<std::uint32_t> scenes;
};

Paragraphs flatten(const std::vector<Chapter>& chapters);

struct Study {
  /// `speech_weights`: what each sign of speech weighs; the trainers learn their own.
  Study(const Manuscript& manuscript, const std::vector<Chapter>& chapters, const std::vector<Character>& given,
        Diagnostics& diagnostics, const SpeechSigns& speech_weights = kSpeechWeights);
  Study(const Study&) = delete;  // the evidence refers to its siblings
  Study& operator=(const Study&) = delete;

  Paragraphs paragraphs;
  std::vector<Quote> quotes;
  Tokens tokens;
  People people;
  Mentions mentions;
  std::vector<QuotedWords> quoted;  ///< what stands in quotation marks and is no speech
  Evidence evidence;
};

}  // namespace sotto
