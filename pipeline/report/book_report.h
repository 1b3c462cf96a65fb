#pragma once

/// What came of a production, as one value: shown as a table on the terminal and kept as `report.json`.

#include <string>
#include <vector>

#include "annotate/manuscript.h"
#include "annotate/script.h"
#include "cast/casting.h"
#include "mix/timeline.h"
#include "publish/master.h"

namespace sotto {

struct ChapterReport {
  int number = 0;
  std::string title;
  std::string file;  ///< the master's path
  MasterMeasure measure;
  std::size_t lines = 0;
  bool made = false;                    ///< in this run; otherwise it stood from an earlier one
  std::vector<std::string> shortfalls;  ///< what the delivery profile asks and the master does not keep
};

struct SpeakerReport {
  std::string id;
  std::string name;
  std::string voice;
  std::size_t lines = 0;
  Seconds speech;  ///< the sum of the takes' lengths
};

/// A line whose speaker the annotator was not sure of.
struct UnsureLine {
  std::string place;  ///< "story/the-mask/01-the-mask.md:12:1"
  std::string say;
  std::string who;
  double confidence = 0;
  std::string second;
  double second_confidence = 0;
};

struct BookReport {
  std::string book;
  std::string title;
  std::string profile;
  std::vector<ChapterReport> chapters;
  std::vector<SpeakerReport> speakers;  ///< those who speak most first
  std::vector<UnsureLine> unsure;       ///< the least sure first
  std::size_t lines = 0;
  std::size_t takes = 0;
  std::size_t takes_made = 0;
  std::vector<std::string> missing;  ///< places of sentences that the engine could not say

  /// Whether everything was made and keeps its limits.
  bool passed() const;
};

/// Lines under this confidence are listed for a person to look at.
inline constexpr double kUnsure = 0.8;

/// What of a master falls short of a delivery profile, in words; empty when nothing does.
std::vector<std::string> shortfalls(const MasterMeasure& measure, const DeliveryProfile& profile);

/// Who speaks how much, by the timelines of all chapters.
std::vector<SpeakerReport> speakers_of(const Script& script, const Cast& cast, const std::vector<Timeline>& timelines);

/// The guessed lines under kUnsure.
std::vector<UnsureLine> unsure_lines(const Script& script, const Manuscript& manuscript);

/// The report as JSON, indented, the same bytes for the same report.
std::string report_json(const BookReport& report);

/// The report for a terminal `columns` wide.
std::string report_table(const BookReport& report, std::size_t columns);

}  // namespace sotto
