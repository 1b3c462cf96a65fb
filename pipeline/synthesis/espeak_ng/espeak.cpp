#include "synthesis/espeak_ng/espeak.h"

#include <espeak-ng/speak_lib.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <mutex>
#include <string_view>
#include <system_error>
#include <utility>

#include "shared/failure.h"
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

std::string missing_data(const fs::path& place) {
  return fmt::format("eSpeak NG finds no usable data in {}; install it: apt-get install espeak-ng-data",
                     place.string());
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

Installation load_installation() {
  initialise(nullptr);
  Installation found;
  const char* home = nullptr;
  found.version = espeak_Info(&home);
  found.data = home;
  for (const espeak_VOICE** voice = espeak_ListVoices(nullptr); *voice != nullptr; ++voice) {
    found.voices.emplace_back((*voice)->identifier);
  }
  std::sort(found.voices.begin(), found.voices.end());
  found.variants = names_in(found.data / "voices" / "!v");
  return found;
}

/// The engine in this process is one, whichever book asks.
std::mutex& one_at_a_time() {
  static std::mutex mutex;
  return mutex;
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

}  // namespace

const Installation& installation() {
  // The library can be initialised once in a process; so this is asked once.
  static const Installation loaded = load_installation();
  return loaded;
}

bool knows_voice(const std::string& identifier) {
  const std::scoped_lock lock(one_at_a_time());
  installation();
  return identifier.find('+') == std::string::npos && select_voice(identifier);
}

std::string unknown_phonemes(const std::string& voice, const std::string& phonemes) {
  const std::scoped_lock lock(one_at_a_time());
  installation();
  select_voice(voice);
  // That [[ ]] are phonemes is told to the engine only with something to speak.
  espeak_SetSynthCallback(take_block);
  espeak_Synth(" ", 2, 0, POS_CHARACTER, 0, espeakCHARS_UTF8 | espeakPHONEMES, nullptr, nullptr);
  const std::string_view all = phonemes;
  for (std::size_t begin = 0; begin < all.size();) {
    const std::size_t end = std::min(all.find(' ', begin), all.size());
    if (!reads_all(all.substr(begin, end - begin))) {
      std::size_t known = begin;
      while (reads_all(all.substr(begin, known + 1 - begin))) ++known;
      return phonemes.substr(known);
    }
    begin = end + 1;
  }
  return {};
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
