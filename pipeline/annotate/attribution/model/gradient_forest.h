#pragma once

/// Forests of small decision trees, as gradient boosting learns them (Friedman, "Greedy Function Approximation: A
/// Gradient Boosting Machine", 2001).

#include <cstdint>
#include <span>
#include <vector>

namespace sotto::attribution {

/// A node of a tree. An inner node's left child (feature < threshold) is the next node; `right` counts nodes to the
/// other one.
struct TreeNode {
  std::int16_t feature = -1;  ///< -1: a leaf
  std::uint16_t right = 0;
  float value = 0;  ///< the threshold, or the leaf's score
  bool operator==(const TreeNode&) const = default;
};

/// Trees, one after the other; a score is the sum of their leaves.
struct Forest {
  std::vector<TreeNode> nodes;
  std::vector<std::uint32_t> roots;
  bool operator==(const Forest&) const = default;

  float score(std::span<const float> features) const;
};

}  // namespace sotto::attribution
