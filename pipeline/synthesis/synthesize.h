#pragma once

/// Script x Cast -> Takes, in worker processes.

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "annotate/document/manuscript.h"
#include "annotate/script/script.h"
#include "cast/casting.h"
#include "shared/diagnostics.h"
#include "shared/progress.h"
#include "synthesis/engine_worker.h"
#include "synthesis/engines.h"
#include "synthesis/take_store.h"

namespace sotto::synthesis {

/// One sentence of a line, performed.
struct SynthesizedSentence {
  std::size_t line = 0;  ///< index into the chapter's lines; kTitle for the announced title
  normalization::NormalizedSentence sentence;
  TakeId take;               ///< empty when the engine could not say it (reported)
  Hertz rate;                ///< of the take
  std::uint32_t frames = 0;  ///< of the take, at `rate`
  std::vector<WordTiming> words;
  bool fresh = false;  ///< the cache lacked its take
};
inline constexpr std::size_t kTitle = static_cast<std::size_t>(-1);

struct SynthesizedChapter {
  std::vector<SynthesizedSentence> sentences;  ///< in reading order

  /// How many of them the cache lacked.
  std::size_t fresh() const;
};

struct SynthesisResult {
  std::vector<SynthesizedChapter> chapters;
  std::size_t takes = 0;  ///< distinct ones
  std::size_t made = 0;   ///< of those, not found in the cache
};

struct SynthesisSettings {
  int workers = 0;              ///< 0: one a core
  Seconds time_limit_base{10};  ///< for one sentence; more is added by the length of its text
  Engines engines = builtin_engines();
  std::vector<std::filesystem::path> voice_folders{};  ///< of the profiles: engines find files of their own there
  /// Takes in the cache whose file changed after this time (nanoseconds since 1970) are read wholly, to find altered
  /// ones; 0: all of them.
  std::int64_t proved_until_ns = TakeStore::kNeverChanged;
  bool dry_run = false;  ///< only looks what would be made
  /// The program that becomes a worker: this one, whose `main` hands over to `engine_worker_main`.
  std::vector<std::string> worker_command{"/proc/self/exe", kEngineWorkerArgument};
};

struct SynthesisCounts {
  std::size_t made = 0;     ///< distinct takes that the cache lacked
  std::size_t damaged = 0;  ///< of those, it had them in a bad state
};

/// Gets a chapter when all its takes are there, in the order of the script. It may take its time: the workers wait.
using ChapterSynthesized = std::function<void(std::size_t chapter, SynthesizedChapter performed)>;

/// Makes every take that the cache lacks. Memory does not grow with the book: a few chapters are on their way at a
/// time, so that the workers are busy across their borders. A sentence that crashes or hangs the engine is tried once
/// more, then reported as an error at its place, and the rest is made. The same takes come out at any worker count and
/// in any order. `progress` is told of bytes of manuscript: as they are spoken, or not to be spoken. Throws
/// MachineFailure (no engine, no data, disk full), Interrupted, and what `performed` throws.
SynthesisCounts synthesize_chapters(const document::Manuscript& manuscript, const script::Script& script,
                                    const cast::Cast& cast, const TakeStore& store, const SynthesisSettings& settings,
                                    Progress& progress, const StopFlag& stop, Diagnostics& diagnostics,
                                    const ChapterSynthesized& performed);

/// The same, all chapters at once.
SynthesisResult synthesize(const document::Manuscript& manuscript, const script::Script& script, const cast::Cast& cast,
                           const TakeStore& store, const SynthesisSettings& settings, const StopFlag& stop,
                           Diagnostics& diagnostics);

}  // namespace sotto::synthesis
