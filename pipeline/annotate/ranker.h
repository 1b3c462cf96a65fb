#pragma once

/// From evidence to likelihood: forests of small decision trees, learned from novels whose speakers are known.

#include <cstdint>
#include <vector>

#include "annotate/evidence.h"

namespace sotto {

/// A node of a tree. An inner node's left child (feature < threshold) is the next node; `right` counts nodes to the
/// other one.
struct TreeNode {
  std::int16_t feature = -1;  ///< -1: a leaf
  std::uint16_t right = 0;
  float value = 0;  ///< the threshold, or the leaf's score
};

/// Trees, one after the other; a candidate's score is the sum of its leaves.
struct Forest {
  std::vector<TreeNode> nodes;
  std::vector<std::uint32_t> roots;

  float score(const Features& features) const;
};

/// One forest for each round of beliefs.
struct Ranker {
  std::vector<Forest> rounds;

  /// How likely each candidate is, given the evidence for each of them; sums to 1.
  Belief rank(std::size_t round, const std::vector<Features>& candidates) const;
};

/// The ranker that this program was built with.
Ranker learned_ranker();

}  // namespace sotto
