#pragma once

/// Chapters -> Takes, in worker processes.

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "annotate/document/manuscript.h"
#include "annotate/script/script.h"
#include "cast/casting.h"
#include "shared/diagnostics.h"
#include "shared/progress.h"
#include "synthesis/engine_worker.h"
#include "synthesis/engines.h"
#include "synthesis/take_requests.h"
#include "synthesis/take_store.h"

namespace sotto::synthesis {

/// One sentence of a line with its take.
struct SynthesizedSentence {
  std::size_t line = 0;  ///< index into the chapter's lines; kTitle for the announced title
  normalization::NormalizedSentence sentence;
  TakeId take;               ///< empty when there is none: it was not made yet, or the engine could not say it
  Hertz rate;                ///< of the take
  std::uint32_t frames = 0;  ///< of the take, at `rate`
  std::vector<WordTiming> words;
  bool fresh = false;  ///< the cache lacked its take
};

/// A sentence without a take.
struct UnsaidSentence {
  std::size_t sentence = 0;  ///< index into SynthesizedChapter::sentences
  std::string reason;        ///< why the engine could not say it; empty: it knows no sound for it
};

struct SynthesizedChapter {
  std::vector<SynthesizedSentence> sentences;  ///< in reading order
  std::vector<UnsaidSentence> unsaid = {};     ///< what the engine was asked for in vain

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
  /// The program that becomes a worker: this one, whose `main` hands over to `engine_worker_main`.
  std::vector<std::string> worker_command{"/proc/self/exe", kEngineWorkerArgument};
};

struct SynthesisCounts {
  std::size_t made = 0;                 ///< distinct takes that the cache lacked
  std::size_t damaged = 0;              ///< of those, it had them in a bad state
  std::size_t mended_engine_files = 0;  ///< of the copy of the engine's data (FrontEnd::prepare)
};

/// Notes what was damaged and is made again.
void report_mended(const SynthesisCounts& counts, Diagnostics& diagnostics);

/// The next chapter to synthesize; nothing when there is none any more.
using NextChapter = std::function<std::optional<ChapterRequests>()>;
/// Called with a chapter when all its takes are there, in the order in which the chapters came. It may take its time:
/// the workers wait.
using ChapterSynthesized = std::function<void(SynthesizedChapter chapter)>;

/// Makes every take that the cache lacks. Memory does not grow with the book: a few chapters are on their way at a
/// time, so that the workers are busy across their borders. A sentence that crashes or hangs the engine is tried once
/// more, then noted as unsaid, and the rest is made. The same takes come out at any worker count and in any order.
/// `progress` advances by bytes of manuscript, as they are spoken, and expects fewer where nothing is to be spoken.
/// Throws MachineFailure (no engine, no data, disk full), Interrupted, and what `done` throws.
SynthesisCounts synthesize_chapters(const NextChapter& next, const FrontEnds& front_ends, const TakeStore& store,
                                    const SynthesisSettings& settings, Progress& progress, const StopFlag& stop,
                                    const ChapterSynthesized& done);

/// The chapter with those of its takes that the store has; nothing is made. `proved_until_ns` as in SynthesisSettings.
SynthesizedChapter find_takes(ChapterRequests requests, const TakeStore& store,
                              std::int64_t proved_until_ns = TakeStore::kNeverChanged);

/// Reports the sentences that the engine was asked for in vain, each at its place. `offset`: where the text that the
/// chapter's spans are offsets into begins in the manuscript; `heading`: the place of the announced title.
void report_unsaid(const SynthesizedChapter& chapter, const document::Manuscript& manuscript, std::size_t offset,
                   std::size_t heading, Diagnostics& diagnostics);

/// All chapters of a script at once.
SynthesisResult synthesize(const document::Manuscript& manuscript, const script::Script& script, const cast::Cast& cast,
                           const TakeStore& store, const SynthesisSettings& settings, const StopFlag& stop,
                           Diagnostics& diagnostics);

}  // namespace sotto::synthesis
