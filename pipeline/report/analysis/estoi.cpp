// Both sounds are cut into frames of 25.6 ms, half overlapping; those in which the clean one is silent are taken out
// and the rest is joined again. Each frame's spectrum is summed in fifteen third-octave bands from 150 Hz. Then, for
// every stretch of thirty frames, the band envelopes of both are freed of mean and size, first each band along time (so
// that tone controls do not count), then each moment across the bands (so that level does not count); what remains is
// compared by its inner product. The mean over all stretches is the result.
//
// Each band counts alike, however little of the speech is in it. Of a whisper there is next to nothing under 500 Hz:
// what sounds there is never it, and says nothing of whether it is understood. Such bands can be left out.

#include "report/analysis/estoi.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <numeric>
#include <vector>

#include "shared/fourier.h"

namespace sotto::analysis {

namespace {

constexpr std::size_t kFrame = 256;
constexpr std::size_t kHop = kFrame / 2;
constexpr std::size_t kTransform = 512;
constexpr std::size_t kBands = 15;
constexpr std::size_t kSegment = 30;
constexpr double kDynamicRange = 40;  ///< dB
constexpr double kTiny = 2.2e-16;

using Envelope = std::array<float, kBands>;

/// MATLAB's hanning(), which the authors use: no zero at either end.
std::array<float, kFrame> hann() {
  std::array<float, kFrame> window{};
  for (std::size_t i = 0; i < kFrame; ++i) {
    window[i] = static_cast<float>(
        0.5 - 0.5 * std::cos(2 * std::numbers::pi * static_cast<double>(i + 1) / static_cast<double>(kFrame + 1)));
  }
  return window;
}

/// The bins of each band: its edges are rounded to the nearest bins, the upper one left out.
std::array<std::array<std::size_t, 2>, kBands> bands() {
  constexpr double kLowest = 150;
  const double width = kIntelligibilityRate.value / static_cast<double>(kTransform);
  std::array<std::array<std::size_t, 2>, kBands> edges{};
  for (std::size_t b = 0; b < kBands; ++b) {
    const double third = static_cast<double>(b) / 3;
    edges[b][0] = static_cast<std::size_t>(std::lround(kLowest * std::exp2(third - 1.0 / 6) / width));
    edges[b][1] = static_cast<std::size_t>(std::lround(kLowest * std::exp2(third + 1.0 / 6) / width));
  }
  return edges;
}

/// The frames of `clean` that are not silent, by their first sample.
std::vector<std::size_t> loud_frames(std::span<const float> clean, std::size_t length,
                                     const std::array<float, kFrame>& window) {
  std::vector<std::size_t> starts;
  std::vector<double> levels;
  for (std::size_t start = 0; start + kFrame < length; start += kHop) {
    double energy = 0;
    for (std::size_t i = 0; i < kFrame; ++i) {
      const double x = static_cast<double>(clean[start + i]) * static_cast<double>(window[i]);
      energy += x * x;
    }
    starts.push_back(start);
    levels.push_back(10 * std::log10(energy + kTiny));
  }
  if (levels.empty()) return {};
  const double floor = *std::max_element(levels.begin(), levels.end()) - kDynamicRange;
  std::size_t kept = 0;
  for (std::size_t i = 0; i < starts.size(); ++i) {
    if (levels[i] > floor) starts[kept++] = starts[i];
  }
  starts.resize(kept);
  return starts;
}

std::vector<float> joined(std::span<const float> sound, const std::vector<std::size_t>& starts,
                          const std::array<float, kFrame>& window) {
  std::vector<float> out(starts.empty() ? 0 : (starts.size() - 1) * kHop + kFrame);
  for (std::size_t f = 0; f < starts.size(); ++f) {
    for (std::size_t i = 0; i < kFrame; ++i) out[f * kHop + i] += sound[starts[f] + i] * window[i];
  }
  return out;
}

std::vector<Envelope> envelopes(const std::vector<float>& sound, const std::array<float, kFrame>& window,
                                Fourier& fourier) {
  static const auto edges = bands();
  std::vector<Envelope> frames;
  for (std::size_t start = 0; start + kFrame < sound.size(); start += kHop) {
    const auto samples = fourier.samples();
    for (std::size_t i = 0; i < kFrame; ++i) samples[i] = sound[start + i] * window[i];
    std::fill(samples.begin() + kFrame, samples.end(), 0.0F);
    fourier.forward();
    Envelope& frame = frames.emplace_back();
    for (std::size_t b = 0; b < kBands; ++b) {
      float power = 0;
      for (std::size_t k = edges[b][0]; k < edges[b][1]; ++k) power += std::norm(fourier.bins()[k]);
      frame[b] = std::sqrt(power);
    }
  }
  return frames;
}

/// Which bands count.
using Bands = std::array<bool, kBands>;

Bands heard_bands(const std::vector<Envelope>& clean, Decibels faint) {
  std::array<double, kBands> power{};
  for (const Envelope& frame : clean) {
    for (std::size_t b = 0; b < kBands; ++b) power[b] += static_cast<double>(frame[b]) * static_cast<double>(frame[b]);
  }
  const double least = std::accumulate(power.begin(), power.end(), 0.0) * std::pow(10.0, -faint.value / 10);
  Bands counts{};
  for (std::size_t b = 0; b < kBands; ++b) counts[b] = power[b] >= least;
  return counts;
}

using Segment = std::array<Envelope, kSegment>;

/// Freed of mean and size: each band along time, then each moment across the bands that count; the others are nothing.
Segment normalised(const Envelope* frames, const Bands& counts) {
  const auto counting = static_cast<float>(std::count(counts.begin(), counts.end(), true));
  Segment segment;
  std::copy(frames, frames + kSegment, segment.begin());
  Envelope mean{};
  Envelope size{};
  for (const Envelope& frame : segment) {
    for (std::size_t b = 0; b < kBands; ++b) mean[b] += frame[b];
  }
  for (float& m : mean) m /= static_cast<float>(kSegment);
  for (Envelope& frame : segment) {
    for (std::size_t b = 0; b < kBands; ++b) {
      frame[b] -= mean[b];
      size[b] += frame[b] * frame[b];
    }
  }
  for (std::size_t b = 0; b < kBands; ++b)
    size[b] = counts[b] ? 1 / (std::sqrt(size[b]) + static_cast<float>(kTiny)) : 0;
  for (Envelope& frame : segment) {
    float middle = 0;
    for (std::size_t b = 0; b < kBands; ++b) middle += frame[b] *= size[b];
    middle /= counting;
    float length = 0;
    for (std::size_t b = 0; b < kBands; ++b) {
      frame[b] = counts[b] ? frame[b] - middle : 0;
      length += frame[b] * frame[b];
    }
    const float scale = 1 / (std::sqrt(length) + static_cast<float>(kTiny));
    for (float& x : frame) x *= scale;
  }
  return segment;
}

}  // namespace

Estoi estoi(std::span<const float> clean, std::span<const float> heard, Decibels faint) {
  static const auto window = hann();
  const std::size_t length = std::min(clean.size(), heard.size());
  const auto starts = loud_frames(clean, length, window);
  Fourier fourier(kTransform);
  const auto x = envelopes(joined(clean, starts, window), window, fourier);
  const auto y = envelopes(joined(heard, starts, window), window, fourier);
  const Bands counts = heard_bands(x, faint);
  Estoi result;
  for (std::size_t first = 0; first + kSegment <= x.size(); ++first) {
    const Segment a = normalised(&x[first], counts);
    const Segment b = normalised(&y[first], counts);
    double product = 0;
    for (std::size_t t = 0; t < kSegment; ++t) {
      float sum = 0;
      for (std::size_t k = 0; k < kBands; ++k) sum += a[t][k] * b[t][k];
      product += static_cast<double>(sum);
    }
    result.sum += product / static_cast<double>(kSegment);
    ++result.segments;
  }
  return result;
}

}  // namespace sotto::analysis
