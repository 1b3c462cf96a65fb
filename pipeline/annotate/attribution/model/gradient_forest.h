#pragma once

/// From evidence to likelihood: forests of small decision trees, learned from novels whose speakers are known.

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
};

/// Trees, one after the other; a score is the sum of their leaves.
struct Forest {
  std::vector<TreeNode> nodes;
  std::vector<std::uint32_t> roots;

  float score(std::span<const float> features) const;
};

/// What speakers are scored with.
struct Ranker {
  Forest speakers;  ///< of evidence.h's features: who may have said a speech
  Forest links;     ///< of conversation.h's: how one speaker follows another
};

/// The ranker that this program was built with.
Ranker learned_ranker();

}  // namespace sotto::attribution
