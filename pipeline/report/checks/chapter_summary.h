#pragma once

/// Checks that need no listening: that everything of the story was performed and is at its place, and how sure it is
/// who speaks.

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "report/checks/limits.h"
#include "report/contents/made_production.h"
#include "report/contents/report.h"

namespace sotto::checks {

/// How fast a line is spoken, where it is long enough to tell.
struct LineTime {
  std::uint32_t line = 0;
  std::uint32_t voice = 0;  ///< index into ChapterSummary::voices
  double per_letter = 0;    ///< seconds
};

/// What is looked at of one chapter by itself, so that nobody has to hold the lines and words of a whole book.
struct ChapterSummary {
  // Whether something is lost or added.
  std::vector<contents::Finding> lines;
  std::vector<contents::Finding> words;
  std::size_t word_count = 0;
  std::size_t lost_words = 0;
  std::vector<LineTime> times;
  std::vector<std::pair<std::string, std::string>> voices;  ///< speaker and delivery

  // How sure it is who speaks.
  std::size_t guessed = 0;                ///< lines
  std::vector<contents::Finding> unsure;  ///< with their confidence as value
  std::map<std::string, contents::Finding>
      single;                                ///< lines of those who speak once in this chapter; without a message
  std::vector<contents::Finding> dialogues;  ///< of which a third speaker may have a part
};

/// Looks at a chapter, told with its lines and their words.
ChapterSummary summarize_chapter(const document::Manuscript& manuscript, const script::ScriptChapter& chapter,
                                 const synthesis::SynthesizedChapter& performed, const mix::Timeline& timeline,
                                 const contents::ChapterReport& told, const Limits& limits);
/// Only at who speaks.
void summarize_speakers(const contents::ChapterReport& told, const Limits& limits, ChapterSummary& look);

/// Nothing lost, nothing added: lines, words, durations. `lines_of` tells the lines of the few that are off.
std::vector<contents::CheckReport> completeness_checks(const std::vector<ChapterSummary>& chapters,
                                                       const contents::ProductionReport& report,
                                                       const contents::LinesOf& lines_of, const Limits& limits);

/// Lines that the annotator was not sure of, and casts that look odd.
std::vector<contents::CheckReport> attribution_checks(const std::vector<ChapterSummary>& chapters,
                                                      const contents::ProductionReport& report, const Limits& limits);

/// What a delivery profile asks of each master, and that chapters are as loud as one another.
std::vector<contents::CheckReport> master_checks(const contents::ProductionReport& report,
                                                 const publish::DeliveryProfile& profile, const Limits& limits);

/// All of the above.
std::vector<contents::CheckReport> quick_checks(const std::vector<ChapterSummary>& chapters,
                                                const publish::DeliveryProfile& profile,
                                                const contents::ProductionReport& report,
                                                const contents::LinesOf& lines_of, const Limits& limits);

}  // namespace sotto::checks
