#include "synthesis/breath.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "support/engine_voices.h"
#include "support/signals.h"
#include "support/speech.h"

namespace sotto::synthesis {
namespace {

constexpr std::size_t kRate = 22050;

/// Words of a second, with so long a silence between each and the next.
Take spoken(const std::vector<double>& pauses) {
  Take take{{kRate}, {}, {}};
  for (std::size_t i = 0; i <= pauses.size(); ++i) {
    const auto begin = static_cast<std::uint32_t>(take.samples.size());
    for (std::size_t f = 0; f < kRate; ++f) {
      take.samples.push_back(static_cast<std::int16_t>(std::lround(8000 * std::sin(0.1 * static_cast<double>(f)))));
    }
    take.words.push_back({static_cast<std::uint32_t>(i), begin, static_cast<std::uint32_t>(take.samples.size())});
    if (i < pauses.size()) take.samples.resize(take.samples.size() + static_cast<std::size_t>(kRate * pauses[i]), 0);
  }
  return take;
}

Take breathing(const Take& take, const Breath& breath) {
  std::vector<std::int16_t> samples;
  const TakeView view = with_breaths({take.rate, take.samples, take.words}, breath, samples);
  return {view.rate, {view.samples.begin(), view.samples.end()}, view.words};
}

Breath reader(bool first) {
  cast::VoiceProfile profile;
  profile.engine = testing::espeak_voice();
  profile.reading.breath = 1;
  return breath_of(profile, first);
}

/// dB of the stretch between two words, or before the first, against those words.
double level_before(const Take& take, std::size_t word) {
  const std::size_t from = word == 0 ? 0 : take.words[word - 1].end;
  const std::vector<float> all = testing::floats(take.samples);
  const std::vector<float> gap(all.begin() + static_cast<std::ptrdiff_t>(from), all.begin() + take.words[word].begin);
  const std::vector<float> speech(all.begin() + take.words[word].begin, all.begin() + take.words[word].end);
  return 20 * std::log10((testing::rms(gap) + 1e-9) / testing::rms(speech));
}

TEST(Breath, OfAVoiceThatHasNoneNothingIsHeard) {
  const Take take = spoken({0.5, 0.5});
  EXPECT_EQ(breathing(take, {}), take);
  EXPECT_EQ(breath_of(cast::VoiceProfile(), true).level, 0);
}

TEST(Breath, ComesBeforeTheFirstWord) {
  const Take take = spoken({});
  const Take heard = breathing(take, reader(true));
  EXPECT_EQ(heard.words[0].begin, heard.samples.size() - take.samples.size());
  EXPECT_NEAR(heard.words[0].begin / static_cast<double>(kRate), 0.41, 0.02);
  EXPECT_NEAR(level_before(heard, 0), -28, 2);
  EXPECT_EQ(breathing(take, reader(false)), take);
}

TEST(Breath, ComesInLongPausesThreeSecondsAfterTheLast) {
  const Take heard = breathing(spoken({0.4, 0.1, 0.4, 0.4, 0.4, 0.4, 0.4, 0.4}), reader(false));
  std::vector<std::size_t> breaths;
  for (std::size_t word = 1; word < heard.words.size(); ++word) {
    if (level_before(heard, word) > -60) breaths.push_back(word);
  }
  EXPECT_EQ(breaths, (std::vector<std::size_t>{3, 6}));
}

TEST(Breath, IsTheVoicesOwnAndAlwaysTheSame) {
  EXPECT_EQ(breathing(spoken({}), reader(true)), breathing(spoken({}), reader(true)));
  cast::VoiceProfile other;
  other.engine = testing::espeak_voice({{"pitch", 70}});
  other.reading.breath = 1;
  EXPECT_NE(breathing(spoken({}), reader(true)), breathing(spoken({}), breath_of(other, true)));
}

}  // namespace
}  // namespace sotto::synthesis
