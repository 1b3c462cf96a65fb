#pragma once

/// Checks that need no listening: that everything of the story was performed and is at its place, and how sure it is
/// who speaks.

#include <vector>

#include "report/limits.h"
#include "report/made_production.h"
#include "report/production.h"

namespace sotto {

/// Nothing lost, nothing added: lines, words, durations.
std::vector<CheckReport> completeness_checks(const MadeProduction& made, const ProductionReport& report,
                                             const Limits& limits);

/// Lines that the annotator was not sure of, and casts that look odd.
std::vector<CheckReport> attribution_checks(const ProductionReport& report, const Limits& limits);

/// What a delivery profile asks of each master, and that chapters are as loud as one another.
std::vector<CheckReport> master_checks(const ProductionReport& report, const DeliveryProfile& profile,
                                       const Limits& limits);

/// All of the above.
std::vector<CheckReport> quick_checks(const MadeProduction& made, const ProductionReport& report, const Limits& limits);

}  // namespace sotto
