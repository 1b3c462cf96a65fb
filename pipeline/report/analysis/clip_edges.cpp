// Takes are faded in and out over a few milliseconds, so that one that was cut afterwards shows at once: it begins or
// ends at full level. One that the engine itself broke off is faded all the same; but before the fade it is louder than
// the end of a word, which dies away. (Words may begin at full level.)

#include "report/analysis/clip_edges.h"

#include <algorithm>
#include <cmath>

namespace sotto::analysis {

namespace {

constexpr Seconds kStep{0.01};
constexpr Seconds kLast{0.005};
constexpr Seconds kEdge{0.00025};

double power(std::span<const std::int16_t> samples) {
  double sum = 0;
  for (const std::int16_t x : samples) sum += static_cast<double>(x) * static_cast<double>(x);
  return sum / static_cast<double>(samples.size());
}

}  // namespace

ClipEdges clip_edges(std::span<const std::int16_t> take, Hertz rate) {
  const auto step = static_cast<std::size_t>(kStep.value * rate.value);
  const auto last = static_cast<std::size_t>(kLast.value * rate.value);
  const auto edge = static_cast<std::size_t>(std::ceil(kEdge.value * rate.value));
  if (step == 0 || take.size() < 4 * step) return {};
  double loudest = 1;
  for (std::size_t i = 0; i + step <= take.size(); i += step) {
    loudest = std::max(loudest, power(take.subspan(i, step)));
  }
  const auto level = [&](std::span<const std::int16_t> samples) { return std::sqrt(power(samples) / loudest); };
  return {level(take.first(edge)), level(take.last(edge)), level(take.last(last))};
}

}  // namespace sotto::analysis
