// Every voice that comes with Sotto, in every delivery, said by eSpeak NG and sent through the mixer: as loud as its
// profile says, and in each delivery what the delivery's name promises. What they measure is in
// tests/golden/voices.txt.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "cast/voice_folder.h"
#include "end_to_end/sotto.h"
#include "mix/chapter_mix.h"
#include "production/voice_calibration.h"
#include "report/analysis/voice_features.h"
#include "shared/loudness.h"
#include "support/folders.h"
#include "support/golden.h"
#include "support/signals.h"
#include "support/speech.h"

namespace sotto::end_to_end {
namespace {

namespace fs = std::filesystem;
using Voice = std::pair<std::string, std::string>;

/// Not the text that voices are calibrated on. A shorter one says as much of its own vowels as of the voices.
constexpr const char* kText =
    "The rain had not let up since the morning, and the lamps along the quay were lit by four. An old man with a "
    "yellow umbrella came over the bridge, stopped half way, and looked down at the boats; he seemed to be "
    "counting them. Twelve, he said at last, and one too many. A girl who sold chestnuts at the corner had been "
    "watching him all the while. She knew each of those boats by name, and whose it was, and where it had been on "
    "Sunday. Which one is it, sir? she asked. He raised the umbrella and pointed, without a word, to a narrow "
    "black barge under the farther arch, on which there was neither a light nor a rope nor anybody to be seen. It "
    "was quite dry. The chestnuts began to burn, and neither of them noticed. Somewhere behind the customs house "
    "a door was thrown open, and men came running down the steps with hooks and lanterns, shouting to one another "
    "through the noise of the water. By the time they had reached the landing, the place under the arch was "
    "empty, and a few small rings were going out over the river.";

/// Pitch and the like need less of it, and take long to find.
constexpr Seconds kForFigures{15};

/// A voice in a delivery, as it stands in a mix.
struct Heard {
  double loudness = 0;  ///< LUFS in the mix
  double seconds = 0;   ///< of its lines, pauses inside sentences included
  double correlation = 0;
  double mono_loss = 0;  ///< LU that a fold-down to mono takes
  testing::SpeechFigures figures;
};

std::map<std::string, cast::VoiceProfile> shipped() {
  Diagnostics diagnostics;
  auto voices =
      cast::read_voices({testing::source_folder() / "voices"}, synthesis::builtin_engines().schemas(), diagnostics);
  EXPECT_EQ(render(diagnostics), "");
  return voices;
}

double loudness_of(std::span<const float> stereo) {
  LoudnessMeter meter(2, kMasterRate);
  meter.add(stereo);
  return meter.integrated().value_or(Lufs{-99}).value;
}

struct Ensemble {
  std::map<Voice, Heard> all;
  std::map<std::string, analysis::VoiceFeatures> prints;  ///< of the plain voices
};

std::vector<std::string> hows() {
  std::vector<std::string> hows = {""};
  hows.insert(hows.end(), script::kDeliveries.begin(), script::kDeliveries.end());
  return hows;
}

/// All of them perform the text.
Ensemble perform_all() {
  Ensemble heard;
  const TempFolder folder;
  const auto voices = shipped();
  script::Script script;
  script::ScriptChapter& chapter = script.chapters.emplace_back();
  const std::string text = kText;
  for (const auto& [name, profile] : voices) {
    document::Character& speaker = script.cast.emplace_back();
    speaker.id = speaker.name = name;
    for (const std::string& how : hows()) {
      script::Line& line = chapter.lines.emplace_back();
      line.span = {0, text.size()};
      line.who = name;
      line.how = how;
    }
  }
  const document::Manuscript manuscript{text, {{"text", {0, text.size()}}}};
  const cast::Cast cast{voices};
  const synthesis::TakeStore store(folder.path());
  const synthesis::SynthesisSettings settings{.workers = 2,
                                              .voice_folders = {testing::source_folder() / "voices"},
                                              .worker_command = {program(), synthesis::kEngineWorkerArgument}};
  const auto silent = silent_progress();
  StopFlag stop;
  Diagnostics diagnostics;
  const synthesis::SynthesisResult performance =
      synthesis::synthesize(manuscript, script, cast, store, settings, stop, diagnostics);
  mix::MixSettings mix_settings;
  mix_settings.ambience.scene.bed = {document::Bed::Kind::none};
  mix_settings.levels =
      production::calibrate(language::default_language(), script, cast, store, settings, stop, diagnostics).levels;
  EXPECT_EQ(render(diagnostics), "");
  const mix::Timeline timeline = mix::plan_timeline(chapter, performance.chapters.front(), document::Pauses{});
  for (const mix::Cue& cue : timeline.cues) {
    if (!cue.how.empty()) continue;
    const synthesis::Take take = store.load_or_throw(cue.take);
    heard.prints[cue.who].join(analysis::voice_features(take.samples, take.rate));
  }
  const auto mix = mix::mix_chapter(timeline, cast, store, mix_settings);

  std::map<Voice, Heard>& all = heard.all;
  std::int64_t now = 0;
  for (std::size_t i = 0; i < timeline.cues.size();) {
    const mix::Cue& first = timeline.cues[i];
    std::size_t last = i;
    while (last + 1 < timeline.cues.size() && timeline.cues[last + 1].line == first.line) ++last;
    // Up to the middle of the pause, so that the room's last echo counts.
    const std::int64_t end = timeline.cues[last].end + frames(Seconds{0.1}, kMasterRate);
    std::vector<float> skipped(static_cast<std::size_t>(2 * (first.begin - now)));
    mix->read(skipped);
    std::vector<float> stereo(static_cast<std::size_t>(2 * (end - first.begin)));
    mix->read(stereo);
    now = end;
    const auto left = testing::channel(stereo, 0);
    const auto right = testing::channel(stereo, 1);
    std::vector<float> mono(left.size());
    for (std::size_t k = 0; k < mono.size(); ++k) mono[k] = (left[k] + right[k]) * std::sqrt(0.5F);
    Heard& one = all[{first.who, first.how}];
    one.loudness = loudness_of(stereo);
    one.seconds = seconds(timeline.cues[last].end - first.begin, kMasterRate).value;
    one.correlation = testing::correlation(left, right);
    const std::vector<float> silence(mono.size(), 0.0F);
    one.mono_loss = one.loudness - loudness_of(testing::interleaved(mono, silence));
    const std::size_t some = frames(kForFigures, kMasterRate);
    one.figures = testing::measure_speech(std::span(mono).first(std::min(some, mono.size())), kMasterRate);
    i = last + 1;
  }
  return heard;
}

const Ensemble& ensemble() {
  static const Ensemble all = perform_all();
  return all;
}

const std::map<Voice, Heard>& heard() { return ensemble().all; }

std::string name_of(const Voice& voice) { return voice.first + " " + (voice.second.empty() ? "plain" : voice.second); }

void expect_levels() {
  const auto voices = shipped();
  // How far each is from what is meant: on a text that is not the calibration's, all are off by what the text does.
  std::map<Voice, double> off;
  double mean = 0;
  for (const auto& [voice, sound] : heard()) {
    const cast::VoiceProfile& profile = voices.at(voice.first);
    double meant = mix::kSpeechLoudness.value + profile.level.value;
    if (!voice.second.empty()) meant += profile.deliveries.at(voice.second).level.value;
    off[voice] = sound.loudness - meant;
    mean += off[voice] / static_cast<double>(heard().size());
  }
  EXPECT_NEAR(mean, 0, 0.3);
  for (const auto& [voice, difference] : off) EXPECT_NEAR(difference, mean, 0.5) << name_of(voice);
  for (const std::string& how : hows()) {
    std::vector<double> differences;
    for (const auto& [voice, difference] : off) {
      if (voice.second == how) differences.push_back(difference);
    }
    const auto [least, most] = std::minmax_element(differences.begin(), differences.end());
    EXPECT_LE(*most - *least, 0.5) << "between the voices in one delivery: " << (how.empty() ? "plain" : how);
  }
  EXPECT_EQ(heard().size(), voices.size() * (script::kDeliveries.size() + 1));
}

/// In just noticeable steps, as the listening checks count them.
void expect_voices_apart() {
  const auto& prints = ensemble().prints;
  for (auto a = prints.begin(); a != prints.end(); ++a) {
    for (auto b = std::next(a); b != prints.end(); ++b) {
      EXPECT_GT(analysis::distance(a->second, b->second).distance, 1.2) << a->first << " and " << b->first;
    }
  }
}

void expect_mono_to_keep_them() {
  for (const auto& [voice, sound] : heard()) {
    EXPECT_GT(sound.correlation, 0.7) << name_of(voice);
    EXPECT_LT(sound.mono_loss, 0.5) << name_of(voice);
    EXPECT_GT(sound.mono_loss, -0.5) << name_of(voice);
  }
}

/// What a delivery's name promises, against the same voice's plain speech.
void expect_deliveries() {
  for (const auto& [shipped_name, profile] : shipped()) {
    const std::string name = shipped_name;
    SCOPED_TRACE(name);
    const auto& all = heard();
    const auto figures = [&](const char* how) -> const testing::SpeechFigures& { return all.at({name, how}).figures; };
    const auto seconds = [&](const char* how) { return all.at({name, how}).seconds; };
    const auto loudness = [&](const char* how) { return all.at({name, how}).loudness; };
    const auto width = [&](const char* how) { return figures(how).high / figures(how).low; };
    const testing::SpeechFigures& plain = figures("");
    const double length = seconds("");

    EXPECT_LT(figures("whisper").voiced, 0.25) << "breath, no voice";
    EXPECT_LT(loudness("whisper"), loudness("") - 5);

    EXPECT_LT(figures("soft").tilt, plain.tilt - 1);
    EXPECT_LT(loudness("soft"), loudness("") - 2);
    EXPECT_GT(seconds("soft"), length);

    EXPECT_LT(figures("low").pitch, plain.pitch * 0.93);
    EXPECT_LT(figures("low").tilt, plain.tilt);

    EXPECT_LT(width("cold"), width("")) << "hardly any melody";
    EXPECT_GT(seconds("cold"), length * 1.08);

    EXPECT_LT(figures("hoarse").voiced, plain.voiced * 0.9);

    EXPECT_GT(figures("plead").pitch, plain.pitch * 1.03);
    EXPECT_LT(seconds("plead"), length);

    EXPECT_GT(figures("cry").pitch, plain.pitch * 1.03);
    EXPECT_GT(seconds("cry"), length * 1.02) << "a plea hurries, a cry does not";
    EXPECT_GT(cast::effective_tone(profile, "cry").tremor.value, profile.tone.tremor.value);

    EXPECT_GT(seconds("sob"), length * 1.2);
    EXPECT_LT(loudness("sob"), loudness("cry") - 1);

    EXPECT_LT(seconds("laugh"), length * 0.95);
    EXPECT_GT(figures("laugh").pitch, plain.pitch * 1.03);

    EXPECT_GT(seconds("call"), length * 1.05);
    EXPECT_GT(figures("call").pitch, plain.pitch * 1.05);
    EXPECT_GT(figures("call").tilt, plain.tilt + 1);

    EXPECT_GT(figures("shout").pitch, plain.pitch * 1.1);
    EXPECT_GT(figures("shout").tilt, plain.tilt + 2);
    EXPECT_GT(loudness("shout"), loudness("") + 4);

    EXPECT_LT(figures("thunder").pitch, figures("shout").pitch * 0.95) << "from the chest, not from the throat";
    EXPECT_GT(seconds("thunder"), seconds("shout") * 1.1);
    EXPECT_GT(loudness("thunder"), loudness("") + 5);
  }
}

void expect_what_was_measured() {
  std::string table = "voice        delivery  F0 Hz  10-90 %   voiced  tilt dB  seconds   LUFS  mono LU  correlation\n";
  for (const auto& [voice, sound] : heard()) {
    const testing::SpeechFigures& f = sound.figures;
    table += fmt::format(
        "{:<12} {:<8} {:>6.0f}  {:>3.0f}-{:<3.0f} {:>7.0f}% {:>8.0f} {:>8.1f} {:>6.1f} {:>8.1f} {:>12.2f}\n",
        voice.first, voice.second.empty() ? "plain" : voice.second, f.pitch, f.low, f.high, 100 * f.voiced, f.tilt,
        sound.seconds, sound.loudness, sound.mono_loss + 0.0, sound.correlation);
  }
  EXPECT_TRUE(testing::matches_golden("voices.txt", table));
}

// One test, because each test is a process of its own, and would have to make all takes again.
TEST(ShippedVoices, SoundAsTheyShould) {
  expect_levels();
  expect_voices_apart();
  expect_mono_to_keep_them();
  expect_deliveries();
  expect_what_was_measured();
}

}  // namespace
}  // namespace sotto::end_to_end
