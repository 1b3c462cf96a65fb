#pragma once

/// How a production differs from the golden one (golden_file.h).

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "report/contents/report.h"
#include "shared/diagnostics.h"

namespace sotto::checks {

struct GoldenComparison {
  /// A chapter that the production does not have any more.
  struct Gone {
    std::string file;
    std::size_t lines = 0;
  };
  std::string folder = {};              ///< of the golden production; empty: there is none
  std::string other_edition = {};       ///< that it is of, and so is not compared; empty: it is of the same
  std::size_t lines = 0;                ///< of the chapters that could be analyzed
  std::vector<std::size_t> added = {};  ///< chapters that the golden production does not have, by index in the report
  std::vector<Gone> gone = {};
  std::vector<contents::ChangeReport> changes = {};

  bool compared() const { return !folder.empty() && other_edition.empty(); }
};

/// Chapters that could not be analyzed are not compared. What cannot be read is a warning. Throws MachineFailure.
GoldenComparison compare_with_golden(const contents::ProductionReport& report, const std::filesystem::path& folder,
                                     Diagnostics& diagnostics);

}  // namespace sotto::checks
