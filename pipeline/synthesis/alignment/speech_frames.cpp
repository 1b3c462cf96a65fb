// Each part of the recipe was measured on foreign voices against their own word times. What was found to hurt: making
// the variances alike, leaving silence out wholly, a narrower band of frequencies. Cutting silences short lets a voice
// pause where another does not.

#include "synthesis/alignment/speech_frames.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "shared/fourier.h"
#include "shared/mel_cepstrum.h"

namespace sotto::alignment {

namespace {

constexpr Seconds kWindow{0.025};
constexpr std::size_t kBands = 32;
constexpr Hertz kLow{80};
constexpr Hertz kHigh{7600};
/// What is softer than this under the loudest band is as good as silent.
constexpr double kFloor = 50;
/// A frame so far under the loudest is silence.
constexpr double kSilence = 45;
/// Frames on each side that a slope is taken over.
constexpr int kSlope = 2;
constexpr float kSlopeWeight = 2;

std::size_t power_of_two(std::size_t least) {
  std::size_t size = 2;
  while (size < least) size *= 2;
  return size;
}

/// The frames of the whole sound, before anything is left out.
struct Analysis {
  std::vector<std::uint32_t> positions;
  std::vector<double> levels;  ///< dB
  std::vector<std::array<double, SpeechFrames::kCepstra>> cepstra;
};

Analysis analyse(std::span<const std::int16_t> sound, Hertz rate) {
  Analysis result;
  const auto window = static_cast<std::size_t>(kWindow.value * rate.value);
  const std::size_t transform = power_of_two(window);
  const Hertz high{std::min(kHigh.value, 0.475 * rate.value)};
  const MelCepstrum mel({rate, transform, kBands, kLow, high, 0, SpeechFrames::kCepstra});
  const std::vector<float> weights = hann_window(window);
  Fourier fourier(transform);
  std::vector<float> powers(transform / 2 + 1);
  std::vector<std::array<double, kBands>> bands;
  const double hop = rate.value / SpeechFrames::kRate;
  for (std::size_t i = 0;; ++i) {
    const auto begin = static_cast<std::size_t>(std::llround(static_cast<double>(i) * hop));
    if (begin + window > sound.size()) break;
    const auto samples = fourier.samples();
    for (std::size_t k = 0; k < window; ++k) samples[k] = static_cast<float>(sound[begin + k]) / 32768.0F * weights[k];
    std::fill(samples.begin() + static_cast<std::ptrdiff_t>(window), samples.end(), 0.0F);
    fourier.forward();
    double power = 1e-12;
    for (std::size_t k = 0; k < powers.size(); ++k) {
      powers[k] = std::norm(fourier.bins()[k]);
      power += static_cast<double>(powers[k]);
    }
    mel.band_levels(powers, bands.emplace_back());
    result.levels.push_back(10 * std::log10(power));
    result.positions.push_back(static_cast<std::uint32_t>(begin + window / 2));
  }
  double loudest = -300;
  for (const auto& frame : bands) loudest = std::max(loudest, *std::max_element(frame.begin(), frame.end()));
  for (auto& frame : bands) {
    for (double& level : frame) level = std::max(level, loudest - kFloor);
    mel.coefficients(frame, result.cepstra.emplace_back());
  }
  return result;
}

/// The frames that are kept.
std::vector<std::size_t> kept_frames(const std::vector<double>& levels) {
  std::vector<std::size_t> kept;
  if (levels.empty()) return kept;
  const double floor = *std::max_element(levels.begin(), levels.end()) - kSilence;
  const auto sounds = [&](double level) { return level > floor; };
  const auto first = static_cast<std::size_t>(std::find_if(levels.begin(), levels.end(), sounds) - levels.begin());
  const auto end =
      static_cast<std::size_t>(std::find_if(levels.rbegin(), levels.rend(), sounds).base() - levels.begin());
  std::size_t silent = 0;
  for (std::size_t i = first; i < end; ++i) {
    silent = sounds(levels[i]) ? 0 : silent + 1;
    if (silent <= SpeechFrames::kMostSilence) kept.push_back(i);
  }
  return kept;
}

}  // namespace

double SpeechFrames::at(double sample) const {
  const auto after = std::lower_bound(positions.begin(), positions.end(), sample);
  if (after == positions.begin()) return (sample - positions.front()) / frame_length;
  const auto before = std::prev(after);
  const auto index = static_cast<double>(before - positions.begin());
  if (after == positions.end()) return index + (sample - *before) / frame_length;
  return index + (sample - *before) / (static_cast<double>(*after) - *before);
}

double SpeechFrames::sample(double frame) const {
  if (frame <= 0) return std::max(0.0, positions.front() + frame * frame_length);
  const auto before = std::min(static_cast<std::size_t>(frame), size() - 1);
  const double beyond = frame - static_cast<double>(before);
  if (before + 1 == size()) return positions[before] + beyond * frame_length;
  return positions[before] + beyond * (static_cast<double>(positions[before + 1]) - positions[before]);
}

SpeechFrames speech_frames(std::span<const std::int16_t> sound, Hertz rate) {
  const Analysis all = analyse(sound, rate);
  const std::vector<std::size_t> kept = kept_frames(all.levels);
  SpeechFrames frames;
  frames.frame_length = rate.value / SpeechFrames::kRate;
  if (kept.empty()) return frames;
  const double loudest = *std::max_element(all.levels.begin(), all.levels.end());
  const auto count = static_cast<std::ptrdiff_t>(kept.size());
  frames.values.resize(kept.size() * SpeechFrames::kDimensions);
  for (std::ptrdiff_t i = 0; i < count; ++i) {
    frames.positions.push_back(all.positions[kept[i]]);
    frames.levels.push_back(static_cast<float>(all.levels[kept[i]] - loudest));
  }
  for (std::size_t c = 0; c < SpeechFrames::kCepstra; ++c) {
    const auto value = [&](std::ptrdiff_t i) {
      return all.cepstra[kept[std::clamp<std::ptrdiff_t>(i, 0, count - 1)]][c];
    };
    double mean = 0;
    for (std::ptrdiff_t i = 0; i < count; ++i) mean += value(i);
    mean /= static_cast<double>(count);
    for (std::ptrdiff_t i = 0; i < count; ++i) {
      double slope = 0;
      double norm = 0;
      for (int k = 1; k <= kSlope; ++k) {
        slope += k * (value(i + k) - value(i - k));
        norm += 2 * k * k;
      }
      float* frame = &frames.values[static_cast<std::size_t>(i) * SpeechFrames::kDimensions];
      frame[c] = static_cast<float>(value(i) - mean);
      frame[SpeechFrames::kCepstra + c] = kSlopeWeight * static_cast<float>(slope / norm);
    }
  }
  return frames;
}

}  // namespace sotto::alignment
