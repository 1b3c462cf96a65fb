#pragma once

/// From evidence to likelihood.

#include <vector>

#include "annotate/evidence.h"

namespace sotto {

/// How likely each candidate is, given the evidence for each of them; sums to 1. `round`: 0 while only tags are known
/// of the other speeches, 1 when the first round's beliefs are.
Belief rank(int round, const std::vector<Features>& candidates);

}  // namespace sotto
