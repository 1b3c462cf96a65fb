#include "cast/voice.h"

#include <algorithm>

namespace sotto::cast {

EngineSettings effective_settings(const EngineSchema& schema, const VoiceProfile& profile,
                                  const std::string& delivery) {
  const auto found = profile.deliveries.find(delivery);
  return found == profile.deliveries.end() ? profile.engine : changed(schema, profile.engine, found->second.engine);
}

Tone effective_tone(const VoiceProfile& profile, const std::string& delivery) {
  Tone tone = profile.tone;
  const auto found = profile.deliveries.find(delivery);
  if (found == profile.deliveries.end()) return tone;
  const DeliveryChange& change = found->second;
  tone.brightness = tone.brightness + change.brightness;
  tone.tremor.value = std::max(0.0, tone.tremor.value + change.tremor.value);
  tone.room = std::clamp(tone.room + change.room, 0.0, 1.0);
  return tone;
}

void add_sound(ContentHash& hash, const VoiceProfile& profile) {
  const EngineVoice& engine = profile.engine;
  hash.add(engine.voice).add(engine.variant).add(engine.rate).add(engine.pitch).add(engine.range);
  hash.add(engine.volume).add(engine.word_gap);
  const Tone& tone = profile.tone;
  hash.add(tone.high_pass.value).add(tone.room).add(tone.brightness.value).add(tone.tremor.value);
  hash.add(tone.bands.size());
  for (const Band& band : tone.bands) hash.add(band.frequency.value).add(band.gain.value).add(band.q);
  hash.add(tone.de_ess.frequency.value).add(tone.de_ess.threshold.value).add(tone.de_ess.most.value);
  hash.add(tone.compress.threshold.value).add(tone.compress.ratio);
  for (const Shelf& shelf : {tone.low_shelf, tone.high_shelf}) hash.add(shelf.frequency.value).add(shelf.gain.value);
  hash.add(profile.reading.phrasing)
      .add(profile.reading.exclaim)
      .add(profile.reading.vary_rate)
      .add(profile.reading.vary_pitch);
  hash.add(profile.level.value).add(profile.pan).add(profile.deliveries.size());
  for (const auto& [name, change] : profile.deliveries) {
    hash.add(name).add(change.variant).add(change.rate).add(change.pitch).add(change.range).add(change.level.value);
    hash.add(change.word_gap).add(change.brightness.value).add(change.tremor.value).add(change.room);
  }
}

}  // namespace sotto::cast
