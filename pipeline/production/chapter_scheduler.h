#pragma once

/// The chapters of a plan, from their takes to what the report needs of them.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "annotate/document/manuscript.h"
#include "production/chapter_master.h"
#include "production/make_chapter.h"
#include "production/plan.h"
#include "production/production_progress.h"
#include "report/checks/chapter_summary.h"
#include "report/contents/build_report.h"
#include "shared/verified_since.h"

namespace sotto::production {

/// What is kept of a chapter that is made.
struct FinishedChapter {
  bool finished = false;
  ChapterMaster master;
  contents::CompactChapterReport report;
  checks::ChapterSummary summary;
  std::vector<std::string> explanations;
};

/// Called for each chapter, in order, when it is spoken and before it is mixed.
using ChapterSpoken = std::function<void(const ChapterJob& job, const synthesis::SynthesizedChapter& synthesized,
                                         const synthesis::TakeStore& store)>;

struct SchedulerSettings {
  MasterFolders folders;
  MakeSettings masters;
  bool explain = false;       ///< keeps the explanations
  ChapterSpoken spoken = {};  ///< may be empty
};

/// Makes chapter jobs one after the other, and several at a time: while the workers speak the next ones, a thread pool
/// mixes those that are spoken, writes what lies beside their masters, and keeps of them what the report is built from.
/// Nothing else of a chapter stays in memory. What is given must outlive this.
class ChapterScheduler {
 public:
  ChapterScheduler(const ProductionPlan& plan, const synthesis::TakeStore& store, SchedulerSettings settings);

  /// Speaks, mixes and masters all chapters. After an exception it may be called again: what is finished stays so.
  /// Throws MachineFailure (DamagedTake), Interrupted. `verified`: what the cache had when all of it was there is
  /// noted.
  void make(const mix::VoiceLevels& levels, const synthesis::SynthesisSettings& synthesis,
            const VerifiedSince& verified, Progress& progress, const StopFlag& stop, Diagnostics& diagnostics);

  std::vector<FinishedChapter>& chapters() { return chapters_; }
  std::size_t distinct_takes() const;
  std::size_t made_takes() const { return made_; }

 private:
  struct SpokenChapter;
  void finish(const SpokenChapter& spoken, ProductionProgress& progress, const StopFlag& stop);
  std::string summary() const;

  const ProductionPlan& plan_;
  const synthesis::TakeStore& store_;
  SchedulerSettings settings_;
  document::SourceLocations places_;
  std::vector<FinishedChapter> chapters_;
  std::vector<std::uint64_t> takes_;  ///< the beginnings of their names, of all sentences
  std::size_t made_ = 0;              ///< of them
};

}  // namespace sotto::production
