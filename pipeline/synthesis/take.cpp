#include "synthesis/take.h"

#include "shared/fields.h"
#include "shared/hash.h"

namespace sotto::synthesis {

namespace {

/// Part of each take's name: changes with trimming, fades, timings, or the file.
constexpr int kTakeVersion = 2;

TakeId name_take(const std::string& identity, const cast::EngineSettings& voice, const std::string& text) {
  ContentHash hash;
  hash.add("take").add(kTakeVersion).add(identity);
  for (const cast::EngineSetting& setting : voice.all) add_to_hash(hash, setting.value);
  hash.add(text);
  return hash.hex();
}

}  // namespace

TakeRequest request_take(const normalization::NormalizedSentence& sentence, const cast::VoiceProfile& profile,
                         const std::string& delivery, const cast::EngineSchema& schema,
                         const engine::FrontEnd& front_end) {
  const cast::EngineSettings voice = cast::effective_settings(schema, profile, delivery);
  engine::EngineText asked = front_end.text(sentence, profile, delivery);
  TakeRequest request;
  request.id = name_take(front_end.identity(voice), voice, asked.text);
  request.voice = front_end.for_worker(voice);
  request.text = std::move(asked.text);
  request.words = std::move(asked.words);
  request.place = sentence.span.begin;
  return request;
}

}  // namespace sotto::synthesis
