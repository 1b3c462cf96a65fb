#pragma once

/// A measure over time, as the report's page draws it.

#include <vector>

#include "shared/units.h"

namespace sotto::analysis {

/// Values at even steps of time.
struct Track {
  Seconds step;
  std::vector<float> values;
};

}  // namespace sotto::analysis
