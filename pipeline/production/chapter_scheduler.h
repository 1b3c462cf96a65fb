#pragma once

/// The chapters of a book, from their takes to what the report needs of them.

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "production/chapter_master.h"
#include "production/output_lock.h"
#include "production/produce.h"
#include "report/checks/chapter_summary.h"
#include "report/contents/build_report.h"
#include "shared/text.h"
#include "shared/verified_since.h"

namespace sotto::production {

/// What is kept of a chapter that is made.
struct FinishedChapter {
  bool finished = false;
  ChapterMaster master;
  contents::CompactChapterReport told;
  checks::ChapterSummary look;
  std::vector<std::string> explanations;
};

/// Chapters are made one after the other, and several at a time: while the workers speak the next ones, a crew mixes
/// those that are spoken, writes what lies beside their masters, and keeps of them what the report is told from.
/// Nothing else of a chapter stays in memory. What is given must outlive this.
class ChapterScheduler {
 public:
  ChapterScheduler(const document::Book& book, const document::Manuscript& manuscript, const script::Script& script,
                   const cast::Cast& cast, const synthesis::TakeStore& store, const ProduceOptions& options);

  /// Performs, mixes and masters all chapters. After an exception it may be called again: what is finished stays so.
  /// Throws MachineFailure (DamagedTake), Interrupted.
  void make(const synthesis::SynthesisSettings& performing, const MasterSettings& mastering, const VerifiedSince& proof,
            Progress& progress, const StopFlag& stop, Diagnostics& diagnostics);

  std::vector<FinishedChapter>& chapters() { return chapters_; }
  const document::SourceLocations& places() const { return places_; }
  std::size_t distinct_takes() const;
  std::size_t made_takes() const { return made_; }

 private:
  struct SpokenChapter;
  void finish(const SpokenChapter& spoken, const ChapterMasters& masters, ProductionProgress& progress);
  std::string summary() const;

  const document::Book& book_;
  const document::Manuscript& manuscript_;
  const script::Script& script_;
  const cast::Cast& cast_;
  const synthesis::TakeStore& store_;
  const ProduceOptions& options_;
  document::SourceLocations places_;
  std::vector<FinishedChapter> chapters_;
  std::vector<std::uint64_t> takes_;  ///< the beginnings of their names, of all sentences
  std::size_t made_ = 0;              ///< of them
};

}  // namespace sotto::production
