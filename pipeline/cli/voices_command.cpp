#include "cli/voices_command.h"

#include <fmt/format.h>

#include "cast/voice_folder.h"
#include "shared/console.h"
#include "shared/text.h"
#include "synthesis/synthesize.h"

namespace sotto::cli {

namespace {

const char* word_for(language::Gender gender) {
  return gender == language::Gender::female ? "woman" : gender == language::Gender::male ? "man" : "either";
}

const cast::EngineSchema& engine_of(const cast::VoiceProfile& voice, const synthesis::Engines& engines) {
  return engines.named(voice.engine.engine).schema();
}

std::string shown(const cast::SettingValue& value) {
  return std::visit([](const auto& held) { return printable(fmt::format("{}", held)); }, value);
}

/// "rate 158, pitch 54", as profiles write it; texts that are empty are left out.
std::string shown(const cast::EngineSettings& settings) {
  std::string text;
  for (const cast::EngineSetting& setting : settings.all) {
    if (const std::string value = shown(setting.value); !value.empty())
      text += fmt::format(", {} {}", setting.key, value);
  }
  return text;
}

/// The same of a delivery's changes: "rate x0.9, pitch +4, variant whisper"; what changes nothing is left out.
std::string shown_changes(const cast::EngineSettings& changes, const cast::EngineSchema& engine) {
  using Change = cast::SettingSpec::Change;
  std::string text;
  const cast::EngineSettings neutral = engine.neutral_change();
  for (const cast::EngineSetting& change : changes.all) {
    const cast::SettingSpec* spec = engine.find(change.key);
    if (spec == nullptr || *neutral.find(change.key) == change.value) continue;
    const std::string value = shown(change.value);
    const bool added = spec->change == Change::plus && value.front() != '-';
    text += fmt::format("{} {}{}, ", change.key, spec->change == Change::times ? "x" : added ? "+" : "", value);
  }
  return text;
}

void explain(const cast::VoiceProfile& voice, const cast::EngineSchema& engine) {
  print_result("{:<12} {}{}, {}: {}\n", voice.name, voice.age.empty() ? "" : voice.age + " ", word_for(voice.gender),
               engine.summary != nullptr ? engine.summary(voice.engine) : std::string(engine.id),
               printable(voice.description));
}

void explain_fully(const cast::VoiceProfile& voice, const cast::EngineSchema& engine) {
  explain(voice, engine);
  print_result("  engine      {}{}\n", engine.id, shown(voice.engine));
  const cast::Tone& t = voice.tone;
  print_result("  tone        high-pass {} Hz", t.high_pass.value);
  if (t.low_shelf.frequency.value > 0) {
    print_result(", low shelf {:+} dB at {} Hz", t.low_shelf.gain.value, t.low_shelf.frequency.value);
  }
  if (t.high_shelf.frequency.value > 0) {
    print_result(", high shelf {:+} dB at {} Hz", t.high_shelf.gain.value, t.high_shelf.frequency.value);
  }
  for (const cast::Band& band : t.bands) {
    print_result(", {:+} dB at {} Hz (q {})", band.gain.value, band.frequency.value, band.q);
  }
  if (t.brightness.value != 0) print_result(", brightness {:+} dB", t.brightness.value);
  if (t.de_ess.most.value > 0) {
    print_result(", de-ess up to {} dB above {} Hz", t.de_ess.most.value, t.de_ess.frequency.value);
  }
  if (t.compress.ratio > 1) print_result(", compress {}:1 over {:+} dB", t.compress.ratio, t.compress.threshold.value);
  if (t.tremor.value > 0) print_result(", tremor {} dB", t.tremor.value);
  const cast::ReadingStyle& r = voice.reading;
  print_result(
      ", room {}\n  reading     phrasing {}, exclaim {:+}, rate +-{} %, pitch +-{}\n  place       level {:+} dB, pan "
      "{:+}\n",
      t.room, r.phrasing, r.exclaim, r.vary_rate, r.vary_pitch, voice.level.value, voice.pan);
  for (const auto& [name, change] : voice.deliveries) {
    print_result("  {:<11} {}level {:+} dB", name, shown_changes(change.engine, engine), change.level.value);
    if (change.brightness.value != 0) print_result(", brightness {:+} dB", change.brightness.value);
    if (change.tremor.value != 0) print_result(", tremor {:+} dB", change.tremor.value);
    if (change.room != 0) print_result(", room {:+}", change.room);
    print_result("\n");
  }
  for (const auto& [word, said] : voice.pronunciations) {
    print_result("  says {} as [[{}]]\n", printable(word), printable(said.phonemes));
  }
}

/// Where the voices are, a book's own among them where one is named.
std::vector<std::filesystem::path> voice_folders(const std::string& book, const production::Workspace& place,
                                                 Diagnostics& diagnostics) {
  if (book.empty()) return place.voice_folders(nullptr);
  const std::vector<document::Book> books = production::find_books({book}, place, diagnostics);
  return place.voice_folders(books.empty() ? nullptr : &books.front());
}

}  // namespace

int voices_command(const VoicesOptions& options, const Session& session) {
  Diagnostics diagnostics;
  const std::vector<std::string>& names = options.names;
  const synthesis::Engines& engines = session.workspace.engines;
  const auto folders = voice_folders(options.book, session.workspace, diagnostics);
  const auto voices = cast::read_voices(folders, engines.schemas(), diagnostics);
  synthesis::check_engine_voices(engines, voices, folders, diagnostics);
  std::vector<std::string> known;
  known.reserve(voices.size());
  for (const auto& [name, voice] : voices) known.push_back(name);
  for (const std::string& name : names) {
    if (!voices.contains(name)) {
      diagnostics.error({}, fmt::format("there is no voice '{}'", name), suggest(name, known));
      continue;
    }
    explain_fully(voices.at(name), engine_of(voices.at(name), engines));
  }
  if (names.empty()) {
    for (const auto& [name, voice] : voices) explain(voice, engine_of(voice, engines));
  }
  return show(diagnostics, session.verbosity) ? kInputWrong : kDone;
}

}  // namespace sotto::cli
