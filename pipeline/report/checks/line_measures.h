#pragma once

/// What was measured of the takes of a chapter, as measures of its lines.

#include "mix/timeline.h"
#include "report/analysis/chapter_analysis.h"
#include "report/contents/report.h"
#include "synthesis/synthesize.h"

namespace sotto::checks {

struct LineMeasureSettings {
  Seconds dropout;      ///< of a take in which more speech is missing, no level is taken
  bool has_bed = true;  ///< there is ambience that the lines stand over
};

/// Moves lines and words to where they are heard, and fills their levels, pitches and intelligibility. What was moved
/// out of its order stays where its neighbours have it, so that the lines of a chapter are in order.
void add_line_measures(const mix::Timeline& timeline, const synthesis::SynthesizedChapter& synthesized,
                       const analysis::ChapterAnalysis& measured, const LineMeasureSettings& settings,
                       std::vector<contents::LineReport>& lines);

}  // namespace sotto::checks
