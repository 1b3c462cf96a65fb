#pragma once

/// The part of a report that can be told without listening: who says what, when and why.

#include <filesystem>

#include "report/made_production.h"
#include "report/production.h"

namespace sotto {

/// Chapters with their lines and words, the cast, and how it was made. `folder` is where the report will be; the
/// masters' paths are told from there.
ProductionReport describe(const MadeProduction& made, const std::filesystem::path& folder);

}  // namespace sotto
