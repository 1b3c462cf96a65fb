#include <gtest/gtest.h>

#include <functional>
#include <set>

#include "cast/voice.h"

namespace sotto::cast {
namespace {

std::string hash_of(const VoiceProfile& profile) {
  ContentHash hash;
  add_sound(hash, profile);
  return hash.hex();
}

TEST(SoundHash, EveryAudibleFieldCounts) {
  VoiceProfile plain;
  plain.deliveries["whisper"] = {};
  const std::vector<std::function<void(VoiceProfile&)>> changes = {
      [](VoiceProfile& p) { p.engine.voice = "gmw/en-US"; },
      [](VoiceProfile& p) { p.engine.variant = "f1"; },
      [](VoiceProfile& p) { p.engine.rate += 1; },
      [](VoiceProfile& p) { p.engine.pitch += 1; },
      [](VoiceProfile& p) { p.engine.range += 1; },
      [](VoiceProfile& p) { p.engine.volume += 1; },
      [](VoiceProfile& p) { p.engine.word_gap += 1; },
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
      [](VoiceProfile& p) { p.level.value += 1; },
      [](VoiceProfile& p) { p.pan += 0.1; },
      [](VoiceProfile& p) { p.deliveries["shout"] = {}; },
      [](VoiceProfile& p) { p.deliveries["whisper"].variant = "whisper"; },
      [](VoiceProfile& p) { p.deliveries["whisper"].rate = 0.9; },
      [](VoiceProfile& p) { p.deliveries["whisper"].pitch = 1; },
      [](VoiceProfile& p) { p.deliveries["whisper"].range = 1; },
      [](VoiceProfile& p) { p.deliveries["whisper"].level.value = -6; },
      [](VoiceProfile& p) { p.deliveries["whisper"].word_gap = 1; },
      [](VoiceProfile& p) { p.deliveries["whisper"].brightness.value = 1; },
      [](VoiceProfile& p) { p.deliveries["whisper"].tremor.value = 1; },
      [](VoiceProfile& p) { p.deliveries["whisper"].room = -0.1; },
  };
  std::set<std::string> hashes = {hash_of(plain)};
  for (const auto& change : changes) {
    VoiceProfile changed = plain;
    change(changed);
    hashes.insert(hash_of(changed));
  }
  EXPECT_EQ(hashes.size(), changes.size() + 1);
}

TEST(SoundHash, WhatIsNotHeardDoesNotCount) {
  VoiceProfile plain;
  VoiceProfile described = plain;
  described.description = "a calm voice";
  EXPECT_EQ(hash_of(plain), hash_of(described));
}

}  // namespace
}  // namespace sotto::cast
