#pragma once

#include <algorithm>
#include <cmath>

namespace sotto::analysis {

/// dB of a mean square, re 1; -150 of silence.
inline double power_level(double power) { return 10 * std::log10(std::max(power, 1e-15)); }

}  // namespace sotto::analysis
