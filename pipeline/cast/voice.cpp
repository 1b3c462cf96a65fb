#include "cast/voice.h"

#include <algorithm>
#include <cmath>

namespace sotto {

EngineVoice performed(const VoiceProfile& profile, const std::string& delivery) {
  EngineVoice engine = profile.engine;
  const auto found = profile.deliveries.find(delivery);
  if (found == profile.deliveries.end()) return engine;
  const DeliveryChange& change = found->second;
  if (!change.variant.empty()) engine.variant = change.variant;
  engine.rate = std::clamp(static_cast<int>(std::lround(engine.rate * change.rate)), 80, 450);
  engine.pitch = std::clamp(engine.pitch + change.pitch, 0, 99);
  engine.range = std::clamp(engine.range + change.range, 0, 99);
  return engine;
}

void add_sound(ContentHash& hash, const VoiceProfile& profile) {
  const EngineVoice& engine = profile.engine;
  hash.add(engine.voice).add(engine.variant).add(engine.rate).add(engine.pitch).add(engine.range);
  hash.add(engine.volume).add(engine.word_gap);
  const Tone& tone = profile.tone;
  hash.add(tone.high_pass.value).add(tone.room);
  for (const Shelf& shelf : {tone.low_shelf, tone.high_shelf}) hash.add(shelf.frequency.value).add(shelf.gain.value);
  hash.add(profile.level.value).add(profile.pan).add(profile.deliveries.size());
  for (const auto& [name, change] : profile.deliveries) {
    hash.add(name).add(change.variant).add(change.rate).add(change.pitch).add(change.range).add(change.level.value);
  }
}

}  // namespace sotto
