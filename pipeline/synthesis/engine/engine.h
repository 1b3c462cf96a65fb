#pragma once

/// What a speech engine is to the rest of the program. Each engine is a folder beside this one, with a class for each
/// of the three parts:
///
///   Engine       its settings and its version
///   FrontEnd     the engine for the voices of one production: checks them, and writes the text that is synthesized
///   Synthesizer  the running engine, in a worker process

#include <cstddef>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "annotate/normalization/normalize.h"
#include "cast/voice.h"
#include "shared/diagnostics.h"
#include "shared/span.h"
#include "shared/units.h"
#include "synthesis/engine/shared_speech.h"

namespace sotto::engine {

/// A speech engine that keeps state between sentences and may crash or hang: it is started once in a process of its
/// own, given a voice in a child of that, and speaks each sentence in a child of the child. Other engines may live in
/// the same process.
class Synthesizer {
 public:
  virtual ~Synthesizer() = default;
  /// Loads the engine; it may not start a thread. Throws MachineFailure when it, or its data, is missing.
  virtual void start() = 0;
  /// Returns what is wrong with the voice, or nothing.
  virtual std::string set_voice(const cast::EngineSettings& voice) = 0;
  /// Sets the rate of `speech`, says the text into it with an event for each word as far as the engine knows, and
  /// completes it. Without events, the words share the time by their lengths.
  virtual void speak(const std::string& text, SharedSpeech& speech) = 0;
  /// Whether the engine itself is in another process, or behind a connection, which this object keeps from sentence to
  /// sentence. speak() is then called where set_voice() was, keeps to time limits of its own, and says why it could not
  /// with SharedSpeech::refuse(); both may throw MachineFailure.
  virtual bool is_apart() const { return false; }
};

/// A sentence as its engine is to get it.
struct EngineText {
  std::string text;         ///< in the engine's own language
  std::vector<Span> words;  ///< for each word of the sentence, its stretch of `text`, in code points
};

/// What workers need to start an engine.
struct WorkerData {
  std::string setup;       ///< for Engine::synthesizer
  std::size_t mended = 0;  ///< files of the engine's in the cache that were damaged and are made again
};

/// An engine with the files that a production brings along for it. Safe to use from several threads.
class FrontEnd {
 public:
  virtual ~FrontEnd() = default;

  /// Reports what the voices and their deliveries ask for and the engine does not have: names of voices, phonemes.
  /// Keyed by speaker: several may share a profile, whose mistakes are reported once.
  virtual void check(const std::map<std::string, cast::VoiceProfile>& voices, Diagnostics& diagnostics) const = 0;

  /// The sentence, said by a voice in a delivery.
  virtual EngineText text(const normalization::NormalizedSentence& sentence, const cast::VoiceProfile& profile,
                          const std::string& delivery) const = 0;

  /// Names everything that shapes the sound of a voice with these settings, besides the settings and the text:
  /// Engine::version(), and files that the settings name, by their content. Throws MachineFailure.
  virtual std::string identity(const cast::EngineSettings& voice) const = 0;

  /// The settings as a worker is to get them.
  virtual cast::EngineSettings for_worker(const cast::EngineSettings& voice) const = 0;

  /// How much longer than the program's own engines need a sentence of so many characters may take.
  virtual Seconds extra_time(std::size_t /*characters*/) const { return {}; }

  /// Folders that the engine keeps in the cache, whether they are there or not.
  virtual std::vector<std::filesystem::path> folders_in(const std::filesystem::path& cache) const = 0;

  /// Makes ready in the cache what workers need. Files there that did not change since they were looked at last are
  /// taken to be good, unless `compare_all`. Throws MachineFailure.
  virtual WorkerData prepare(const std::filesystem::path& cache, bool compare_all) const = 0;
};

class Engine {
 public:
  virtual ~Engine() = default;

  virtual const cast::EngineSchema& schema() const = 0;

  /// Begins with the engine's name, so that no two engines have the same: "Engine 1.51, data 0123456789abcdef".
  /// Throws MachineFailure when the engine is missing.
  virtual std::string version() const = 0;

  /// The folder of the data that was installed with it; empty: it has none. Throws MachineFailure when the engine is
  /// missing.
  virtual std::filesystem::path data_folder() const { return {}; }

  /// Whether its standard settings are a voice; otherwise only a profile's are.
  virtual bool has_standard_voice() const { return true; }

  /// Whether it reports where words begin. For one that does not, they are found with reference_voice() of another.
  virtual bool tells_words() const { return true; }

  /// The voice with the same throat in a language (a tag of BCP 47): as it is where it speaks it, or where the engine
  /// cannot tell. Nothing: the engine does not speak the language.
  virtual std::optional<cast::EngineSettings> in_language(const cast::EngineSettings& voice,
                                                          std::string_view /*language*/) const {
    return voice;
  }

  /// A plain voice, of an engine that reports where words begin, for finding those of other engines; nothing: it has
  /// none.
  virtual std::optional<cast::EngineSettings> reference_voice(language::Gender /*gender*/) const {
    return std::nullopt;
  }

  /// `voice_folders` are those of the profiles; an earlier one's files win.
  virtual std::unique_ptr<FrontEnd> open(const std::vector<std::filesystem::path>& voice_folders) const = 0;

  /// For a worker, with what FrontEnd::prepare() set up in the main process.
  virtual std::unique_ptr<Synthesizer> synthesizer(const std::string& setup) const = 0;
};

}  // namespace sotto::engine
