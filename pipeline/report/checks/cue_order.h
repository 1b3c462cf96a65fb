#pragma once

/// Which takes of a master were moved.

#include <vector>

#include "mix/timeline.h"
#include "report/analysis/chapter_analysis.h"

namespace sotto::checks {

/// For each cue, whether it stands in the order of the story: of those that were found, the longest sequence in order,
/// and of sequences of one length the one whose cues lie nearest to their planned places. Cues that were not found
/// count as in order.
std::vector<bool> in_order(const mix::Timeline& timeline, const analysis::ChapterAnalysis& measured);

}  // namespace sotto::checks
