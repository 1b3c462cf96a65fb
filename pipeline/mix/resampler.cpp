// A half-band filter is a low-pass at a quarter of its rate whose every second coefficient, but the middle one, is
// zero. For a doubling of the rate that leaves two phases: one hands the input through, the other is a symmetric filter
// that finds the values half-way. Its coefficients here are the ideal ones (an alternating 1/(pi (k + 1/2))) under
// Kaiser's window, whose beta sets the stop band; pass band and stop band of a half-band mirror each other, so -92 dB
// of images mean +-0.0002 dB of ripple. Kaiser (kaiser.h) gives for -92 dB and a transition from 9.5 to 12.55 kHz at
// 44.1 kHz: beta 9.2, 87 coefficients, of which 44 are not zero.

#include "mix/resampler.h"

#include <fmt/format.h>
#include <samplerate.h>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numbers>

#include "mix/kaiser.h"
#include "shared/failure.h"
#include "shared/simd.h"

namespace sotto::mix {

namespace {

constexpr double kResamplerKaiserBeta = 9.2;

/// Output pairs that are computed together, so that each coefficient is loaded once for all of them.
constexpr std::size_t kGroup = 16;

}  // namespace

HalfBand::HalfBand() {
  std::array<double, kReach> taps{};
  double sum = 0;
  for (std::size_t k = 0; k < kReach; ++k) {
    const double distance = static_cast<double>(k) + 0.5;
    const double place = distance / static_cast<double>(kReach);
    taps[k] = (k % 2 == 0 ? 1 : -1) / (std::numbers::pi * distance) * kaiser_window(place, kResamplerKaiserBeta);
    sum += 2 * taps[k];
  }
  for (std::size_t k = 0; k < kReach; ++k) taps_[k] = static_cast<float>(taps[k] / sum);
}

void HalfBand::upsample(std::span<const float> in, std::span<float> out) {
  assert(out.size() == 2 * in.size());
  padded_.assign(kReach, 0.0F);
  padded_.insert(padded_.end(), in.begin(), in.end());
  padded_.resize(padded_.size() + kReach + kGroup);
  std::array<float, 2 * kGroup> pairs;
  for (std::size_t start = 0; start < in.size(); start += kGroup) {
    const float* here = padded_.data() + kReach + start;
    std::array<Floats4, kGroup / 4> between{};
    for (std::size_t k = 0; k < kReach; ++k) {
      const Floats4 tap = all(taps_[k]);
      for (std::size_t v = 0; v < between.size(); ++v) {
        between[v] += tap * (load(here + 4 * v - k) + load(here + 4 * v + k + 1));
      }
    }
    for (std::size_t v = 0; v < between.size(); ++v) {
      const Floats4 same = load(here + 4 * v);
      store(__builtin_shufflevector(same, between[v], 0, 4, 1, 5), pairs.data() + 8 * v);
      store(__builtin_shufflevector(same, between[v], 2, 6, 3, 7), pairs.data() + 8 * v + 4);
    }
    const std::size_t count = std::min(kGroup, in.size() - start);
    std::copy_n(pairs.begin(), 2 * count, out.begin() + static_cast<std::ptrdiff_t>(2 * start));
  }
}

struct StreamResampler::State {
  struct Releaser {
    void operator()(SRC_STATE* done) const { src_delete(done); }
  };
  std::size_t channels;
  double ratio;
  std::unique_ptr<SRC_STATE, Releaser> converter;  ///< none where the rates are the same
};

StreamResampler::StreamResampler(std::size_t channels, Hertz from, Hertz to)
    : state_(std::make_unique<State>(State{channels, to.value / from.value, nullptr})) {
  if (from == to) return;
  int error = 0;
  if (src_is_valid_ratio(state_->ratio) != 0) {
    state_->converter.reset(src_new(SRC_SINC_MEDIUM_QUALITY, static_cast<int>(channels), &error));
  }
  if (!state_->converter) {
    throw MachineFailure(fmt::format("cannot resample from {} to {} Hz", from.value, to.value));
  }
}

StreamResampler::~StreamResampler() = default;

void StreamResampler::process(std::span<const float> in, bool last, std::vector<float>& out) {
  if (!state_->converter) {
    out.insert(out.end(), in.begin(), in.end());
    return;
  }
  constexpr std::size_t kSpare = 64;
  const std::size_t channels = state_->channels;
  for (bool more = true; more;) {
    const std::size_t before = out.size();
    const std::size_t frames = in.size() / channels;
    const auto room = static_cast<std::size_t>(static_cast<double>(frames) * state_->ratio) + kSpare;
    out.resize(before + room * channels);
    SRC_DATA job{};
    job.data_in = in.data();
    job.input_frames = static_cast<long>(frames);
    job.data_out = out.data() + before;
    job.output_frames = static_cast<long>(room);
    job.end_of_input = last ? 1 : 0;
    job.src_ratio = state_->ratio;
    if (const int error = src_process(state_->converter.get(), &job); error != 0) {
      throw MachineFailure(fmt::format("cannot resample: {}", src_strerror(error)));
    }
    out.resize(before + static_cast<std::size_t>(job.output_frames_gen) * channels);
    in = in.subspan(static_cast<std::size_t>(job.input_frames_used) * channels);
    more = !in.empty() || (last && job.output_frames_gen > 0);
  }
}

void Resampler::run(std::span<const float> in, Hertz from, Hertz to, std::vector<float>& out) {
  if (from == to) {
    out.assign(in.begin(), in.end());
  } else if (2 * from.value == to.value) {
    out.resize(2 * in.size());
    half_band_.upsample(in, out);
  } else if (Polyphase::takes(from, to)) {
    polyphase_.run(in, from, to, out);
  } else {
    out.clear();
    StreamResampler(1, from, to).process(in, true, out);
    out.resize(resampled_frames(in.size(), from, to));  // libsamplerate may leave out the last frame or two
  }
}

std::vector<float> resample(std::span<const float> in, Hertz from, Hertz to) {
  std::vector<float> out;
  Resampler().run(in, from, to, out);
  return out;
}

std::vector<float> resample(std::span<const std::int16_t> in, Hertz from, Hertz to) {
  std::vector<float> sound(in.size());
  std::transform(in.begin(), in.end(), sound.begin(),
                 [](std::int16_t sample) { return static_cast<float>(sample) * (1.0F / 32768.0F); });
  return from == to ? sound : resample(sound, from, to);
}

}  // namespace sotto::mix
