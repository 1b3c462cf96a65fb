#include "report/checks/cue_order.h"

#include <algorithm>
#include <cstdlib>

namespace sotto::checks {

std::vector<bool> in_order(const mix::Timeline& timeline, const analysis::ChapterAnalysis& measured) {
  std::vector<std::size_t> found;
  for (std::size_t c = 0; c < measured.cues.size(); ++c) {
    if (measured.cues[c].found) found.push_back(c);
  }
  std::vector<bool> order(measured.cues.size(), true);
  const auto before = [&](std::size_t a, std::size_t b) {
    return timeline.cues[a].begin + measured.cues[a].shift <= timeline.cues[b].begin + measured.cues[b].shift;
  };
  if (std::is_sorted(found.begin(), found.end(), [&](std::size_t a, std::size_t b) { return !before(b, a); }))
    return order;
  // The best sequence that ends with each of them: how many, and how far off in all.
  struct Sequence {
    std::size_t count = 0;
    std::int64_t off = 0;
    std::size_t previous = 0;  ///< itself: it is the first
  };
  std::vector<Sequence> best(found.size());
  std::size_t last = 0;
  const auto better = [](const Sequence& a, const Sequence& b) {
    return a.count != b.count ? a.count > b.count : a.off < b.off;
  };
  for (std::size_t i = 0; i < found.size(); ++i) {
    best[i].previous = i;
    for (std::size_t k = 0; k < i; ++k) {
      if (before(found[k], found[i]) && better(best[k], best[i])) best[i] = {best[k].count, best[k].off, k};
    }
    ++best[i].count;
    best[i].off += std::abs(measured.cues[found[i]].shift);
    if (better(best[i], best[last])) last = i;
  }
  for (const std::size_t c : found) order[c] = false;
  for (std::size_t i = last;; i = best[i].previous) {
    order[found[i]] = true;
    if (best[i].previous == i) break;
  }
  return order;
}

}  // namespace sotto::checks
