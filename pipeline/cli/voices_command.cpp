#include <fmt/format.h>

#include "cli/commands.h"
#include "shared/text.h"
#include "synthesis/synthesize.h"

namespace sotto::cli {

namespace {

const char* word_for(language::Gender gender) {
  return gender == language::Gender::female ? "woman" : gender == language::Gender::male ? "man" : "either";
}

void explain(const cast::VoiceProfile& voice) {
  const cast::EngineVoice& e = voice.engine;
  fmt::print("{:<12} {}{}, {}: {}\n", voice.name, voice.age.empty() ? "" : voice.age + " ", word_for(voice.gender),
             e.variant.empty() ? e.voice : e.voice + "+" + e.variant, printable(voice.description));
}

void explain_fully(const cast::VoiceProfile& voice) {
  explain(voice);
  const cast::EngineVoice& e = voice.engine;
  fmt::print("  engine      {} words a minute, pitch {}, range {}, volume {}, word gap {}\n", e.rate, e.pitch, e.range,
             e.volume, e.word_gap);
  const cast::Tone& t = voice.tone;
  fmt::print("  tone        high-pass {} Hz", t.high_pass.value);
  if (t.low_shelf.frequency.value > 0) {
    fmt::print(", low shelf {:+} dB at {} Hz", t.low_shelf.gain.value, t.low_shelf.frequency.value);
  }
  if (t.high_shelf.frequency.value > 0) {
    fmt::print(", high shelf {:+} dB at {} Hz", t.high_shelf.gain.value, t.high_shelf.frequency.value);
  }
  for (const cast::Band& band : t.bands) {
    fmt::print(", {:+} dB at {} Hz (q {})", band.gain.value, band.frequency.value, band.q);
  }
  if (t.brightness.value != 0) fmt::print(", brightness {:+} dB", t.brightness.value);
  if (t.de_ess.most.value > 0) {
    fmt::print(", de-ess up to {} dB above {} Hz", t.de_ess.most.value, t.de_ess.frequency.value);
  }
  if (t.compress.ratio > 1) fmt::print(", compress {}:1 over {:+} dB", t.compress.ratio, t.compress.threshold.value);
  if (t.tremor.value > 0) fmt::print(", tremor {} dB", t.tremor.value);
  const cast::ReadingStyle& r = voice.reading;
  fmt::print(
      ", room {}\n  reading     phrasing {}, exclaim {:+}, rate +-{} %, pitch +-{}\n  place       level {:+} dB, pan "
      "{:+}\n",
      t.room, r.phrasing, r.exclaim, r.vary_rate, r.vary_pitch, voice.level.value, voice.pan);
  for (const auto& [name, change] : voice.deliveries) {
    fmt::print("  {:<11} rate x{}, pitch {:+}, range {:+}, level {:+} dB", name, change.rate, change.pitch,
               change.range, change.level.value);
    if (change.word_gap != 0) fmt::print(", word gap {:+}", change.word_gap);
    if (change.brightness.value != 0) fmt::print(", brightness {:+} dB", change.brightness.value);
    if (change.tremor.value != 0) fmt::print(", tremor {:+} dB", change.tremor.value);
    if (change.room != 0) fmt::print(", room {:+}", change.room);
    fmt::print("{}\n", change.variant.empty() ? "" : ", variant " + change.variant);
  }
  for (const auto& [word, said] : voice.pronunciations) {
    fmt::print("  says {} as [[{}]]\n", printable(word), printable(said.phonemes));
  }
}

}  // namespace

int voices_command(const std::vector<std::string>& names, const Session& session) {
  Diagnostics diagnostics;
  const auto folders = session.workspace.voice_folders(nullptr);
  const auto voices = cast::read_voices(folders, diagnostics);
  synthesis::check_engine_voices(voices, diagnostics, cast::variant_folders(folders));
  std::vector<std::string> known;
  known.reserve(voices.size());
  for (const auto& [name, voice] : voices) known.push_back(name);
  for (const std::string& name : names) {
    if (!voices.contains(name)) {
      diagnostics.error({}, fmt::format("there is no voice '{}'", name), suggest(name, known));
      continue;
    }
    explain_fully(voices.at(name));
  }
  if (names.empty()) {
    for (const auto& [name, voice] : voices) explain(voice);
  }
  return show(diagnostics, session.verbosity) ? kInputWrong : kDone;
}

}  // namespace sotto::cli
