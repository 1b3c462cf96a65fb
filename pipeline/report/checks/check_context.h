#pragma once

/// Checks on what was heard.

#include <vector>

#include "report/analysis/analyze_master.h"
#include "report/checks/limits.h"
#include "report/contents/made_production.h"
#include "report/contents/report.h"

namespace sotto::checks {

/// A chapter that was listened to: as it was planned, as the report tells it, and as it is.
struct AnalyzedChapter {
  const mix::Timeline& timeline;
  const contents::ChapterReport& report;
  const analysis::ChapterAnalysis& heard;

  /// Where a cue is heard, as a frame of the master.
  std::int64_t begin_of(std::size_t cue) const { return timeline.cues[cue].begin + heard.cues[cue].shift; }
};

struct CheckContext {
  const contents::MadeProduction& made;
  const contents::ProductionReport& report;
  std::vector<AnalyzedChapter> chapters;  ///< without those that could not be listened to
};

/// A finding at a time of a master; names the line that is heard then, or the one before.
contents::Finding finding_at(const AnalyzedChapter& chapter, Seconds time, std::string message);

/// Which cues stand in the order of the story: as many as can be, and of as many those that are nearest to their
/// places; the others were moved. Those that are not heard are in nobody's way.
std::vector<bool> in_order(const mix::Timeline& timeline, const analysis::ChapterAnalysis& heard);

/// Every master is its chapter's, whole and up to date: those that are not were not listened to.
contents::CheckReport masters_check(const contents::MadeProduction& made, const contents::ProductionReport& report);

/// Takes at their places, whole.
std::vector<contents::CheckReport> placement_checks(const CheckContext& heard, const Limits& limits);
/// Clipping, DC, clicks, dropouts, pauses, stray voices, hum, channels, phase.
std::vector<contents::CheckReport> signal_checks(const CheckContext& heard, const Limits& limits);
/// Speakers against one another, range, loudest passage.
std::vector<contents::CheckReport> level_checks(const CheckContext& heard, const Limits& limits);
/// The bed: far enough under the speech and not too far, without gap, loop or pumping. None for a dry edition.
std::vector<contents::CheckReport> ambience_checks(const CheckContext& heard, const Limits& limits);
/// Words understood.
contents::CheckReport intelligibility_check(const CheckContext& heard, const Limits& limits);

/// The prints of each speaker in each way of speaking.
using VoiceFeaturesBySpeaker = std::map<std::pair<std::string, std::string>, analysis::VoiceFeatures>;
VoiceFeaturesBySpeaker collect_voice_features(const CheckContext& heard);

/// Every two speakers.
std::vector<contents::VoiceDistance> voice_distances(const contents::MadeProduction& made,
                                                     const VoiceFeaturesBySpeaker& prints);
/// Each speaker's ways of speaking against the plain one.
std::vector<contents::DeliveryReport> compare_deliveries(const CheckContext& heard,
                                                         const VoiceFeaturesBySpeaker& prints);
/// Voices apart, each line in its speaker's voice, deliveries as named. The report has its distances and deliveries.
std::vector<contents::CheckReport> voice_checks(const CheckContext& heard, const VoiceFeaturesBySpeaker& prints,
                                                const Limits& limits);

}  // namespace sotto::checks
