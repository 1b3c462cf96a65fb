#pragma once

/// The chapters of a book, from their takes to what the report needs of them.

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "production/chapter_master.h"
#include "production/produce.h"
#include "report/contents/build_report.h"
#include "report/checks/chapter_summary.h"
#include "shared/verified_since.h"
#include "shared/text.h"
#include "production/output_lock.h"

namespace sotto {

/// What is kept of a chapter that is made.
struct FinishedChapter {
  bool finished = false;
  ChapterMaster master;
  ToldChapter told;
  ChapterLook look;
  std::vector<std::string> explanations;
};

/// Chapters are made one after the other, and several at a time: while the workers speak the next ones, a crew mixes
/// those that are spoken, writes what lies beside their masters, and keeps of them what the report is told from.
/// Nothing else of a chapter stays in memory. What is given must outlive this.
class BookInTheMaking {
 public:
  BookInTheMaking(const Book& book, const Manuscript& manuscript, const Script& script, const Cast& cast,
                  const TakeStore& store, const ProduceOptions& options);

  /// Performs, mixes and masters all chapters. After an exception it may be called again: what is finished stays so.
  /// Throws MachineFailure (DamagedTake), Interrupted.
  void make(const PerformSettings& performing, const MasterSettings& mastering, const Proof& proof, Progress& progress,
            const StopFlag& stop, Diagnostics& diagnostics);

  std::vector<FinishedChapter>& chapters() { return chapters_; }
  const ManuscriptPlaces& places() const { return places_; }
  std::size_t distinct_takes() const;
  std::size_t made_takes() const { return made_; }

 private:
  struct SpokenChapter;
  void finish(const SpokenChapter& spoken, const ChapterMasters& masters, MakingProgress& progress);
  std::string summary() const;

  const Book& book_;
  const Manuscript& manuscript_;
  const Script& script_;
  const Cast& cast_;
  const TakeStore& store_;
  const ProduceOptions& options_;
  ManuscriptPlaces places_;
  std::vector<FinishedChapter> chapters_;
  std::vector<std::uint64_t> takes_;  ///< the beginnings of their names, of all sentences
  std::size_t made_ = 0;              ///< of them
};

}  // namespace sotto
