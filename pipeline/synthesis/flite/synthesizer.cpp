// Noise. The statistical voices draw theirs from the C library's rand(): it is seeded before each sentence, so that the
// same sentence is the same bytes.
//
// Formants. The sound is played at another rate than it was made at, which moves formants, pitch and tempo alike; the
// fundamental and the durations that are asked for make up for the latter two.
//
// Pronunciations. The library takes them for words only. So phones stand in its text as words that no lexicon has, with
// an addendum for each.

#include "synthesis/flite/synthesizer.h"

#include <dlfcn.h>
#include <flite/flite.h>
#include <flite/flite_version.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <optional>

#include "shared/failure.h"
#include "shared/files.h"
#include "shared/hash.h"
#include "shared/late_library.h"
#include "synthesis/engine/whisper.h"
#include "synthesis/flite/sentence_text.h"

namespace sotto::flite {

namespace {

namespace fs = std::filesystem;

constexpr const char* kInstall = "flite is not installed: apt-get install libflite1";

LateLibrary load(std::string_view soname) {
  try {
    return LateLibrary(std::string(soname));
  } catch (const MachineFailure&) {
    throw MachineFailure(kInstall);
  }
}

/// A hash of the file that holds a function of a library.
std::string hash_of_library(const LateLibrary& library, const char* function) {
  Dl_info info{};
  if (::dladdr(library.find(function), &info) == 0 || info.dli_fname == nullptr) throw MachineFailure(kInstall);
  return ContentHash().add(read_file(fs::path(info.dli_fname))).hex().substr(0, 16);
}

Installation find_installation() {
  Installation found;
  found.version = FLITE_PROJECT_VERSION;
  ContentHash shared;
  const LateLibrary core = load("libflite.so.1");
  shared.add(hash_of_library(core, "flite_init"));
  shared.add(hash_of_library(load("libflite_usenglish.so.1"), "usenglish_init"));
  shared.add(hash_of_library(load("libflite_cmulex.so.1"), "cmulex_init"));
  found.library = shared.hex().substr(0, 16);
  for (const Speaker& speaker : kSpeakers) {
    found.speakers.push_back(hash_of_library(load(speaker.library), std::string(speaker.registration).c_str()));
  }
  return found;
}

/// A word that stands for the n-th phones of a sentence: no lexicon has it, and it can be said.
std::string stand_in(std::size_t n) {
  std::string word = "zax";
  for (int i = 0; i < 3; ++i, n /= 50) {
    word += "bdfgklmnpt"[n % 10];
    word += "aeiou"[n / 10 % 5];
  }
  return word;
}

/// A file in memory, under a name by which a library may open it.
class MemoryFile {
 public:
  explicit MemoryFile(std::string_view content) : file_(::memfd_create("lexicon", MFD_CLOEXEC)) {
    if (file_ < 0 || ::write(file_, content.data(), content.size()) != static_cast<ssize_t>(content.size())) {
      throw MachineFailure("no memory for a pronunciation");
    }
    path_ = fmt::format("/proc/self/fd/{}", file_);
  }
  ~MemoryFile() { ::close(file_); }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  const std::string& path() const { return path_; }

 private:
  int file_;
  std::string path_;
};

/// As the library reads it, and what to add to its lexicon for it.
struct SpokenText {
  std::string text;
  std::string lexicon;
};

SpokenText spoken_text(const ParsedText& parsed) {
  SpokenText spoken;
  std::size_t stand_ins = 0;
  for (const Token& token : parsed.tokens) {
    if (!spoken.text.empty()) spoken.text += ' ';
    if (!token.phones.empty()) {
      const std::string word = stand_in(stand_ins++);
      spoken.lexicon += fmt::format("{} : {}\n", word, token.phones);
      spoken.text += word;
    }
    spoken.text += token.word;
  }
  return spoken;
}

}  // namespace

const Installation& installation() {
  static const Installation found = find_installation();
  return found;
}

/// The functions, of the speaker's library or those that it needs.
struct FliteSynthesizer::Library {
  explicit Library(const Speaker& who, const cast::EngineSettings& voice_settings)
      : speaker(who), settings(voice_settings), library(load(who.library)) {
    const auto make =
        reinterpret_cast<cst_voice* (*)(const char*)>(library.find(std::string(who.registration).c_str()));
    flite_init();
    voice = make(nullptr);
  }

  const Speaker& speaker;
  cast::EngineSettings settings;
  LateLibrary library;
  SOTTO_LATE(library, flite_init);
  SOTTO_LATE(library, flite_synth_text);
  SOTTO_LATE(library, flite_voice_add_lex_addenda);
  SOTTO_LATE(library, feat_set_float);
  SOTTO_LATE(library, utt_wave);
  SOTTO_LATE(library, utt_relation);
  SOTTO_LATE(library, relation_head);
  SOTTO_LATE(library, item_next);
  SOTTO_LATE(library, item_prev);
  SOTTO_LATE(library, item_daughter);
  SOTTO_LATE(library, item_as);
  SOTTO_LATE(library, item_feat_float);
  cst_voice* voice = nullptr;

  /// The library keeps the keys that it is given: they must be literals.
  void set_prosody(const Factors& factors) const {
    const double formants = settings.number("formants");
    const double rate = settings.whole("rate") * factors.rate;
    feat_set_float(voice->features, "duration_stretch", static_cast<float>(speaker.words_a_minute / rate * formants));
    if (!speaker.pitched) return;
    const double pitch = settings.number("pitch") * factors.pitch / formants;
    const double range = settings.number("range") * factors.range;
    if (speaker.recorded) {
      feat_set_float(voice->features, "int_f0_target_mean", static_cast<float>(speaker.pitch * pitch));
    } else {
      feat_set_float(voice->features, "f0_shift", static_cast<float>(pitch));
    }
    feat_set_float(voice->features, "int_f0_target_stddev", static_cast<float>(speaker.spread * pitch * range));
  }

  /// Where the sound of a token begins: at the end of the segment before its first one.
  std::optional<double> begin_of(const cst_item* token) const {
    const cst_item* word = item_daughter(token);
    if (word == nullptr) return std::nullopt;
    const cst_item* syllable = item_daughter(item_as(word, "SylStructure"));
    if (syllable == nullptr) return std::nullopt;
    const cst_item* segment = item_as(item_daughter(syllable), "Segment");
    if (segment == nullptr) return std::nullopt;
    const cst_item* before = item_prev(segment);
    return before == nullptr ? 0 : static_cast<double>(item_feat_float(before, "end"));
  }

  /// Notes where each token begins. The library's tokens are ours: what stands between spaces.
  void add_events(cst_utterance* utterance, const ParsedText& parsed, double rate, engine::SharedSpeech& speech) const {
    const cst_item* token = relation_head(utt_relation(utterance, "Token"));
    for (const Token& ours : parsed.tokens) {
      if (token == nullptr) return;
      if (const auto begin = begin_of(token)) {
        speech.add_event({static_cast<std::uint32_t>(ours.position), static_cast<std::uint32_t>(*begin * rate)});
      }
      token = item_next(token);
    }
  }
};

FliteSynthesizer::FliteSynthesizer() = default;
FliteSynthesizer::~FliteSynthesizer() = default;

void FliteSynthesizer::start() { load("libflite.so.1"); }

std::string FliteSynthesizer::set_voice(const cast::EngineSettings& voice) {
  const Speaker* speaker = speaker_named(voice.text("voice"));
  if (speaker == nullptr) return fmt::format("flite has no voice '{}'", voice.text("voice"));
  library_ = std::make_unique<Library>(*speaker, voice);
  return library_->voice == nullptr ? "flite does not give its voice" : "";
}

void FliteSynthesizer::speak(const std::string& text, engine::SharedSpeech& speech) {
  const Library& flite = *library_;
  const ParsedText parsed = parse_text(text);
  const SpokenText spoken = spoken_text(parsed);
  flite.set_prosody(parsed.factors);
  if (!spoken.lexicon.empty()) {
    const MemoryFile lexicon(spoken.lexicon);
    flite.flite_voice_add_lex_addenda(flite.voice, lexicon.path().c_str());
  }
  std::srand(1);  // NOLINT(cert-msc51-cpp): the same noise for each sentence
  cst_utterance* utterance = flite.flite_synth_text(spoken.text.c_str(), flite.voice);
  const cst_wave* wave = utterance == nullptr ? nullptr : flite.utt_wave(utterance);
  if (wave == nullptr || wave->num_channels != 1) return;
  speech.set_rate({std::round(wave->sample_rate * flite.settings.number("formants"))});
  flite.add_events(utterance, parsed, wave->sample_rate, speech);
  const std::span<std::int16_t> sound(wave->samples, static_cast<std::size_t>(wave->num_samples));
  if (flite.settings.text("manner") == kWhispered) engine::whisper(sound, speech.rate());
  if (speech.add_samples(sound)) speech.complete();
}

}  // namespace sotto::flite
