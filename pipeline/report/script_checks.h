#pragma once

/// Checks that need no listening: that everything of the story was performed and is at its place, and how sure it is
/// who speaks.

#include <cstddef>
#include <vector>

#include "report/limits.h"
#include "report/made_production.h"
#include "report/production.h"

namespace sotto {

/// What is looked at of one chapter by itself, so that nobody has to hold the words of a whole book: whether something
/// is lost or added, and how long each line takes.
struct ChapterCompleteness {
  std::vector<Finding> lines;
  std::vector<Finding> words;
  std::size_t word_count = 0;
  std::size_t lost_words = 0;
  std::vector<double> per_letter;  ///< seconds for a letter, of each line; 0: too short to tell
};

/// `told` is the chapter as the report has it, with the words of its lines.
ChapterCompleteness look_for_gaps(const Manuscript& manuscript, const ScriptChapter& chapter,
                                  const PerformedChapter& performed, const Timeline& timeline,
                                  const std::vector<LineReport>& told);

/// Nothing lost, nothing added: lines, words, durations.
std::vector<CheckReport> completeness_checks(const std::vector<ChapterCompleteness>& chapters,
                                             const ProductionReport& report, const Limits& limits);
std::vector<CheckReport> completeness_checks(const MadeProduction& made, const ProductionReport& report,
                                             const Limits& limits);

/// Lines that the annotator was not sure of, and casts that look odd.
std::vector<CheckReport> attribution_checks(const ProductionReport& report, const Limits& limits);

/// What a delivery profile asks of each master, and that chapters are as loud as one another.
std::vector<CheckReport> master_checks(const ProductionReport& report, const DeliveryProfile& profile,
                                       const Limits& limits);

/// All of the above.
std::vector<CheckReport> quick_checks(const std::vector<ChapterCompleteness>& chapters, const DeliveryProfile& profile,
                                      const ProductionReport& report, const Limits& limits);

}  // namespace sotto
