#include "speech_learner.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "annotate/attribution/model/document_analysis.h"
#include "shared/text.h"

namespace sotto::training {

namespace {

/// Newton's method.
QuoteFeatures regress(const std::vector<const SpeechLesson*>& lessons, double ridge) {
  constexpr std::size_t kSize = kQuoteFeatureCount;
  constexpr int kSteps = 25;
  QuoteFeatures weights{};
  for (int step = 0; step < kSteps; ++step) {
    std::vector<std::array<double, kSize + 1>> system(kSize);  // Hessian and, last, the gradient
    for (const SpeechLesson* lesson : lessons) {
      for (const SpeechExample& example : lesson->examples) {
        const double p = 1 / (1 + std::exp(-score(example.features, weights)));
        const double error = (example.speech ? 1.0 : 0.0) - p;
        const double curvature = p * (1 - p);
        std::array<std::size_t, kSize> set{};  // most signs are 0
        std::size_t count = 0;
        for (std::size_t a = 0; a < kSize; ++a) {
          if (example.features[a] != 0) set[count++] = a;
        }
        for (std::size_t i = 0; i < count; ++i) {
          const std::size_t a = set[i];
          system[a][kSize] += error * example.features[a];
          for (std::size_t j = 0; j < count; ++j)
            system[a][set[j]] += curvature * example.features[a] * example.features[set[j]];
        }
      }
    }
    for (std::size_t a = 0; a < kSize; ++a) {
      system[a][a] += ridge;
      system[a][kSize] -= ridge * weights[a];
    }
    for (std::size_t a = 0; a < kSize; ++a) {  // Gauss and Jordan; the ridge keeps every pivot positive
      for (std::size_t b = 0; b < kSize; ++b) {
        if (b == a || system[b][a] == 0) continue;
        const double factor = system[b][a] / system[a][a];
        for (std::size_t c = a; c <= kSize; ++c) system[b][c] -= factor * system[a][c];
      }
    }
    double change = 0;
    for (std::size_t a = 0; a < kSize; ++a) {
      const double by = system[a][kSize] / system[a][a];
      weights[a] += static_cast<float>(by);
      change = std::max(change, std::abs(by));
    }
    if (change < 1e-6) break;
  }
  return weights;
}

}  // namespace

/// A quotation is speech when the corpus has most of its words as somebody's.
SpeechLesson speech_lesson(const Novel& novel) {
  Diagnostics diagnostics;
  const DocumentAnalysis analysis(novel.manuscript, novel.chapters, {}, diagnostics);
  const std::vector<Speech> speeches = find_dialogue_tags(analysis.tokens, analysis.quotes, analysis.mentions);
  const std::vector<QuoteFeatures> features =
      quote_features(novel.manuscript.text, analysis.tokens, analysis.quotes, analysis.mentions, speeches);
  SpeechLesson lesson{novel.name, novel.author, {}};
  std::size_t from = 0;
  for (std::size_t i = 0; i < speeches.size(); ++i) {
    const Quote& quote = analysis.quotes[speeches[i].quote];
    if (quote.continues || quote.dash) continue;
    const Span span = trimmed(novel.manuscript.text, quote.inner);
    while (from < novel.quotations.size() && novel.quotations[from].span.end <= span.begin) ++from;
    std::size_t covered = 0;
    for (std::size_t k = from; k < novel.quotations.size() && novel.quotations[k].span.begin < span.end; ++k) {
      const Span other = novel.quotations[k].span;
      const std::size_t begin = std::max(span.begin, other.begin);
      const std::size_t end = std::min(span.end, other.end);
      if (end > begin) covered += end - begin;
    }
    const Span around{span.begin > 60 ? span.begin - 60 : 0, span.begin};
    const Span after{span.end, std::min(novel.manuscript.text.size(), span.end + 50)};
    lesson.examples.push_back(
        {features[i], covered * 2 >= span.size(),
         fold_space(std::string(around.of(novel.manuscript.text)) + "[[" +
                    std::string(Span{span.begin, std::min(span.end, span.begin + 160)}.of(novel.manuscript.text)) +
                    "]]" + std::string(after.of(novel.manuscript.text)))});
  }
  return lesson;
}

double score(const QuoteFeatures& features, const QuoteFeatures& weights) {
  double sum = 0;
  for (std::size_t i = 0; i < features.size(); ++i) sum += features[i] * weights[i];
  return sum;
}

std::vector<const SpeechLesson*> without(const std::vector<SpeechLesson>& lessons,
                                         const std::set<std::string>& authors) {
  std::vector<const SpeechLesson*> others;
  for (const SpeechLesson& lesson : lessons) {
    if (authors.count(lesson.author) == 0) others.push_back(&lesson);
  }
  return others;
}

QuoteFeatures learn_speech(const std::vector<const SpeechLesson*>& lessons, const SpeechLearning& plan) {
  std::set<std::string> authors;
  for (const SpeechLesson* lesson : lessons) authors.insert(lesson->author);
  std::vector<double> scores;  // of speech, each by weights that have not seen its author
  for (const std::string& author : authors) {
    std::vector<const SpeechLesson*> others;
    std::copy_if(lessons.begin(), lessons.end(), std::back_inserter(others),
                 [&](const SpeechLesson* lesson) { return lesson->author != author; });
    const QuoteFeatures weights = regress(others, plan.ridge);
    for (const SpeechLesson* lesson : lessons) {
      if (lesson->author != author) continue;
      for (const SpeechExample& example : lesson->examples) {
        if (example.speech) scores.push_back(score(example.features, weights));
      }
    }
  }
  QuoteFeatures weights = regress(lessons, plan.ridge);
  const auto lost = scores.begin() + static_cast<std::ptrdiff_t>(plan.lost * static_cast<double>(scores.size()));
  std::nth_element(scores.begin(), lost, scores.end());
  weights[kQuoteBias] -= static_cast<float>(*lost);
  return weights;
}

}  // namespace sotto::training
