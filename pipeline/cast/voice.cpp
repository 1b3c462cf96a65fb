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

}  // namespace sotto::cast
