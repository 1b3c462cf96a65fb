#include "annotate/attribution/model/gradient_forest.h"

namespace sotto::attribution {

float Forest::score(std::span<const float> features) const {
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

}  // namespace sotto::attribution
