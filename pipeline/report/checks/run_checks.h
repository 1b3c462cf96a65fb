#pragma once

/// Listening to a whole production, and the report that comes of it.

#include <filesystem>

#include "report/checks/check_registry.h"
#include "report/contents/made_production.h"
#include "report/contents/report.h"
#include "shared/progress.h"
#include "synthesis/take_store.h"

namespace sotto::checks {

/// Analyzes every master, `jobs` at a time, and makes all checks but those against the golden production. `folder` is
/// where the report will be. Throws MachineFailure, Interrupted.
contents::ProductionReport run_checks(const contents::MadeProduction& made, const synthesis::TakeStore& store,
                                      const Limits& limits, const std::filesystem::path& folder, int jobs,
                                      Progress& progress, const StopFlag& stop);

/// Compares a report with the golden production in the folder: fills `golden` and `changes`, and adds the checks.
void add_golden_checks(contents::ProductionReport& report, const std::filesystem::path& folder, const Limits& limits,
                       Diagnostics& diagnostics);

}  // namespace sotto::checks
