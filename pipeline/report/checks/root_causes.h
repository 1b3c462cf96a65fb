#pragma once

/// Faults that bring others with them.

#include <vector>

#include "report/contents/report.h"

namespace sotto::checks {

/// What the finding of one check explains is told as a note of the other check, not as a second fault. The checks are
/// settled.
void suppress_consequences(std::vector<contents::CheckReport>& checks);

}  // namespace sotto::checks
