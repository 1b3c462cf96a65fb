#include "annotate/ranker.h"

#include <algorithm>
#include <cmath>

namespace sotto {

float Forest::score(const Features& features) const {
  float sum = 0;
  for (const std::uint32_t root : roots) {
    std::uint32_t at = root;
    while (nodes[at].feature >= 0) {
      at += features[static_cast<std::size_t>(nodes[at].feature)] < nodes[at].value ? 1U : nodes[at].right;
    }
    sum += nodes[at].value;
  }
  return sum;
}

Belief Ranker::rank(std::size_t round, const std::vector<Features>& candidates) const {
  const Forest& forest = rounds[round];
  Belief belief(candidates.size());
  float highest = -1e30F;
  for (std::size_t i = 0; i < candidates.size(); ++i)
    highest = std::max(highest, belief[i] = forest.score(candidates[i]));
  float total = 0;
  for (float& share : belief) total += share = std::exp(share - highest);
  for (float& share : belief) share /= total;
  return belief;
}

}  // namespace sotto
