#pragma once

/// Learns what tells speech from quoted words, from novels whose quotations are known.

#include <set>
#include <string>
#include <vector>

#include "annotate/attribution/quotes/quote_features.h"
#include "novels.h"

namespace sotto::training {

using namespace attribution;

/// A quotation, and whether it is speech.
struct SpeechExample {
  QuoteFeatures features{};
  bool speech = false;
  std::string words;  ///< with what stands around it, for looking at mistakes
};

/// The quotations of one novel.
struct SpeechLesson {
  std::string novel;
  std::string author;
  std::vector<SpeechExample> examples;
};

SpeechLesson speech_lesson(const Novel& novel);

/// What the signs of one quotation add up to: below 0, it is no speech.
double score(const QuoteFeatures& features, const QuoteFeatures& weights);

struct SpeechLearning {
  double ridge = 0.6;
  /// How many lines of speech may be lost, of all: a line of dialogue that the narrator reads is a worse fault than a
  /// quoted word that a character says.
  double lost = 0.005;
};

/// The weights, by logistic regression with a ridge. The bias is set so that the share of speech which may be lost is
/// lost of authors that are left out, one by one, of those given: nothing is learned from other lessons than these.
QuoteFeatures learn_speech(const std::vector<const SpeechLesson*>& lessons, const SpeechLearning& plan);

/// The lessons but those of some authors.
std::vector<const SpeechLesson*> without(const std::vector<SpeechLesson>& lessons,
                                         const std::set<std::string>& authors);

}  // namespace sotto::training
