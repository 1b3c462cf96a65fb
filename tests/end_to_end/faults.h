#pragma once

/// The program under test with faults put under its file writes (support/fault_shim/).

#include <chrono>
#include <cstdlib>
#include <functional>
#include <map>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "end_to_end/fixture.h"
#include "end_to_end/sotto.h"
#include "shared/checksummed_file.h"

namespace sotto::end_to_end {

/// Whether the layer can be loaded: the sanitizers want to come first.
inline bool faults_can_be_put() {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  return false;
#else
  return true;
#endif
}

/// Puts a copy of the engine's data into the cache, as an earlier production left it: most calls of a first production
/// are those that make it, and few would be left for what a test is about.
inline void give_engine_data(const TempFolder& folder) {
  const std::filesystem::path made = fixture("engine-data", [](const TempFolder& first) {
    first.write("kettle.txt", kShortStory);
    EXPECT_EQ(sotto(first, {"produce", "kettle.txt"}).status, 0);
  });
  constexpr const char* kPlace = "out/.cache/engine-data";
  std::filesystem::create_directories(folder / kPlace);
  std::filesystem::copy(made / kPlace, folder / kPlace, std::filesystem::copy_options::recursive);
}

struct Fault {
  std::size_t at = 0;  ///< number of the call that fails; 0: none does
  std::string error;   ///< "kill", "hang", errno as a number, or "done-" and errno: a renaming is done and fails
  std::string calls;   ///< which are counted: "write", "open,rename"; empty: all
  bool stays = false;  ///< all later calls fail, too
};

/// Two chapters, three speakers: many small files and two masters. Short, for it is produced some two hundred times.
inline constexpr const char* kTwoChapters =
    "Chapter 1\n\n\"Not yet,\" said Anna.\n\n"
    "Chapter 2\n\n\"You said that an hour ago,\" said Peter. The kettle began to sing.\n";

/// Runs with a fault. `log` hears of every call that was made to files in the folder.
inline Outcome sotto_with(const TempFolder& folder, const Fault& fault, std::vector<std::string> words,
                          std::vector<std::string>* log = nullptr,
                          const std::function<void(pid_t)>& while_running = {}) {
  const TempFolder aside;
  const std::string log_file = (aside / "log").string();
  const auto in_child = [&] {
    const auto set = [](const char* name, const std::string& value) {
      if (!value.empty()) ::setenv(name, value.c_str(), 1);
    };
    set("LD_PRELOAD", SOTTO_FAULT_SHIM);
    set("SOTTO_FAULT_ROOT", std::filesystem::canonical(folder.path()).string() + "/");
    set("SOTTO_FAULT_CALLS", fault.calls);
    set("SOTTO_FAULT_COUNTER", (aside / "counter").string());
    set("SOTTO_FAULT_ERROR", fault.error);
    if (log != nullptr) set("SOTTO_FAULT_LOG", log_file);
    if (fault.at > 0) set("SOTTO_FAULT_AT", std::to_string(fault.at));
    if (fault.stays) set("SOTTO_FAULT_STAYS", "1");
  };
  Outcome outcome = sotto(folder, std::move(words), {.in_child = in_child, .while_running = while_running});
  if (log != nullptr) {
    std::istringstream lines(try_read_file(log_file).value_or(""));
    for (std::string line; std::getline(lines, line);) log->push_back(line);
  }
  return outcome;
}

/// The folder of a production of kTwoChapters to which nothing happens, with the calls that it makes in the file
/// "calls" (none where the layer cannot be loaded). `prepare` is called before it.
inline std::filesystem::path logged_production(const std::string& name,
                                               const std::function<void(const TempFolder&)>& prepare) {
  return fixture(name, [&](const TempFolder& folder) {
    folder.write("kettle.txt", kTwoChapters);
    prepare(folder);
    const std::vector<std::string> words = {"produce", "kettle.txt", "-j", "2"};
    std::vector<std::string> log;
    const Outcome outcome = faults_can_be_put() ? sotto_with(folder, {}, words, &log) : sotto(folder, words);
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    std::string lines;
    for (const std::string& line : log) lines += line + "\n";
    folder.write("calls", lines);
  });
}

inline std::vector<std::string> calls_of(const std::filesystem::path& production) {
  std::vector<std::string> log;
  std::istringstream lines(read_file(production / "calls"));
  for (std::string line; std::getline(lines, line);) log.push_back(line);
  return log;
}

/// One that had the engine's data in its cache from the beginning.
inline std::filesystem::path two_chapters() { return logged_production("two-chapters", give_engine_data); }

/// What it gives, and its calls.
struct Whole {
  std::map<std::string, std::string> out;
  std::map<std::string, std::string> scripts;
  std::vector<std::string> log;
};

inline const Whole& whole() {
  static const Whole made{files_below(two_chapters() / "out"), files_below(two_chapters() / "scripts"),
                          calls_of(two_chapters())};
  return made;
}

/// As if all takes of a book had just been found good, so that no change of their files until now is seen. (A proof
/// that lies in the future would count as none.)
inline void seem_proved(const std::filesystem::path& records) {
  std::this_thread::sleep_for(std::chrono::milliseconds(100));  // well over a tick of the clock of files
  const auto now = std::chrono::nanoseconds(std::chrono::system_clock::now().time_since_epoch()).count();
  write_checksummed(records / "proved", std::to_string(now) + " " + read_file("/proc/sys/kernel/random/boot_id"));
}

inline std::size_t count_calls(const std::vector<std::string>& log, const std::string& call) {
  std::size_t count = 0;
  for (const std::string& line : log) count += line.starts_with(call) ? 1 : 0;
  return count;
}

}  // namespace sotto::end_to_end
