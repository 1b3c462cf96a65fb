#pragma once

/// What each sub-command does, apart from reading its words. All return an exit status.

#include <filesystem>
#include <string>
#include <vector>

#include "produce.h"
#include "shared/progress.h"

namespace sotto {

enum ExitStatus : int {
  kDone = 0,
  kInputWrong = 1,
  kUsage = 2,
  kMachineFailed = 3,
  kFallsShort = 4,
  kInterrupted = 130
};

struct Session {
  Workplace workplace;
  Verbosity verbosity = Verbosity::normal;
  const StopFlag& stop;
};

/// Prints the diagnostics on stderr; quiet shows errors only. Whether there was an error.
bool show(const Diagnostics& diagnostics, Verbosity verbosity);

int produce_command(const std::vector<std::string>& books, const Session& session);

struct AnnotateOptions {
  std::string book;
  std::filesystem::path cast;  ///< empty: none given
  bool json = false;
  int review = 10;  ///< how many unsure lines are listed
};
int annotate_command(const AnnotateOptions& options, const Session& session);

struct AuditionOptions {
  std::string voice;
  std::string text;  ///< empty: a sentence of ours
  std::string how;
  std::filesystem::path file;  ///< empty: `<out>/audition/<voice>[-how].wav`
};
int audition_command(const AuditionOptions& options, const Session& session);

int voices_command(const std::vector<std::string>& names, const Session& session);
int check_command(const std::vector<std::string>& books, const Session& session);
int doctor_command(const Session& session);

}  // namespace sotto
