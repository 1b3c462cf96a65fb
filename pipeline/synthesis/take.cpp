#include "synthesis/take.h"

#include "shared/fields.h"
#include "shared/hash.h"
#include "synthesis/breath.h"

namespace sotto::synthesis {

namespace {

/// Part of each take's name: changes with trimming, fades, timings, or the file.
constexpr int kTakeVersion = 2;

/// Part of the name of a take whose words were found: changes with how they are.
constexpr int kAlignmentVersion = 1;

TakeId name_take(const std::string& identity, const cast::EngineSettings& voice, const std::string& text,
                 const Breath& breath = {}) {
  ContentHash hash;
  hash.add("take").add(kTakeVersion).add(identity);
  for (const cast::EngineSetting& setting : voice.all) add_to_hash(hash, setting.value);
  hash.add(text);
  if (breath.level > 0) add_to_hash(hash, breath);
  return hash.hex();
}

}  // namespace

TakeRequest request_take(const normalization::NormalizedSentence& sentence, const cast::VoiceProfile& profile,
                         const std::string& delivery, const cast::EngineSchema& schema,
                         const engine::FrontEnd& front_end) {
  const cast::EngineSettings voice = cast::effective_settings(schema, profile, delivery);
  engine::EngineText asked = front_end.text(sentence, profile, delivery);
  TakeRequest request;
  request.breath = breath_of(profile, sentence.place.breathes);
  request.id = name_take(front_end.identity(voice), voice, asked.text, request.breath);
  request.voice = front_end.for_worker(voice);
  request.text = std::move(asked.text);
  request.words = std::move(asked.words);
  request.place = sentence.span.begin;
  request.extra_time = front_end.extra_time(request.text.size());
  return request;
}

void add_reference(TakeRequest& request, const normalization::NormalizedSentence& sentence,
                   const cast::VoiceProfile& profile, const cast::EngineSettings& voice,
                   const engine::FrontEnd& front_end) {
  cast::VoiceProfile plain;
  plain.engine = voice;
  plain.pronunciations = profile.pronunciations;
  engine::EngineText asked = front_end.text(sentence, plain, {});
  ContentHash hash;
  hash.add("aligned").add(kAlignmentVersion).add(request.id);
  hash.add(name_take(front_end.identity(voice), voice, asked.text));
  request.id = hash.hex();
  request.reference = {front_end.for_worker(voice), std::move(asked.text), std::move(asked.words)};
}

}  // namespace sotto::synthesis
