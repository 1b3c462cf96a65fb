#include "cli/doctor_command.h"

#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <thread>

#include "cast/voice_folder.h"
#include "shared/console.h"
#include "shared/failure.h"
#include "shared/files.h"
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

void examine_engines(const synthesis::Engines& engines, Examination& examination) {
  for (const auto& engine : engines.members()) {
    try {
      examination.good("speech engine: " + engine->version());
    } catch (const MachineFailure& failure) {
      examination.bad(failure.what());
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
  examine_engines(session.workspace.engines, examination);
  examine_voices(session, examination);
  examine_folder(session.workspace.out, examination);
  examine_folder(session.workspace.cache_folder(), examination);
  return examination.lacks() == 0 ? kDone : kMachineFailed;
}

}  // namespace sotto::cli
