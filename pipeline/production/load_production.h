#pragma once

/// What was made of a book, from the cache and the out folder as they stand: nothing is made, nothing is written.

#include <optional>

#include "annotate/document/book.h"
#include "production/workspace.h"
#include "report/contents/made_production.h"
#include "shared/diagnostics.h"

namespace sotto::production {

/// Nothing is returned when the input is wrong or the production is not complete (reported). Throws MachineFailure.
std::optional<contents::MadeProduction> load_production(const document::Book& book, const Workspace& workspace,
                                                        Diagnostics& diagnostics);

}  // namespace sotto::production
