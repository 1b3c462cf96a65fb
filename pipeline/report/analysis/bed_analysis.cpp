// The bed is judged by what it does over time: whether it is always there, whether it comes again (a loop), whether it
// moves with the speech. Other sounds differ from it: a click is as short as a millisecond, a voice is periodic, hum
// has spectral lines.

#include "report/analysis/bed_analysis.h"

#include <utility>

namespace sotto::analysis {

namespace {

constexpr std::size_t kMostSlow = std::size_t{1} << 20;  ///< 6 minutes, for memory's sake

}  // namespace

BedAnalyzer::BedAnalyzer(const AnalysisSettings& settings, const mix::Timeline& timeline)
    : bed_(settings.bed),
      clicks_(settings.click),
      levels_(settings.bed),
      hum_(ThunderStrokes(timeline)),
      slow_(kSlowFactor) {}

void BedAnalyzer::add(const BedStretch& stretch, BedSound residual, BedSound planned, std::span<const float> speech) {
  const bool known = stretch.kind != BedStretch::Kind::unknown;
  mono_.resize(residual.left.size());
  for (std::size_t i = 0; i < mono_.size(); ++i) mono_[i] = known ? (residual.left[i] + residual.right[i]) / 2 : 0;
  gaps_.add(stretch, residual, planned);
  levels_.add(stretch, residual, planned);
  slow_.add(mono_, slow_sound_);
  if (slow_sound_.size() >= kMostSlow) analyze_slow();
  if (!known) {
    clicks_.skip();
    return;
  }
  clicks_.add(stretch, residual, planned, speech);
  if (stretch.kind != BedStretch::Kind::pause) return;
  planned_.resize(planned.left.size());
  for (std::size_t i = 0; i < planned_.size(); ++i) planned_[i] = (planned.left[i] + planned.right[i]) / 2;
  voices_.add(stretch, mono_, planned_);
}

void BedAnalyzer::analyze_slow() {
  hum_.add(slow_sound_);
  if (bed_) repetition_.add(std::move(slow_sound_));
  slow_sound_.clear();
}

void BedAnalyzer::finish(const mix::Timeline& timeline, ChapterAnalysis& analysis) {
  analyze_slow();
  analysis.clicks = clicks_.clicks();
  analysis.stray = voices_.voices();
  analysis.hum = hum_.hum();
  levels_.measure(timeline, analysis);
  if (!bed_) return;
  analysis.bed_gaps = gaps_.gaps(timeline);
  analysis.bed_levels = levels_.against_plan(timeline, gaps_);
  analysis.repeated = repetition_.longest();
}

}  // namespace sotto::analysis
