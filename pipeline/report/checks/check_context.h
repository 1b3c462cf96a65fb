#pragma once

/// Checks on what was heard.

#include <vector>

#include "report/checks/limits.h"
#include "report/analysis/analyze_master.h"
#include "report/contents/made_production.h"
#include "report/contents/report.h"

namespace sotto {

/// A chapter that was listened to: as it was planned, as the report tells it, and as it is.
struct ListenedChapter {
  const Timeline& timeline;
  const ChapterReport& report;
  const HeardChapter& heard;

  /// Where a cue is heard, as a frame of the master.
  std::int64_t begin_of(std::size_t cue) const { return timeline.cues[cue].begin + heard.cues[cue].shift; }
};

struct Heard {
  const MadeProduction& made;
  const ProductionReport& report;
  std::vector<ListenedChapter> chapters;  ///< without those that could not be listened to
};

/// A finding at a time of a master; names the line that is heard then, or the one before.
Finding finding_at(const ListenedChapter& chapter, Seconds time, std::string message);

/// Which cues stand in the order of the story: as many as can be, and of as many those that are nearest to their
/// places; the others were moved. Those that are not heard are in nobody's way.
std::vector<bool> in_order(const Timeline& timeline, const HeardChapter& heard);

/// Every master is its chapter's, whole and up to date: those that are not were not listened to.
CheckReport masters_check(const MadeProduction& made, const ProductionReport& report);

/// Takes at their places, whole.
std::vector<CheckReport> place_checks(const Heard& heard, const Limits& limits);
/// Clipping, DC, clicks, dropouts, pauses, stray voices, hum, channels, phase.
std::vector<CheckReport> signal_checks(const Heard& heard, const Limits& limits);
/// Speakers against one another, range, loudest passage.
std::vector<CheckReport> level_checks(const Heard& heard, const Limits& limits);
/// The bed: far enough under the speech and not too far, without gap, loop or pumping. None for a dry edition.
std::vector<CheckReport> ambience_checks(const Heard& heard, const Limits& limits);
/// Words understood.
CheckReport intelligibility_check(const Heard& heard, const Limits& limits);

/// The prints of each speaker in each way of speaking.
using VoicePrints = std::map<std::pair<std::string, std::string>, VoicePrint>;
VoicePrints collect_prints(const Heard& heard);

/// Every two speakers.
std::vector<VoiceDistance> voice_distances(const MadeProduction& made, const VoicePrints& prints);
/// Each speaker's ways of speaking against the plain one.
std::vector<DeliveryReport> compare_deliveries(const Heard& heard, const VoicePrints& prints);
/// Voices apart, each line in its speaker's voice, deliveries as named. The report has its distances and deliveries.
std::vector<CheckReport> voice_checks(const Heard& heard, const VoicePrints& prints, const Limits& limits);

}  // namespace sotto
