// People's pauses between sentences last 0.5 to 0.7 s on average, and differ by 0.7 to 1.0 of that (readings of
// novels); they are longer after a long sentence, and short in quick talk. What no rule tells is drawn from a hash of
// both sentences, log-normally, as pauses are found to be spread (Campione & Veronis 2002).

#include "mix/pauses.h"

#include <algorithm>
#include <cmath>

#include "shared/hash.h"
#include "synthesis/engine/variation.h"

namespace sotto::mix {

namespace {

/// Standard deviations of the logarithm.
constexpr double kSentences = 0.5;
constexpr double kParagraphs = 0.34;

/// Of one pause against its setting, at most.
constexpr double kShortest = 0.45;
constexpr double kLongest = 2.4;

/// Words: a sentence in quick talk has no more; the usual one; and what a word more or less adds.
constexpr std::size_t kQuick = 5;
constexpr double kUsual = 14;
constexpr double kAWord = 0.015;

Seconds setting(Gap gap, const document::Pauses& pauses) {
  switch (gap) {
    case Gap::title:
      return pauses.after_title;
    case Gap::sentence:
      return pauses.sentence;
    case Gap::same_speaker:
      return pauses.same_speaker;
    case Gap::change_speaker:
      return pauses.change_speaker;
    case Gap::paragraph:
      return pauses.paragraph;
    case Gap::scene:
      return pauses.scene;
  }
  return pauses.sentence;
}

/// Nearly normal, with a deviation of one: the sum of three even draws.
double drawn(const normalization::NormalizedSentence& before, const normalization::NormalizedSentence& after) {
  ContentHash hash;
  hash.add("pause");
  for (const auto* sentence : {&before, &after}) {
    for (const normalization::NormalizedWord& word : sentence->words) hash.add(word.text).add(word.after);
  }
  const engine::Variation draw(hash);
  return draw.at(0) + draw.at(1) + draw.at(2);
}

}  // namespace

Seconds pause_between(Gap gap, const normalization::NormalizedSentence& before,
                      const normalization::NormalizedSentence& after, const document::Pauses& pauses) {
  const Seconds usual = setting(gap, pauses);
  if (gap == Gap::title || gap == Gap::scene || pauses.vary <= 0) return usual;
  const double spread = pauses.vary * (gap == Gap::paragraph ? kParagraphs : kSentences);
  double factor = std::exp(spread * drawn(before, after) - spread * spread / 2);
  const auto words = static_cast<double>(before.words.size());
  factor *= 1 + pauses.vary * std::clamp(kAWord * (words - kUsual), -0.12, 0.2);
  const bool quick = gap == Gap::change_speaker && before.words.size() <= kQuick && after.words.size() <= kQuick;
  if (quick) factor *= 1 - 0.3 * pauses.vary;
  return usual * std::clamp(factor, kShortest, kLongest);
}

}  // namespace sotto::mix
