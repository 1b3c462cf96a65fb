#include "mix/phase_rotator.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "shared/audio.h"
#include "support/signals.h"

namespace sotto {
namespace {

TEST(PhaseRotator, LeavesEveryFrequencyAsLoudAsItWas) {
  const PhaseRotator rotator(kEngineRate);
  for (const double frequency : {60.0, 200.0, 400.0, 1000.0, 4000.0, 10000.0}) {
    auto tone = testing::sine({frequency}, 0.5, 22050, kEngineRate);
    rotator.run(tone);
    EXPECT_NEAR(testing::amplitude_at(std::span(tone).subspan(4000, 16000), {frequency}, kEngineRate), 0.5, 0.001)
        << frequency;
  }
}

TEST(PhaseRotator, KeepsTheEnergyAndIsOverIn20Milliseconds) {
  std::vector<float> click(2000);
  click[100] = 1;
  PhaseRotator(kEngineRate).run(click);
  const auto energy = [&](std::size_t from, std::size_t to) {
    double sum = 0;
    for (std::size_t i = from; i < to; ++i) sum += static_cast<double>(click[i]) * static_cast<double>(click[i]);
    return sum;
  };
  EXPECT_EQ(energy(0, 100), 0);
  EXPECT_NEAR(energy(100, 2000), 1, 1e-5);
  EXPECT_LT(energy(100 + 441, 2000), 1e-4);
}

// What it is for: harmonics that all begin together, as the engine's do, have a high crest; apart they have not.
TEST(PhaseRotator, TakesTheCrestsOfAPulseTrainApart) {
  std::vector<float> voice(22050);
  for (double harmonic = 110; harmonic < 4000; harmonic += 110) {
    const auto tone = testing::sine({harmonic}, 0.3 / (1 + harmonic / 500), voice.size(), kEngineRate, 1.5708);
    std::transform(voice.begin(), voice.end(), tone.begin(), voice.begin(), std::plus<>());
  }
  const auto crest = [](const std::vector<float>& sound) {
    const auto middle = std::span(sound).subspan(4000, 16000);
    float most = 0;
    for (const float x : middle) most = std::max(most, std::fabs(x));
    return decibels(most / testing::rms(middle)).value;
  };
  const double before = crest(voice);
  PhaseRotator(kEngineRate).run(voice);
  EXPECT_LT(crest(voice), before - 4);
}

}  // namespace
}  // namespace sotto
