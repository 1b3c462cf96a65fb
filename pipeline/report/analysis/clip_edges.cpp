// Takes are faded in and out over a few milliseconds, so that one that was cut afterwards shows at once: it begins or
// ends at full level. One that the engine itself broke off is faded all the same; but before the fade it is louder than
// the end of a word, which dies away. (Words may begin at full level.)

#include "report/analysis/clip_edges.h"

#include <algorithm>
#include <cmath>

namespace sotto::analysis {

namespace {

constexpr std::size_t kStep = 220;  ///< 10 ms
constexpr std::size_t kLast = 110;
constexpr std::size_t kEdge = 6;

double power(std::span<const std::int16_t> samples) {
  double sum = 0;
  for (const std::int16_t x : samples) sum += static_cast<double>(x) * static_cast<double>(x);
  return sum / static_cast<double>(samples.size());
}

}  // namespace

ClipEdges clip_edges(std::span<const std::int16_t> take) {
  if (take.size() < 4 * kStep) return {};
  double loudest = 1;
  for (std::size_t i = 0; i + kStep <= take.size(); i += kStep) {
    loudest = std::max(loudest, power(take.subspan(i, kStep)));
  }
  const auto level = [&](std::span<const std::int16_t> samples) { return std::sqrt(power(samples) / loudest); };
  return {level(take.first(kEdge)), level(take.last(kEdge)), level(take.last(kLast))};
}

}  // namespace sotto::analysis
