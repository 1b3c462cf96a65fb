#pragma once

/// What each sub-command does, apart from reading its words. All return an exit status.

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "production/produce.h"
#include "shared/progress.h"

namespace sotto::cli {

enum ExitStatus : int {
  kDone = 0,
  kInputWrong = 1,
  kUsage = 2,
  kMachineFailed = 3,
  kFallsShort = 4,
  kInterrupted = 130
};

struct Session {
  production::Workspace workspace;
  Verbosity verbosity = Verbosity::normal;
  const StopFlag& stop;
};

/// Prints the diagnostics on stderr; quiet shows errors only. Whether there was an error.
bool show(const Diagnostics& diagnostics, Verbosity verbosity);

struct ProduceCommandOptions {
  std::vector<std::string> books;  ///< empty: all
  bool explain = false;            ///< say why each thing is made
  bool dry_run = false;            ///< only list what would be made
  bool verify = false;             ///< read everything in the cache
};
int produce_command(const ProduceCommandOptions& options, const Session& session);

struct AnnotateOptions {
  std::string book;
  std::filesystem::path cast;  ///< empty: none given
  bool json = false;
  int review = 10;  ///< how many unsure lines are listed
};
int annotate_command(const AnnotateOptions& options, const Session& session);

struct AuditionOptions {
  std::string voice;           ///< "all": every voice in turn
  std::string text;            ///< empty: a sentence of ours
  std::string how;             ///< "all": plain, then every delivery
  bool rain = false;           ///< over the rain, as in a book
  std::filesystem::path file;  ///< empty: `<out>/audition/<voice>[-how][-rain].wav`
};
int audition_command(const AuditionOptions& options, const Session& session);

int voices_command(const std::vector<std::string>& names, const Session& session);

struct CheckOptions {
  std::vector<std::string> books;
  std::filesystem::path limits;  ///< empty: `limits.yaml` beside the book, or the built-in ones
  bool bless = false;            ///< what is measured is what the next check compares with
};
int check_command(const CheckOptions& options, const Session& session);

int doctor_command(const Session& session);

struct CleanOptions {
  int older_than_days = 30;
  std::optional<std::uint64_t> max_bytes;  ///< absent: any size
  bool dry_run = false;
};
int clean_command(const CleanOptions& options, const Session& session);

struct WatchOptions {
  std::string book;
  bool play = false;
};
/// Until it is interrupted.
int watch_command(const WatchOptions& options, const Session& session);

}  // namespace sotto::cli
