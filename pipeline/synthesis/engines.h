#pragma once

/// The speech engines of the program, and those that a production uses.

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "cast/voice.h"
#include "shared/diagnostics.h"
#include "synthesis/engine/engine.h"

namespace sotto::synthesis {

/// A family of engines. The first is that of a voice whose profile names none.
class Engines {
 public:
  /// At least one, with different ids.
  explicit Engines(std::vector<std::shared_ptr<const engine::Engine>> members);

  const std::vector<std::shared_ptr<const engine::Engine>>& members() const { return members_; }
  /// Throws MachineFailure when there is none with this id.
  const engine::Engine& named(std::string_view id) const;
  /// One that has a reference voice, by which the words of others are found; null when none has.
  const engine::Engine* reference() const;
  /// How profiles are read. They live as long as the engines.
  cast::EngineSchemas schemas() const;

 private:
  std::vector<std::shared_ptr<const engine::Engine>> members_;
};

/// All engines that come with the program, and those of the user (`engines.yaml` in this folder; empty: none).
Engines builtin_engines(const std::filesystem::path& user_folder = {});

using Voices = std::map<std::string, cast::VoiceProfile>;

/// The engines of some voices, and the reference's where one of them needs it, opened: engine id -> front end. Throws
/// MachineFailure when there is no such engine.
using FrontEnds = std::map<std::string, std::unique_ptr<engine::FrontEnd>, std::less<>>;
FrontEnds open_engines(const Engines& engines, const Voices& voices,
                       const std::vector<std::filesystem::path>& voice_folders);

/// Checks with their engines that each voice, in each of its deliveries, can be spoken.
void check_engine_voices(const Engines& engines, const Voices& voices,
                         const std::vector<std::filesystem::path>& voice_folders, Diagnostics& diagnostics);

/// Gives each voice the language of a book (a tag of BCP 47). One whose engine does not speak it is an error, told once
/// for each engine.
void speak_language(const Engines& engines, std::string_view language, Voices& voices, Diagnostics& diagnostics);

/// The versions of the engines that some voices use, in order of their ids, joined by "; ". Throws MachineFailure when
/// one is missing.
std::string engine_versions(const Engines& engines, const Voices& voices);

/// The folders that the engines of some voices keep in the cache.
std::vector<std::filesystem::path> engine_folders_in(const std::filesystem::path& cache, const FrontEnds& front_ends);

}  // namespace sotto::synthesis
