#pragma once

/// The golden production: the last one that a person accepted, kept as text, so that a difference can be read and
/// reviewed like any other.
///
/// `tests/golden/<book>/NN-title.txt`, a line of text for each line of the script:
///
///     who  how  begin  length  level  pitch  centroid  levels of each half second  takes  the text

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "report/contents/report.h"
#include "shared/diagnostics.h"

namespace sotto::checks {

/// A line as it is kept.
struct GoldenLine {
  std::string who;
  std::string how;                 ///< "plain", or the delivery
  double begin = 0;                ///< s
  double length = 0;               ///< s
  std::optional<double> level;     ///< LUFS
  std::optional<double> pitch;     ///< Hz
  std::optional<double> centroid;  ///< Hz
  std::vector<double> levels;      ///< LUFS, every kGoldenWindow
  std::vector<std::string> takes;
  std::string say;
};
inline constexpr Seconds kGoldenWindow{0.5};

GoldenLine golden_line(const contents::LineReport& line, const contents::ChapterReport& chapter);

/// A chapter as it is kept. The same text for the same report.
std::string golden_chapter(const contents::ChapterReport& chapter);

/// The file of a chapter in the folder of its book.
std::string golden_file_name(const contents::ChapterReport& chapter);

/// A line that cannot be read is a warning, and left out. Throws MachineFailure.
std::vector<GoldenLine> read_golden(const std::filesystem::path& path, Diagnostics& diagnostics);

/// What edition the golden production in the folder is of: other ones have other levels. Empty when there is none.
std::string golden_edition(const std::filesystem::path& folder);

/// The files in the folder that are of no chapter of the production, in order.
std::vector<std::filesystem::path> other_golden_files(const contents::ProductionReport& report,
                                                      const std::filesystem::path& folder);

/// Makes the production the golden one: writes its chapters, and removes those that are no more. Throws MachineFailure.
void update_golden(const contents::ProductionReport& report, const std::filesystem::path& folder);

}  // namespace sotto::checks
