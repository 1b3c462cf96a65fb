// For each frame the detector says by how much it would have to be turned down; that is let rise again slowly after a
// peak. Turned down so abruptly, a peak would click. So the gain is held at the smallest wanted value of the next
// kLookAhead frames, and the held gain averaged over the last kLookAhead: each term of that average already allows for
// the peak, so the average at the peak is no higher than wanted, and it gets there along a straight line.
//
//   wanted[n] = min(needed[n], wanted[n-1] + (1 - wanted[n-1]) * recovery)
//   held[n]   = min(wanted[n .. n+L-1])
//   gain[n]   = mean(held[n-L+1 .. n])
//
// Sound moves through in groups of L frames. Window and group having the same length, a window is the end of one group
// and the beginning of the next, and its minimum or sum is one from a running value from each side (van Herk, 1992): no
// rounding errors accumulate, and a group's result depends on three groups only. A group is output two groups later.

#include "publish/limiter.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace sotto::publish {

namespace {

/// Nearer to 1 than this, a gain is 1: 0.001 dB.
constexpr double kInaudible = 1e-4;

/// -0.1 dB: what counts as turned down.
constexpr double kNoticeable = 0.9886;

}  // namespace

Limiter::Limiter(float ceiling, Hertz rate, Seconds release)
    : ceiling_(ceiling), recovery_(1 - std::exp(-1 / (release.value * rate.value))) {
  wanted_.fill(1);
  after_.fill(1);
  held_.fill(1);
}

void Limiter::process(std::span<const float> in, std::vector<float>& out, std::vector<float>* gains) {
  assert(in.size() % kChannels == 0);
  const std::size_t total = in.size() / kChannels;
  in_frames_ += static_cast<std::int64_t>(total);
  for (std::size_t done = 0; done < total;) {
    const std::size_t count = std::min(total - done, kLookAhead - filled_);
    const std::size_t place = (kGroups - 1) * kLookAhead + filled_;
    for (std::size_t i = 0; i < count; ++i) {
      samples_[0][place + i] = in[2 * (done + i)];
      samples_[1][place + i] = in[2 * (done + i) + 1];
    }
    done += count;
    filled_ += count;
    if (filled_ == kLookAhead) group_is_full(out, gains);
  }
}

void Limiter::finish(std::vector<float>& out, std::vector<float>* gains) {
  const std::int64_t length = in_frames_;
  const std::vector<float> silence(kChannels * kGroups * kLookAhead);
  const std::int64_t before = out_frames_;
  const std::size_t size = out.size();
  const std::size_t known = gains == nullptr ? 0 : gains->size();
  process(silence, out, gains);
  const auto missing = static_cast<std::size_t>(length - std::max<std::int64_t>(before, 0));
  out.resize(size + kChannels * missing);
  if (gains != nullptr) gains->resize(known + missing);
  out_frames_ = length;
}

/// The newest group is complete: computes the gains of the middle one and outputs the oldest.
void Limiter::group_is_full(std::vector<float>& out, std::vector<float>* gains_out) {
  filled_ = 0;
  largest_ = {largest_[1], largest_[2],
              std::max(largest(samples_[0].data() + 2 * kLookAhead), largest(samples_[1].data() + 2 * kLookAhead))};
  if (idle_ && !needs_reduction()) {
    emit(nullptr, out, gains_out);
  } else {
    find_wanted(after_);
    Group held;
    double least = 1;
    for (std::size_t i = kLookAhead; i-- > 0;) held[i] = least = std::min(least, wanted_[i]);
    least = 1;
    for (std::size_t i = 1; i < kLookAhead; ++i) {
      least = std::min(least, after_[i - 1]);
      held[i] = std::min(held[i], least);
    }
    Group gains;
    double sum = 0;
    for (std::size_t i = kLookAhead; i-- > 1;) {
      sum += held_[i];
      gains[i - 1] = sum;
    }
    gains[kLookAhead - 1] = 0;
    sum = 0;
    for (std::size_t i = 0; i < kLookAhead; ++i) {
      sum += held[i];
      gains[i] = (gains[i] + sum) / static_cast<double>(kLookAhead);
    }
    emit(&gains, out, gains_out);
    held_ = held;
    wanted_ = after_;
    const auto one = [](double gain) { return gain >= 1; };
    idle_ = carried_ >= 1 && std::all_of(held_.begin(), held_.end(), one) &&
            std::all_of(wanted_.begin(), wanted_.end(), one);
  }
  for (auto& channel : samples_) std::copy(channel.begin() + kLookAhead, channel.end(), channel.begin());
}

/// Whether a peak of the middle group could be above the ceiling.
bool Limiter::needs_reduction() const {
  const float largest_here = *std::max_element(largest_.begin(), largest_.end());
  return std::any_of(samples_.begin(), samples_.end(), [&](const auto& samples) {
    return interpolator_.may_exceed(ceiling_, samples.data() + kLookAhead, largest_here);
  });
}

void Limiter::find_wanted(Group& wanted) {
  Group needed;
  needed.fill(1);
  needed[0] = carried_;
  carried_ = 1;
  if (needs_reduction()) {
    std::array<std::array<float, kPeakGroup>, kChannels> peaks;
    for (std::size_t c = 0; c < kChannels; ++c) interpolator_.peaks(samples_[c].data() + kLookAhead, peaks[c]);
    for (std::size_t i = 0; i < kLookAhead; ++i) {
      const float peak = std::max(peaks[0][i], peaks[1][i]);
      if (peak <= ceiling_) continue;
      // A peak between two frames is shaped by both.
      const double gain = static_cast<double>(ceiling_) / static_cast<double>(peak);
      needed[i] = std::min(needed[i], gain);
      double& next = i + 1 < kLookAhead ? needed[i + 1] : carried_;
      next = std::min(next, gain);
    }
  }
  for (std::size_t i = 0; i < kLookAhead; ++i) {
    state_ += (1 - state_) * recovery_;
    if (1 - state_ < kInaudible) state_ = 1;
    state_ = std::min(state_, needed[i]);
    wanted[i] = state_;
  }
}

/// Outputs the oldest group, multiplied by `gains`.
void Limiter::emit(const Group* gains, std::vector<float>& out, std::vector<float>* gains_out) {
  if (out_frames_ >= 0) {
    if (gains_out != nullptr && gains == nullptr) gains_out->insert(gains_out->end(), kLookAhead, 1.0F);
    if (gains_out != nullptr && gains != nullptr) gains_out->insert(gains_out->end(), gains->begin(), gains->end());
    const std::size_t size = out.size();
    out.resize(size + kChannels * kLookAhead);
    float* to = out.data() + size;
    if (gains == nullptr) {
      for (std::size_t i = 0; i < kLookAhead; ++i) {
        to[2 * i] = samples_[0][i];
        to[2 * i + 1] = samples_[1][i];
      }
    } else {
      for (std::size_t i = 0; i < kLookAhead; ++i) {
        const double gain = (*gains)[i];
        to[2 * i] = static_cast<float>(samples_[0][i] * gain);
        to[2 * i + 1] = static_cast<float>(samples_[1][i] * gain);
        lowest_ = std::min(lowest_, gain);
        if (gain < kNoticeable) ++limited_;
      }
    }
  }
  out_frames_ += static_cast<std::int64_t>(kLookAhead);
}

}  // namespace sotto::publish
