#include "mix/pauses.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

namespace sotto::mix {
namespace {

normalization::NormalizedSentence sentence(int number, int words) {
  normalization::NormalizedSentence said;
  for (int i = 0; i < words; ++i)
    said.words.push_back({{}, "word" + std::to_string(number) + "-" + std::to_string(i), {}});
  return said;
}

struct Spread {
  double mean = 0;
  double deviation = 0;
};

Spread spread_of(Gap gap, const document::Pauses& pauses) {
  constexpr int kMany = 500;
  double sum = 0;
  double squares = 0;
  for (int i = 0; i < kMany; ++i) {
    const double pause = pause_between(gap, sentence(i, 14), sentence(i + 1, 14), pauses).value;
    sum += pause;
    squares += pause * pause;
  }
  const double mean = sum / kMany;
  return {mean, std::sqrt(squares / kMany - mean * mean)};
}

/// The usual ones, as a reader varies them.
document::Pauses varied() {
  document::Pauses pauses;
  pauses.vary = 1;
  return pauses;
}

TEST(Pauses, AverageWhatTheBookSaysAndDiffer) {
  const document::Pauses pauses = varied();
  const Spread sentences = spread_of(Gap::sentence, pauses);
  EXPECT_NEAR(sentences.mean, pauses.sentence.value, 0.04);
  EXPECT_GT(sentences.deviation / sentences.mean, 0.4);
  const Spread paragraphs = spread_of(Gap::paragraph, pauses);
  EXPECT_NEAR(paragraphs.mean, pauses.paragraph.value, 0.06);
  EXPECT_GT(paragraphs.deviation / paragraphs.mean, 0.25);
}

TEST(Pauses, AreTheSameForTheSameSentences) {
  EXPECT_EQ(pause_between(Gap::sentence, sentence(1, 9), sentence(2, 9), varied()),
            pause_between(Gap::sentence, sentence(1, 9), sentence(2, 9), varied()));
}

TEST(Pauses, AreExactWhereTheBookWantsThemSo) {
  const document::Pauses pauses;
  EXPECT_NEAR(spread_of(Gap::sentence, pauses).deviation, 0, 1e-6);
  EXPECT_EQ(pause_between(Gap::paragraph, sentence(1, 3), sentence(2, 40), pauses), pauses.paragraph);
  EXPECT_EQ(pause_between(Gap::title, sentence(1, 3), sentence(2, 40), varied()), document::Pauses().after_title);
  EXPECT_EQ(pause_between(Gap::scene, sentence(1, 3), sentence(2, 40), varied()), document::Pauses().scene);
}

TEST(Pauses, AreLongerAfterALongSentenceAndShortInQuickTalk) {
  const auto mean = [](Gap gap, int before, int after) {
    double sum = 0;
    for (int i = 0; i < 200; ++i)
      sum += pause_between(gap, sentence(i, before), sentence(i + 1, after), varied()).value;
    return sum / 200;
  };
  EXPECT_GT(mean(Gap::sentence, 30, 10), 1.2 * mean(Gap::sentence, 4, 10));
  EXPECT_LT(mean(Gap::change_speaker, 3, 3), 0.8 * mean(Gap::change_speaker, 3, 20));
}

}  // namespace
}  // namespace sotto::mix
