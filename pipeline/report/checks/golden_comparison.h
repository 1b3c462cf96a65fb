#pragma once

/// The last production that a person was content with, kept as text: how each line measured, so that a difference can
/// be read and reviewed like any other.
///
/// `tests/golden/<book>/NN-title.txt`, a line of text for each line of the script:
///
///     who  how  begin  length  level  pitch  centroid  levels of each half second  takes  the text

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "report/checks/limits.h"
#include "report/contents/report.h"
#include "shared/diagnostics.h"

namespace sotto::checks {

/// A chapter as it is kept. The same text for the same report.
std::string golden_chapter(const contents::ChapterReport& chapter);

/// Writes the production's chapters, and removes what is left of chapters that are no more. Throws MachineFailure.
void update_golden(const contents::ProductionReport& report, const std::filesystem::path& folder);

/// Compares with what is blessed in the folder: fills `changes`, `blessed`, and adds the check. What cannot be read is
/// reported.
void compare_with_golden(contents::ProductionReport& report, const std::filesystem::path& folder, const Limits& limits,
                         Diagnostics& diagnostics);

}  // namespace sotto::checks
