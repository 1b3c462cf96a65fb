#pragma once

/// The part of a report that needs no analysis of the sound: who says what, when and why.

#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "report/contents/made_production.h"
#include "report/contents/report.h"
#include "shared/audio.h"

namespace sotto::contents {

/// A chapter with its number, title and lines, with their words. `chapter` is its index in the script.
ChapterReport build_chapter_report(const script::Script& script, std::size_t chapter,
                                   const synthesis::SynthesizedChapter& performed, const mix::Timeline& timeline,
                                   const document::SourceLocations& places);

/// What is kept of a chapter's report in place of its lines: with the script, they can be built again.
class CompactChapterReport {
 public:
  CompactChapterReport() = default;
  CompactChapterReport(const ChapterReport& told, const mix::Timeline& timeline);

  /// The lines of the chapter as `build_chapter_report` gave them, without their words.
  std::vector<LineReport> lines(const script::Script& script, std::size_t chapter,
                                const document::SourceLocations& places) const;

  /// A line that may show a speaker's voice.
  struct Sample {
    std::size_t line = 0;
    double off = 0;  ///< how far it is from a good one
  };
  std::map<std::string, Sample> samples;       ///< the best of each speaker
  std::map<std::string, std::int64_t> speech;  ///< frames at kMasterRate that each speaker speaks
  std::map<std::string, std::size_t> counts;   ///< of each speaker's lines

 private:
  /// A line's takes end where the next one's begin.
  struct Heard {
    Seconds begin;
    Seconds end;
    std::uint32_t takes_end = 0;
  };
  std::vector<Heard> heard_;
  std::vector<std::array<char, 16>> takes_;  ///< their names, two hexadecimal digits a byte
};

/// Chapters without their lines, the cast, and how it was made. `folder` is where the report will be; the masters'
/// paths are relative to it. `chapters` were built before: the performance and the timelines of `made` are not looked
/// at.
ProductionReport build_report(const MadeProduction& made, const std::vector<CompactChapterReport>& chapters,
                              const std::filesystem::path& folder);

/// The same of a production that holds all its chapters, with their lines and words.
ProductionReport build_report(const MadeProduction& made, const std::filesystem::path& folder);

}  // namespace sotto::contents
