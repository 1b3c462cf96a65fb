#include "report/analysis/take_gains.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "support/signals.h"

namespace sotto::analysis {
namespace {

Sound gain_voice() {
  Sound sound(44100);
  for (auto& channel : sound.channels) channel = sotto::testing::noise(0.2, 44100, 1);
  return sound;
}

Sound scaled(Sound sound, float gain) {
  for (auto& channel : sound.channels) {
    for (float& x : channel) x *= gain;
  }
  return sound;
}

double power(const Sound& sound) { return product(sound.channels[0], sound.channels[0], 0, sound.frames()); }

TEST(TakeGains, AreThoseFromTheMixToTheMaster) {
  EXPECT_NEAR(usual_gain(measure_gains(scaled(gain_voice(), 0.7F), gain_voice())), 0.7, 1e-4);
  EXPECT_NEAR(usual_gain(measure_gains(scaled(gain_voice(), 1.9F), gain_voice())), 1.9, 1e-4);
}

TEST(TakeGains, LeaveNothingOfAVoiceThatIsTakenOut) {
  Sound master = scaled(gain_voice(), 0.7F);
  Sound taken = gain_voice();
  const double before = power(master);
  take_out(master, taken, measure_gains(master, gain_voice()));
  EXPECT_LT(power(master), 1e-4 * before);
  EXPECT_NEAR(power(taken), before, 0.01 * before);
}

TEST(TakeGains, TellTheLongestHole) {
  Sound master = gain_voice();
  EXPECT_EQ(find_missing(measure_gains(master, gain_voice()), 1).length, Seconds{0});
  for (auto& channel : master.channels) {
    std::fill_n(channel.begin() + 4410, 882, 0.0F);
    std::fill_n(channel.begin() + 22050, 8820, 0.0F);
  }
  const TakeGains gains = measure_gains(master, gain_voice());
  const MissingSpeech missing = find_missing(gains, usual_gain(gains));
  EXPECT_NEAR(missing.from.value, 0.5, 0.021);
  EXPECT_NEAR(missing.length.value, 0.2, 0.021);
}

}  // namespace
}  // namespace sotto::analysis
