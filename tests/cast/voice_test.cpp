#include "cast/voice.h"

#include <gtest/gtest.h>

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "shared/fields.h"
#include "support/engine_voices.h"

namespace sotto::cast {
namespace {

using testing::espeak_change;
using testing::espeak_voice;

VoiceProfile profile() {
  VoiceProfile profile;
  profile.engine = espeak_voice({{"variant", "f3"}, {"rate", 160}, {"pitch", 60}});
  profile.deliveries["whisper"] = {
      espeak_change({{"variant", "whisperf"}, {"rate", 0.9}, {"pitch", -5}, {"range", -10}}), {-6}};
  profile.deliveries["shout"] = {espeak_change({{"rate", 2.0}, {"pitch", 50}, {"range", 50}}), {5}};
  return profile;
}

EngineSettings performed(const VoiceProfile& profile, const std::string& delivery) {
  return effective_settings(espeak_ng::schema(), profile, delivery);
}

TEST(EffectiveSettings, PlainAndUnknownDeliveriesChangeNothing) {
  EXPECT_EQ(performed(profile(), ""), profile().engine);
  EXPECT_EQ(performed(profile(), "singing"), profile().engine);
}

TEST(EffectiveSettings, ADeliveryChangesWhatItSays) {
  EXPECT_EQ(performed(profile(), "whisper"),
            espeak_voice({{"variant", "whisperf"}, {"rate", 144}, {"pitch", 55}, {"range", 40}}));
  EXPECT_EQ(performed(profile(), "shout"),
            espeak_voice({{"variant", "f3"}, {"rate", 320}, {"pitch", 99}, {"range", 99}}));
}

TEST(EffectiveTone, ADeliveryAddsToTheToneAndStaysInRange) {
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

TEST(VoiceHash, EveryAudibleFieldCounts) {
  VoiceProfile plain;
  plain.engine = espeak_voice();
  plain.deliveries["whisper"] = {.engine = espeak_change()};
  std::vector<std::function<void(VoiceProfile&)>> changes = {
      [](VoiceProfile& p) { p.tone.high_pass.value += 1; },
      [](VoiceProfile& p) { p.tone.low_shelf.frequency.value += 1; },
      [](VoiceProfile& p) { p.tone.low_shelf.gain.value += 1; },
      [](VoiceProfile& p) { p.tone.high_shelf.frequency.value += 1; },
      [](VoiceProfile& p) { p.tone.high_shelf.gain.value += 1; },
      [](VoiceProfile& p) { p.tone.room += 0.1; },
      [](VoiceProfile& p) { p.tone.bands.push_back({}); },
      [](VoiceProfile& p) {
        p.tone.bands.push_back({{100}, {0}, 1});
      },
      [](VoiceProfile& p) {
        p.tone.bands.push_back({{0}, {1}, 1});
      },
      [](VoiceProfile& p) {
        p.tone.bands.push_back({{0}, {0}, 2});
      },
      [](VoiceProfile& p) { p.tone.brightness.value += 1; },
      [](VoiceProfile& p) { p.tone.de_ess.frequency.value += 1; },
      [](VoiceProfile& p) { p.tone.de_ess.threshold.value += 1; },
      [](VoiceProfile& p) { p.tone.de_ess.most.value += 1; },
      [](VoiceProfile& p) { p.tone.compress.threshold.value += 1; },
      [](VoiceProfile& p) { p.tone.compress.ratio += 1; },
      [](VoiceProfile& p) { p.tone.tremor.value += 1; },
      [](VoiceProfile& p) { p.reading.phrasing += 0.1; },
      [](VoiceProfile& p) { p.reading.exclaim += 1; },
      [](VoiceProfile& p) { p.reading.vary_rate += 1; },
      [](VoiceProfile& p) { p.reading.vary_pitch += 1; },
      [](VoiceProfile& p) { p.reading.melody += 1; },
      [](VoiceProfile& p) { p.reading.breath += 1; },
      [](VoiceProfile& p) { p.level.value += 1; },
      [](VoiceProfile& p) { p.pan += 0.1; },
      [](VoiceProfile& p) { p.engine.engine = "another"; },
      [](VoiceProfile& p) { p.deliveries["shout"] = {}; },
      [](VoiceProfile& p) { p.deliveries["whisper"].level.value = -6; },
      [](VoiceProfile& p) { p.deliveries["whisper"].brightness.value = 1; },
      [](VoiceProfile& p) { p.deliveries["whisper"].tremor.value = 1; },
      [](VoiceProfile& p) { p.deliveries["whisper"].room = -0.1; },
  };
  // And every setting of the engine, by its type.
  const auto other = [](const SettingValue& value) -> SettingValue {
    if (const int* whole = std::get_if<int>(&value)) return *whole + 1;
    if (const double* number = std::get_if<double>(&value)) return *number + 0.1;
    return std::get<std::string>(value) + "x";
  };
  for (const EngineSetting& setting : plain.engine.all) {
    changes.push_back([=](VoiceProfile& p) { p.engine.set(setting.key, other(setting.value)); });
  }
  for (const EngineSetting& setting : plain.deliveries["whisper"].engine.all) {
    changes.push_back([=](VoiceProfile& p) { p.deliveries["whisper"].engine.set(setting.key, other(setting.value)); });
  }
  std::set<std::string> hashes = {hash_of(plain)};
  for (const auto& change : changes) {
    VoiceProfile changed = plain;
    change(changed);
    hashes.insert(hash_of(changed));
  }
  EXPECT_EQ(hashes.size(), changes.size() + 1);
}

TEST(VoiceHash, WhatIsNotHeardDoesNotCount) {
  VoiceProfile plain;
  VoiceProfile described = plain;
  described.name = "narrator";
  described.description = "a calm voice";
  described.gender = language::Gender::female;
  described.pronunciations["Giry"] = "Zi";
  EXPECT_EQ(hash_of(plain), hash_of(described));
}

}  // namespace
}  // namespace sotto::cast
