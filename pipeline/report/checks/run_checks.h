#pragma once

/// Listening to a whole production, and the report that comes of it.

#include <filesystem>

#include "report/checks/limits.h"
#include "report/contents/made_production.h"
#include "report/contents/report.h"
#include "shared/progress.h"
#include "synthesis/take_store.h"

namespace sotto::checks {

/// Listens to every chapter, `jobs` at a time, and makes all checks. `folder` is where the report will be. Throws
/// MachineFailure, Interrupted.
contents::ProductionReport run_checks(const contents::MadeProduction& made, const synthesis::TakeStore& store,
                                      const Limits& limits, const std::filesystem::path& folder, int jobs,
                                      Progress& progress, const StopFlag& stop);

}  // namespace sotto::checks
