#pragma once

#include <gtest/gtest.h>

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "production/edition.h"
#include "production/produce.h"
#include "shared/files.h"
#include "support/small_book.h"

namespace sotto::production {

/// A small book that is produced in any formats.
class EditionBook : public ::testing::Test {
 protected:
  std::optional<contents::ProductionReport> make(const std::vector<std::string>& formats) {
    explained.clear();
    ProduceOptions options;
    options.explain = [&](const std::string& line) { explained.push_back(line); };
    diagnostics = {};
    book.workspace.delivery.formats = formats;
    const auto progress = silent_progress();
    return produce(book.open(diagnostics), book.workspace, *progress, {}, diagnostics, options);
  }
  std::filesystem::path out(const std::string& name) const { return book.folder / ("out/b/" + name); }
  /// What lies in the cache, with the time at which it was written.
  std::map<std::string, std::filesystem::file_time_type> encoded() const {
    std::map<std::string, std::filesystem::file_time_type> all;
    std::error_code none;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(book.folder / "out/.cache/encoded", none)) {
      if (entry.is_regular_file()) all[entry.path().filename().string()] = entry.last_write_time();
    }
    return all;
  }

  testing::SmallBook book;
  Diagnostics diagnostics;
  std::vector<std::string> explained;
};

}  // namespace sotto::production
