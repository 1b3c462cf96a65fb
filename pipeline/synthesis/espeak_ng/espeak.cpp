#include "synthesis/espeak_ng/espeak.h"

#include <espeak-ng/speak_lib.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <span>
#include <string_view>
#include <system_error>
#include <utility>

#include "shared/failure.h"
#include "shared/text.h"
#include "synthesis/engine/child_process.h"
#include "synthesis/espeak_ng/settings.h"

namespace sotto::espeak_ng {

namespace {

namespace fs = std::filesystem;

/// The engine's parameters beyond the voice file, set for each voice so that nothing is left of another one.
void set_parameters(const cast::EngineSettings& voice) {
  espeak_SetParameter(espeakRATE, voice.whole("rate"), 0);
  espeak_SetParameter(espeakPITCH, voice.whole("pitch"), 0);
  espeak_SetParameter(espeakRANGE, voice.whole("range"), 0);
  espeak_SetParameter(espeakVOLUME, voice.whole("volume"), 0);
  espeak_SetParameter(espeakWORDGAP, voice.whole("word_gap"), 0);
}

/// Selects "gmw/en" or "gmw/en+f3". Both an unknown voice and an unknown variant can be answered with success and
/// something else; the identifier of what is then in use tells.
bool select_voice(const std::string& name) {
  if (espeak_SetVoiceByName(name.c_str()) != EE_OK) return false;
  const espeak_VOICE* voice = espeak_GetCurrentVoice();
  return voice != nullptr && voice->identifier != nullptr && voice->identifier == name;
}

/// Called by the engine with each block of sound. Returning 1 stops it.
int take_block(short* samples, int count, espeak_EVENT* events) {
  auto* speech = static_cast<engine::SharedSpeech*>(events->user_data);
  if (speech == nullptr) return 0;
  for (const espeak_EVENT* event = events; event->type != espeakEVENT_LIST_TERMINATED; ++event) {
    if (event->type != espeakEVENT_WORD || event->text_position < 1 || event->sample < 0) continue;
    const engine::EngineEvent word{static_cast<std::uint32_t>(event->text_position - 1),
                                   static_cast<std::uint32_t>(event->sample)};
    if (!speech->add_event(word)) return 1;
  }
  if (samples == nullptr || count <= 0) return 0;
  return speech->add_samples({samples, static_cast<std::size_t>(count)}) ? 0 : 1;
}

constexpr const char* kInstall = "apt-get install --reinstall espeak-ng-data";

std::string missing_data(const fs::path& place) {
  return fmt::format("eSpeak NG finds no usable data in {}; install it: {}", place.string(), kInstall);
}

/// `data`: the folder, or null for the system's. Synchronous: the engine neither opens a sound device nor starts a
/// thread. Returns the rate at which it speaks.
Hertz initialise(const char* data) {
  const int rate = espeak_Initialize(AUDIO_OUTPUT_SYNCHRONOUS, 0, data, espeakINITIALIZE_DONT_EXIT);
  if (rate > 0) return {static_cast<double>(rate)};
  const char* home = nullptr;
  espeak_Info(&home);
  throw MachineFailure(missing_data(home != nullptr ? home : "its own folder"));
}

std::vector<std::string> names_in(const fs::path& folder) {
  std::vector<std::string> names;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

/// For an answer of the engine.
constexpr Seconds kPatience{10};

/// So many troubles with spellings, and no more is asked: each costs two processes.
constexpr int kMostTroubles = 20;

/// Has most letters, so that a voice that says it has read most of its data.
constexpr std::string_view kPangram = "The quick brown fox jumps over the lazy dog.";

[[noreturn]] void fail_for_data(const std::string& why) {
  const char* elsewhere = std::getenv("ESPEAK_DATA_PATH");
  throw MachineFailure(fmt::format("eSpeak NG's data{} is damaged: {}; install it again: {}{}",
                                   elsewhere != nullptr ? fmt::format(" in {}", printable(elsewhere)) : "", why,
                                   kInstall, elsewhere != nullptr ? ", or unset ESPEAK_DATA_PATH" : ""));
}

/// What the engine complains about, or nothing: a line of its standard error.
std::string complaint(std::string_view said) {
  while (!said.empty()) {
    const std::string_view line = said.substr(0, said.find('\n'));
    // True of a sound installation: the package has a small one for some languages.
    if (!line.empty() && !line.starts_with("Full dictionary is not installed")) return printable(line);
    said.remove_prefix(std::min(said.size(), line.size() + 1));
  }
  return {};
}

/// Asks the engine something that any sound data answers.
engine::ChildOutcome ask(const std::function<void(const engine::Answers&)>& question) {
  engine::ChildOutcome outcome = engine::run_in_child(
      [&](const engine::Answers& answer) {
        initialise(nullptr);
        question(answer);
      },
      kPatience);
  const std::string complained = complaint(outcome.said);
  if (!outcome.trouble.empty()) {
    fail_for_data(fmt::format("the engine {}{}", outcome.trouble, complained.empty() ? "" : ": " + complained));
  }
  if (!complained.empty()) fail_for_data(complained);
  return outcome;
}

Installation load_installation() {
  const auto outcome = ask([](const engine::Answers& answer) {
    const char* home = nullptr;
    answer(espeak_Info(&home));
    answer(home);
  });
  Installation found;
  found.version = outcome.answers.at(0);
  found.data = outcome.answers.at(1);
  found.variants = names_in(found.data / "voices" / "!v");
  return found;
}

/// With text and phonemes. That [[ ]] are phonemes is told to the engine only with something to speak.
void speak_to_nobody(std::string_view text) {
  espeak_SetSynthCallback(take_block);
  espeak_Synth(text.data(), text.size() + 1, 0, POS_CHARACTER, 0, espeakCHARS_UTF8 | espeakPHONEMES, nullptr, nullptr);
}

/// Whether the engine reads phonemes to their end: at one that it does not know it drops the rest of them, and so also
/// what is put after them here.
bool reads_all(std::string_view phonemes) {
  constexpr std::string_view kEnd = "zIz";
  const std::string text = fmt::format("[[{}|{}]]", phonemes, kEnd);
  const void* rest = text.c_str();
  const char* said = espeak_TextToPhonemes(&rest, espeakCHARS_UTF8, 0);
  std::string known = said != nullptr ? said : "";
  std::erase_if(known, [](char c) { return std::string_view("',%=_| ").find(c) != std::string_view::npos; });
  return known.ends_with(kEnd);
}

/// Of the voice that is selected.
std::string unknown_phonemes(std::string_view all) {
  for (std::size_t begin = 0; begin < all.size();) {
    const std::size_t end = std::min(all.find(' ', begin), all.size());
    if (!reads_all(all.substr(begin, end - begin))) {
      std::size_t known = begin;
      while (reads_all(all.substr(begin, known + 1 - begin))) ++known;
      return std::string(all.substr(known));
    }
    begin = end + 1;
  }
  return {};
}

void answer_spellings(std::span<const Spelling> spellings, const engine::Answers& answer) {
  std::string selected;
  for (const Spelling& spelling : spellings) {
    if (spelling.voice != selected) {
      select_voice(spelling.voice);
      speak_to_nobody(" ");
      selected = spelling.voice;
    }
    answer(unknown_phonemes(spelling.phonemes));
  }
}

}  // namespace

const Installation& installation() {
  static const Installation loaded = load_installation();
  return loaded;
}

std::vector<std::string> voice_names() {
  std::vector<std::string> names = ask([](const engine::Answers& answer) {
                                     const espeak_VOICE** voice = espeak_ListVoices(nullptr);
                                     for (; *voice != nullptr; ++voice) answer((*voice)->identifier);
                                   }).answers;
  std::sort(names.begin(), names.end());
  return names;
}

std::set<std::string> known_voices(const std::set<std::string>& identifiers) {
  const auto outcome = ask([&](const engine::Answers& answer) {
    for (const std::string& identifier : identifiers) {
      if (identifier.find('+') != std::string::npos || !select_voice(identifier)) continue;
      speak_to_nobody(kPangram);
      answer(identifier);
    }
  });
  return {outcome.answers.begin(), outcome.answers.end()};
}

std::vector<SpellingAnswer> ask_spellings(const std::vector<Spelling>& spellings) {
  std::vector<SpellingAnswer> all;
  int troubles = 0;
  while (all.size() < spellings.size() && troubles < kMostTroubles) {
    const std::span<const Spelling> rest = std::span(spellings).subspan(all.size());
    const engine::ChildOutcome outcome = engine::run_in_child(
        [&](const engine::Answers& answer) {
          initialise(nullptr);
          answer_spellings(rest, answer);
        },
        kPatience);
    for (const std::string& unknown : outcome.answers) all.push_back({unknown, {}});
    if (outcome.trouble.empty()) break;
    // The spelling is at fault if the engine has no trouble with none at all.
    const Spelling none{rest[outcome.answers.size()].voice, ""};
    ask([&](const engine::Answers& answer) { answer_spellings({&none, 1}, answer); });
    all.push_back({{}, outcome.trouble});
    ++troubles;
  }
  return all;
}

void Espeak::start() {
  if (data_.empty()) {
    rate_ = initialise(nullptr);
  } else {
    // The engine holds paths of up to 160 characters, and uses its own data instead of a longer one: so it is told
    // "here".
    std::error_code error;
    fs::current_path(data_, error);
    if (error)
      throw MachineFailure(fmt::format("cannot use eSpeak NG's data in {}: {}", data_.string(), error.message()));
    if (!fs::exists("phontab", error)) throw MachineFailure(missing_data(data_));
    rate_ = initialise(".");
  }
  espeak_SetSynthCallback(take_block);
}

std::string Espeak::set_voice(const cast::EngineSettings& voice) {
  const std::string name = voice_name(voice);
  if (!select_voice(name)) return fmt::format("eSpeak NG has no voice '{}'", name);
  set_parameters(voice);
  return {};
}

void Espeak::speak(const std::string& text, engine::SharedSpeech& speech) {
  speech.set_rate(rate_);
  constexpr unsigned kFlags = espeakCHARS_UTF8 | espeakSSML | espeakPHONEMES;
  if (espeak_Synth(text.c_str(), text.size() + 1, 0, POS_CHARACTER, 0, kFlags, nullptr, &speech) == EE_OK)
    speech.complete();
}

}  // namespace sotto::espeak_ng
