#include "mix/voice_levels.h"

#include <algorithm>
#include <optional>
#include <set>
#include <vector>

#include "mix/voice_chain.h"
#include "shared/audio.h"
#include "shared/loudness.h"

namespace sotto::mix {

namespace {

/// With more sound than this, the level changes by less than 0.1 LU.
constexpr Seconds kEnough{60};

/// What has been measured of a voice so far.
struct Hearing {
  LoudnessMeter meter{2, kMasterRate};
  std::int64_t frames = 0;
};

/// What every voice reads: the sentences of the language's table.
std::string spoken_text(const language::Language& language) {
  std::string text;
  for (const language::Table::Row& row : language.table("calibration-text")) {
    if (!text.empty()) text += ' ';
    text += row[0];
  }
  return text;
}

}  // namespace

VoiceLevels measure_levels(const Timeline& timeline, const cast::Cast& cast, const synthesis::TakeStore& store,
                           const VoiceLevels& known, const StopFlag& stop) {
  VoiceLevels levels;
  std::map<std::pair<std::string, std::string>, Hearing> hearings;
  VoiceChain chain;
  StereoClip clip;
  std::vector<float> interleaved;
  for (const Cue& cue : timeline.cues) {
    stop.check();
    const std::pair voice{cue.who, cue.how};
    if (const auto found = known.find(voice); found != known.end()) {
      levels.insert(*found);
      continue;
    }
    Hearing& hearing = hearings[voice];
    if (hearing.frames >= frames(kEnough, kMasterRate)) continue;
    const cast::VoiceProfile& profile = cast.voice_of(cue.who);
    chain.render(cast::effective_tone(profile, cue.how), Pan(profile.pan), store.load_or_throw(cue.take), 1, clip);
    interleaved.resize(2 * clip.frames());
    for (std::size_t i = 0; i < clip.frames(); ++i) {
      interleaved[2 * i] = clip.left[i];
      interleaved[2 * i + 1] = clip.right[i];
    }
    hearing.meter.add(interleaved);
    hearing.frames += static_cast<std::int64_t>(clip.frames());
  }
  for (const auto& [voice, hearing] : hearings) {
    if (const auto loudness = hearing.meter.integrated()) levels[voice] = *loudness;
  }
  return levels;
}

CalibrationText calibration_text(const language::Language& language, const script::Script& script) {
  std::set<std::pair<std::string, std::string>> voices = {{document::kNarrator, {}}};
  for (const script::ScriptChapter& chapter : script.chapters) {
    for (const script::Line& line : chapter.lines) voices.insert({line.who, line.how});
  }
  CalibrationText reading;
  reading.manuscript.text = spoken_text(language);
  reading.manuscript.language = &language;
  reading.manuscript.files = {{.path = "the calibration text", .span = {0, reading.manuscript.text.size()}}};
  reading.script.cast = script.cast;
  script::ScriptChapter& chapter = reading.script.chapters.emplace_back();
  chapter.number = 1;
  for (const auto& [who, how] : voices) {
    script::Line& line = chapter.lines.emplace_back();
    line.span = {0, reading.manuscript.text.size()};
    line.who = who;
    line.say = reading.manuscript.text;
    line.how = how;
  }
  return reading;
}

}  // namespace sotto::mix
