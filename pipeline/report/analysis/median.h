#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

namespace sotto::analysis {

/// The middle one of the values by size, of an even number of them the upper; T{} where there are none.
template <typename T>
T median(std::vector<T> values) {
  if (values.empty()) return {};
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

}  // namespace sotto::analysis
