#include "cast/voice.h"

#include <gtest/gtest.h>

namespace sotto::cast {
namespace {

VoiceProfile profile() {
  VoiceProfile profile;
  profile.engine = {"gmw/en", "f3", 160, 60, 50, 100, 0};
  profile.deliveries["whisper"] = {"whisperf", 0.9, -5, -10, {-6}};
  profile.deliveries["shout"] = {"", 2, 50, 50, {5}};
  profile.deliveries["low"] = {"", 0.5, -50, -50, {0}};
  return profile;
}

TEST(Performed, PlainAndUnknownDeliveriesChangeNothing) {
  EXPECT_EQ(effective_voice(profile(), ""), profile().engine);
  EXPECT_EQ(effective_voice(profile(), "singing"), profile().engine);
}

TEST(Performed, ADeliveryScalesTheRateAndStepsTheRest) {
  EXPECT_EQ(effective_voice(profile(), "whisper"), (EngineVoice{"gmw/en", "whisperf", 144, 55, 40, 100, 0}));
}

TEST(Performed, StaysWithinTheEnginesRange) {
  VoiceProfile fast = profile();
  fast.engine.rate = 400;
  EXPECT_EQ(effective_voice(fast, "shout"), (EngineVoice{"gmw/en", "f3", 450, 99, 99, 100, 0}));
  fast.engine = {"gmw/en", "f3", 100, 10, 10, 100, 0};
  EXPECT_EQ(effective_voice(fast, "low"), (EngineVoice{"gmw/en", "f3", 80, 0, 0, 100, 0}));
}

TEST(Shaped, ADeliveryAddsToTheToneAndStaysInRange) {
  VoiceProfile changed = profile();
  changed.tone.room = 0.3;
  changed.tone.brightness = {1};
  changed.deliveries["call"].room = 0.9;
  changed.deliveries["call"].brightness = {2};
  changed.deliveries["call"].tremor = {1.5};
  changed.deliveries["whisper"].room = -0.4;
  EXPECT_EQ(effective_tone(changed, ""), changed.tone);
  EXPECT_EQ(effective_tone(changed, "singing"), changed.tone);
  Tone expected = changed.tone;
  expected.room = 1;
  expected.brightness = {3};
  expected.tremor = {1.5};
  EXPECT_EQ(effective_tone(changed, "call"), expected);
  EXPECT_EQ(effective_tone(changed, "whisper").room, 0);
}

TEST(Performed, WordsAreHeldApart) {
  VoiceProfile held = profile();
  held.engine.word_gap = 45;
  held.deliveries["sob"].word_gap = 4;
  held.deliveries["cry"].word_gap = 20;
  EXPECT_EQ(effective_voice(held, "sob").word_gap, 49);
  EXPECT_EQ(effective_voice(held, "cry").word_gap, 50);
}

}  // namespace
}  // namespace sotto::cast
