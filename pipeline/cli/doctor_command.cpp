#include "cli/doctor_command.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <system_error>
#include <thread>

#include "cast/voice_folder.h"
#include "shared/console.h"
#include "shared/failure.h"
#include "shared/files.h"
#include "shared/hash.h"
#include "shared/package_files.h"
#include "shared/text.h"
#include "synthesis/synthesize.h"

namespace sotto::cli {

namespace {

/// One line of the examination; counts what is wrong.
class Examination {
 public:
  void good(const std::string& what) { print_result("ok    {}\n", what); }
  void bad(const std::string& what) {
    print_result("LACKS {}\n", what);
    ++lacks_;
  }
  int lacks() const { return lacks_; }

 private:
  int lacks_ = 0;
};

/// Removed with all that is in it.
class ScratchFolder {
 public:
  ScratchFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "sotto-doctor-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) fail_with("write", name, errno);
    path_ = name;
  }
  ~ScratchFolder() {
    std::error_code none;
    std::filesystem::remove_all(path_, none);
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// What came of a sentence.
struct Trial {
  std::string wrong;  ///< what failed; empty: nothing
  Seconds took;
  Seconds sound;
  std::string samples;  ///< a hash of them
};

/// Has a voice say a sentence, in a worker, as in a production. Throws MachineFailure.
Trial speak(const synthesis::Engines& engines, const cast::VoiceProfile& voice, const StopFlag& stop) {
  const std::string text = "Testing, one, two, three.";
  const cast::Cast cast{{{document::kNarrator, voice}}};
  Diagnostics diagnostics;
  synthesis::check_engine_voices(engines, cast.voices, {}, diagnostics);
  script::Script script;
  script::Line& line = script.chapters.emplace_back().lines.emplace_back();
  line.span = {0, text.size()};
  line.who = document::kNarrator;
  line.say = text;
  const ScratchFolder folder;
  const synthesis::TakeStore store(folder.path());
  if (!diagnostics.has_errors()) {
    const auto begin = std::chrono::steady_clock::now();
    const auto result = synthesis::synthesize({text, {{"the test", {0, text.size()}}}}, script, cast, store,
                                              {.workers = 1, .engines = engines}, stop, diagnostics);
    for (const synthesis::SynthesizedSentence& sentence : result.chapters.front().sentences) {
      if (sentence.take.empty()) continue;
      const synthesis::Take take = store.load_or_throw(sentence.take);
      const bool heard =
          std::any_of(take.samples.begin(), take.samples.end(), [](int s) { return std::abs(s) > 1000; });
      const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
      ContentHash hash;
      for (const std::int16_t sample : take.samples) hash.add(int{sample});
      return {heard ? "" : "what it says is silent",
              {took.count()},
              {static_cast<double>(take.samples.size()) / take.rate.value},
              hash.hex()};
    }
  }
  return {diagnostics.all().empty() ? "it says nothing" : diagnostics.all().front().message, {}, {}, {}};
}

/// The profiles of all ensembles, and of the user's, whose engine has no voice but theirs: each speaks, and once more.
void examine_profiles_of(const engine::Engine& engine, const Session& session, Examination& examination) {
  const synthesis::Engines& engines = session.workspace.engines;
  production::Workspace place = session.workspace;
  for (const std::string& ensemble : place.ensembles()) {
    place.ensemble = ensemble;
    Diagnostics told;  // by examine_voices
    for (const auto& [name, voice] : cast::read_voices(place.voice_folders(nullptr), engines.schemas(), told)) {
      if (voice.engine.engine != engine.schema().id) continue;
      const std::string what =
          fmt::format("voice '{}' of '{}' ({})", name, ensemble, printable(engine.schema().summary(voice.engine)));
      try {
        const Trial first = speak(engines, voice, session.stop);
        const Trial second = first.wrong.empty() ? speak(engines, voice, session.stop) : first;
        if (!second.wrong.empty()) {
          examination.bad(fmt::format("{}: {}", what, second.wrong));
        } else {
          examination.good(fmt::format("{}: speaks {:.1f} s in {:.1f} s, {}", what, second.sound.value,
                                       second.took.value,
                                       first.samples == second.samples ? "the same twice" : "not twice the same"));
        }
      } catch (const MachineFailure& failure) {
        examination.bad(fmt::format("{}: {}", what, failure.what()));
      }
    }
  }
}

void examine_engines(const Session& session, Examination& examination) {
  const synthesis::Engines& engines = session.workspace.engines;
  for (const auto& engine : engines.members()) {
    if (!engine->has_standard_voice()) {
      examine_profiles_of(*engine, session, examination);
      continue;
    }
    try {
      const std::string version = engine->version();
      cast::VoiceProfile voice;
      voice.engine = engine->schema().standard_settings();
      const std::string wrong = speak(engines, voice, session.stop).wrong;
      if (wrong.empty()) {
        examination.good(fmt::format("speech engine: {}; it speaks", version));
      } else {
        examination.bad(
            fmt::format("a speech engine that speaks: {}: {}; install it and its data again", version, wrong));
      }
    } catch (const MachineFailure& failure) {
      examination.bad(fmt::format("a speech engine that speaks: {}", failure.what()));
    }
  }
}

/// A file that is damaged where no sentence of the test needs it.
void examine_data(const synthesis::Engines& engines, Examination& examination) {
  for (const auto& engine : engines.members()) {
    try {
      const std::filesystem::path folder = engine->data_folder();
      if (folder.empty()) continue;
      const AlteredFiles altered = altered_package_files(folder);
      if (altered.packages.empty()) continue;
      if (altered.files.empty()) {
        examination.good(fmt::format("{}: as it was installed", folder.string()));
        continue;
      }
      examination.bad(
          fmt::format("{} as it was installed{}: apt-get install --reinstall {}", altered.files.front().string(),
                      altered.files.size() == 1 ? "" : fmt::format(" (and {} more)", altered.files.size() - 1),
                      fmt::join(altered.packages, " ")));
    } catch (const MachineFailure&) {
      // examine_engines() has told what is wrong with it
    }
  }
}

void examine_voices(const Session& session, Examination& examination) {
  Diagnostics diagnostics;
  const auto voices =
      cast::read_voices(session.workspace.voice_folders(nullptr), session.workspace.engines.schemas(), diagnostics);
  if (!diagnostics.has_errors() && !voices.empty()) {
    examination.good(fmt::format("{} voice profiles", voices.size()));
  } else {
    examination.bad(fmt::format("voice profiles that can be read ({} errors; `sotto voices` shows them)",
                                diagnostics.all().size()));
  }
}

void examine_folder(const std::filesystem::path& folder, Examination& examination) {
  try {
    make_folder(folder);
    const std::filesystem::path probe = folder / ".sotto-doctor";
    write_file(probe, "probe");
    std::filesystem::remove(probe);
    const auto space = std::filesystem::space(folder);
    // An hour of a master is 635 MB, its takes 160 MB, and its mix in the making another 1.27 GB.
    const double hours = static_cast<double>(space.available) / 2.1e9;
    const std::string what = fmt::format("{}: {:.0f} GB free, enough for {:.0f} hours of audio", folder.string(),
                                         static_cast<double>(space.available) / 1e9, hours);
    hours >= 1 ? examination.good(what) : examination.bad("disk space in " + what);
  } catch (const MachineFailure& failure) {
    examination.bad(std::string("a folder to write to: ") + failure.what());
  } catch (const std::filesystem::filesystem_error& failure) {
    examination.bad(std::string("a folder to write to: ") + failure.what());
  }
}

}  // namespace

int doctor_command(const Session& session) {
  Examination examination;
  examination.good(fmt::format("Sotto {}", SOTTO_VERSION));
  examination.good(fmt::format("{} cores, {} used", std::thread::hardware_concurrency(), session.workspace.jobs));
  examine_engines(session, examination);
  examine_data(session.workspace.engines, examination);
  examine_voices(session, examination);
  examine_folder(session.workspace.out, examination);
  examine_folder(session.workspace.cache_folder(), examination);
  return examination.lacks() == 0 ? kDone : kMachineFailed;
}

}  // namespace sotto::cli
