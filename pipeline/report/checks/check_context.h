#pragma once

/// What a check is given to judge.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "annotate/document/manuscript.h"
#include "annotate/script/script.h"
#include "mix/timeline.h"
#include "publish/delivery_profile.h"
#include "report/analysis/chapter_analysis.h"
#include "report/checks/chapter_summary.h"
#include "report/checks/golden_comparison.h"
#include "report/checks/limits.h"
#include "report/checks/speaker_features.h"
#include "report/contents/made_production.h"
#include "report/contents/report.h"
#include "synthesis/synthesize.h"

namespace sotto::checks {

/// A chapter as it was planned and spoken, while its lines and words are at hand.
struct PlannedChapter {
  const document::Manuscript& manuscript;
  const script::ScriptChapter& script;
  const synthesis::SynthesizedChapter& synthesized;
  const mix::Timeline& timeline;
  const contents::ChapterReport& report;  ///< with its lines and their words
};

struct QuickContext {
  const contents::ProductionReport& report;  ///< its chapters may be without their lines
  const publish::DeliveryProfile& profile;
  const contents::LinesOf& lines_of;  ///< the lines of a chapter, for the few that are named
  const Limits& limits;
  /// What the check kept of each chapter of the report; empty summaries where it keeps nothing.
  std::vector<const CheckSummary*> chapters = {};
};

/// A chapter whose master was analyzed: as it was planned, as the report has it, and as it is.
struct AnalyzedChapter {
  const mix::Timeline& timeline;
  const contents::ChapterReport& report;
  const analysis::ChapterAnalysis& measured;

  /// Where a cue was found, as a frame of the master.
  std::int64_t begin_of(std::size_t cue) const { return timeline.cues[cue].begin + measured.cues[cue].shift; }
};

struct ListeningContext {
  const contents::MadeProduction& made;
  const contents::ProductionReport& report;
  const Limits& limits;
  std::vector<AnalyzedChapter> chapters = {};  ///< without those that could not be analyzed
  VoiceFeaturesBySpeaker voices = {};
};

struct GoldenContext {
  const contents::ProductionReport& report;
  const GoldenComparison& comparison;
  const Limits& limits;
};

/// Whether there is ambience under the speech.
inline bool has_bed(const ListeningContext& context) { return !context.made.book.ambience.silent(); }

}  // namespace sotto::checks
