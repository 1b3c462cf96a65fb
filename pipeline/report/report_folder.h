#pragma once

/// What stands in a book's report folder: `report.json`, and when it was listened to the page, `junit.xml` and
/// `summary.md`. All of it is about one production, never a page about another one than the report.

#include <filesystem>

#include "report/contents/report.h"
#include "shared/progress.h"
#include "synthesis/take_store.h"

namespace sotto::report {

/// Writes all of a report that was listened for, `jobs` chapters at a time. Throws MachineFailure, Interrupted.
void write_report(const contents::ProductionReport& report, const synthesis::TakeStore& store,
                  const std::filesystem::path& folder, int jobs, const StopFlag& stop);

/// Writes the `report.json` of the quick checks alone, unless one that was listened for stands there of the
/// same production. What was written about an earlier production is removed, but for the page's sound, which serves the
/// next page where chapters have not changed. Returns whether there is a page of this production. `lines_of`
/// gives the lines that the report does not hold. Throws MachineFailure.
bool keep_quick_report(const contents::ProductionReport& report, const std::filesystem::path& folder,
                       const contents::LinesOf& lines_of = {});

/// Removes the report of a production that is no longer the book's; not the page's sound, which serves the next
/// page.
void withdraw_report(const std::filesystem::path& folder);

/// The production that a `report.json` was listened for; empty when there is none, or it is a quick one.
std::string listened_production(const std::filesystem::path& report_json);

}  // namespace sotto::report
