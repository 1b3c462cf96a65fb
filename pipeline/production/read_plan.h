#pragma once

/// What the readers of a plan have in common.

#include <optional>

#include "production/plan.h"
#include "report/contents/made_production.h"

namespace sotto::production {

/// Notes where stems are asked for and there will be none.
void note_missing_stems(const ProductionSettings& settings, Diagnostics& diagnostics);

/// The plan of a book as it is now: for those who make nothing. Its script is annotated and not written. Nothing when
/// the input is wrong.
std::optional<ProductionPlan> read_plan(ProductionSettings settings, const Workspace& workspace,
                                        Diagnostics& diagnostics);

/// The parts of the plan that the report is built from, without chapters.
contents::MadeProduction made_production(ProductionPlan plan);

}  // namespace sotto::production
