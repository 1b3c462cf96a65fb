#include "report/analysis/take_search.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <vector>

#include "report/analysis/decimator.h"
#include "shared/audio.h"
#include "shared/fourier.h"

namespace sotto::analysis {

double likeness(const Sound& master, const Sound& voice) {
  double best = 0;
  for (std::size_t c = 0; c < 2; ++c) {
    const auto& m = master.channels[c];
    const auto& v = voice.channels[c];
    const double norm = product(m, m, 0, m.size()) * product(v, v, 0, v.size());
    if (norm > 0) best = std::max(best, product(m, v, 0, m.size()) / std::sqrt(norm));
  }
  return best;
}

std::optional<std::int64_t> find_take(const ReadMaster& read, std::int64_t planned, const Shifts& shifts,
                                      const Sound& voice) {
  const std::int64_t reach = frames(kSearch, kMasterRate);
  const auto [earlier, later] = std::minmax(shifts.now, shifts.before);
  const std::int64_t first = std::max<std::int64_t>(planned + earlier - reach, 0);
  const std::int64_t last = planned + later + reach + static_cast<std::int64_t>(voice.frames());
  const Sound around = read(first, last - first);
  Decimator slow(kSearchFactor);
  const std::vector<float> like = correlate(slow.whole(around.mono()), slow.whole(voice.mono()));
  if (like.empty()) return std::nullopt;
  // The same words can be said twice: of places that are equally like it, the one nearest to its own, as the takes
  // before it have it; or, where the last one was moved, those before that.
  constexpr float kEqually = 0.9F;
  const float most = *std::max_element(like.begin(), like.end());
  if (static_cast<double>(most) < kLike) return std::nullopt;
  std::int64_t near = 0;
  std::int64_t distance = -1;
  for (std::size_t i = 0; i < like.size(); ++i) {
    if (like[i] < kEqually * most) continue;
    const std::int64_t place = first + static_cast<std::int64_t>(i * kSearchFactor);
    const std::int64_t shift = place - planned;
    const std::int64_t off = std::min(std::abs(shift - shifts.now), std::abs(shift - shifts.before));
    if (distance >= 0 && off >= distance) continue;
    near = place;
    distance = off;
  }
  // To the sample, around what the search at the lower rate has found.
  const auto slack = static_cast<std::int64_t>(2 * kSearchFactor);
  const Sound close = read(near - slack, static_cast<std::int64_t>(voice.frames()) + 2 * slack);
  const std::vector<float> fine = correlate(close.mono(), voice.mono());
  const auto exact = std::max_element(fine.begin(), fine.end());
  return near - slack + (exact - fine.begin()) - planned;
}

}  // namespace sotto::analysis
