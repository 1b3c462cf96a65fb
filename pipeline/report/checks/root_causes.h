#pragma once

/// Faults that cause other faults.

#include <vector>

#include "report/checks/check_registry.h"
#include "report/contents/report.h"

namespace sotto::checks {

/// Turns every finding that a failure of another check accounts for (Check::explained_by) into a note that names that
/// check, and recomputes the verdicts. A cause is itself cleared of what others account for before it accounts for
/// anything.
void suppress_consequences(std::vector<contents::CheckReport>& reports,
                           const CheckRegistry& registry = built_in_checks());

}  // namespace sotto::checks
