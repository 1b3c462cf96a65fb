#include "mix/levels.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <vector>

#include "mix/load_take.h"
#include "mix/voice_chain.h"
#include "shared/audio.h"
#include "shared/loudness.h"

namespace sotto {

namespace {

/// Longer, and the figure does not change by more than 0.1 LU.
constexpr Seconds kEnough{60};

/// Of a voice, heard enough or not.
struct Hearing {
  LoudnessMeter meter{2, kMasterRate};
  std::int64_t frames = 0;
};

constexpr const char* kText =
    "Before the bells of the old church had rung for six, a thin girl in a grey shawl was pushing her cart through the "
    "fog. "
    "Just then a voice asked her which way the river lay, and she laughed; who could miss it? "
    "She showed him five bridges, each with its own lamps, and the usual boys who fish there for pleasure. "
    "He thanked her, paid for a dozen oysters that he did not eat, and went down to the water, looking back only once.";

}  // namespace

VoiceLevels measure_levels(const Timeline& timeline, const Cast& cast, const TakeStore& store, const VoiceLevels& known,
                           const StopFlag& stop) {
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
    const VoiceProfile& profile = cast.voice_of(cue.who);
    chain.render(shaped(profile, cue.how), Pan(profile.pan), load_take(store, cue.take).samples, 1, clip);
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

CalibrationReading calibration_reading(const Script& script) {
  std::set<std::pair<std::string, std::string>> voices = {{kNarrator, {}}};
  for (const ScriptChapter& chapter : script.chapters) {
    for (const Line& line : chapter.lines) voices.insert({line.who, line.how});
  }
  CalibrationReading reading;
  reading.manuscript.text = kText;
  reading.manuscript.files = {{.path = "the calibration text", .span = {0, reading.manuscript.text.size()}}};
  reading.script.cast = script.cast;
  ScriptChapter& chapter = reading.script.chapters.emplace_back();
  chapter.number = 1;
  for (const auto& [who, how] : voices) {
    Line& line = chapter.lines.emplace_back();
    line.span = {0, reading.manuscript.text.size()};
    line.who = who;
    line.say = kText;
    line.how = how;
  }
  return reading;
}

}  // namespace sotto
