#include "support/speech.h"

#include <algorithm>
#include <cmath>

#include "mix/biquad.h"
#include "support/signals.h"

namespace sotto::testing {

namespace {

/// Rate that is enough for the fundamental.
constexpr Hertz kSlow{5512.5};
constexpr Seconds kHop{0.02};
constexpr double kLowest = 55;
constexpr double kHighest = 500;
/// A frame repeats itself at least so well to count as voiced.
constexpr double kVoiced = 0.6;
constexpr double kSilenceUnderLoudest = 40;

std::size_t decimation(Hertz rate) { return static_cast<std::size_t>(rate.value / kSlow.value); }

/// A hop at the full rate, whole at the slow one.
std::size_t hop_frames(Hertz rate) {
  const std::size_t factor = decimation(rate);
  return static_cast<std::size_t>(kHop.value * rate.value) / factor * factor;
}

/// Averages: the alias of what is above 2.7 kHz does not matter to the fundamental.
std::vector<double> decimated(std::span<const float> samples, std::size_t factor) {
  std::vector<double> slow(samples.size() / factor);
  for (std::size_t i = 0; i < slow.size(); ++i) {
    for (std::size_t k = 0; k < factor; ++k) slow[i] += static_cast<double>(samples[i * factor + k]);
  }
  return slow;
}

double pitch_of(std::span<const double> window, std::size_t frame, std::size_t shortest, double rate) {
  const std::size_t longest = window.size() - frame;
  const auto energy = [&](std::size_t from) {
    double sum = 1e-12;
    for (std::size_t i = 0; i < frame; ++i) sum += window[from + i] * window[from + i];
    return sum;
  };
  const double own = energy(0);
  std::vector<double> likeness(longest + 1, 0);
  double best = 0;
  for (std::size_t lag = shortest; lag <= longest; ++lag) {
    double sum = 0;
    for (std::size_t i = 0; i < frame; ++i) sum += window[i] * window[lag + i];
    likeness[lag] = sum / std::sqrt(own * energy(lag));
    best = std::max(best, likeness[lag]);
  }
  if (best < kVoiced) return 0;
  // The first peak nearly as good as the best: later ones are multiples of the period.
  for (std::size_t lag = shortest + 1; lag < longest; ++lag) {
    const double a = likeness[lag - 1];
    const double b = likeness[lag];
    const double c = likeness[lag + 1];
    if (b < 0.88 * best || b < a || b < c) continue;
    const double curve = a - 2 * b + c;
    return rate / (static_cast<double>(lag) + (curve < 0 ? 0.5 * (a - c) / curve : 0));
  }
  return 0;
}

double percentile(std::vector<double> sorted, double share) {
  return sorted.empty() ? 0 : sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1))];
}

/// The levels behind one or two filters, frame by frame, as powers.
std::vector<double> powers_behind(const std::vector<mix::Biquad>& filters, std::span<const float> samples,
                                  std::size_t hop) {
  mix::BiquadCascade cascade;
  for (const mix::Biquad& filter : filters) cascade.add(filter);
  std::vector<float> filtered(samples.begin(), samples.end());
  cascade.run(filtered);
  std::vector<double> powers;
  for (std::size_t at = 0; at + hop <= filtered.size(); at += hop) {
    const double level = rms(std::span(filtered).subspan(at, hop));
    powers.push_back(level * level);
  }
  return powers;
}

/// Power above 1.5 kHz against power from there down to 60 Hz over some frames, in dB.
double tilt_of(std::span<const float> samples, Hertz rate, const std::vector<std::size_t>& frames) {
  const std::size_t hop = hop_frames(rate);
  const auto high = powers_behind({mix::high_pass({1500}, rate), mix::high_pass({1500}, rate)}, samples, hop);
  const auto all = powers_behind({mix::high_pass({60}, rate)}, samples, hop);
  double above = 1e-12;
  double below = 1e-12;
  for (const std::size_t frame : frames) {
    above += high.at(frame);
    below += std::max(0.0, all.at(frame) - high.at(frame));
  }
  return 10 * std::log10(above / below);
}

}  // namespace

std::vector<double> pitch_track(std::span<const float> samples, Hertz rate) {
  const std::size_t factor = decimation(rate);
  const std::vector<double> slow = decimated(samples, factor);
  const double slow_rate = rate.value / static_cast<double>(factor);
  const std::size_t hop = hop_frames(rate) / factor;
  const std::size_t frame = 2 * hop;
  const auto longest = static_cast<std::size_t>(std::ceil(slow_rate / kLowest));
  const auto shortest = static_cast<std::size_t>(std::floor(slow_rate / kHighest));
  std::vector<double> track;
  for (std::size_t at = 0; at + frame + longest <= slow.size(); at += hop) {
    track.push_back(pitch_of(std::span(slow).subspan(at, frame + longest), frame, shortest, slow_rate));
  }
  return track;
}

std::vector<double> level_track(std::span<const float> samples, Seconds length, Hertz rate) {
  const auto frame = static_cast<std::size_t>(std::lround(length.value * rate.value));
  std::vector<double> track;
  for (std::size_t at = 0; at + frame <= samples.size(); at += frame) {
    track.push_back(std::max(-120.0, 20 * std::log10(rms(samples.subspan(at, frame)) + 1e-12)));
  }
  return track;
}

SpeechFigures measure_speech(std::span<const float> samples, Hertz rate) {
  const Seconds hop{static_cast<double>(hop_frames(rate)) / rate.value};
  const std::vector<double> levels = level_track(samples, hop, rate);
  std::vector<double> pitches = pitch_track(samples, rate);
  if (pitches.empty()) return {};
  const double floor = *std::max_element(levels.begin(), levels.end()) - kSilenceUnderLoudest;
  std::vector<double> voiced;
  std::vector<std::size_t> sounding;
  std::vector<std::size_t> voiced_frames;
  for (std::size_t i = 0; i < pitches.size(); ++i) {
    if (levels[i] < floor) continue;
    sounding.push_back(i);
    if (pitches[i] == 0) continue;
    voiced.push_back(pitches[i]);
    voiced_frames.push_back(i);
  }
  std::sort(voiced.begin(), voiced.end());
  SpeechFigures figures;
  figures.seconds = static_cast<double>(sounding.size()) * hop.value;
  figures.pitch = percentile(voiced, 0.5);
  figures.low = percentile(voiced, 0.1);
  figures.high = percentile(voiced, 0.9);
  figures.voiced = sounding.empty() ? 0 : static_cast<double>(voiced.size()) / static_cast<double>(sounding.size());
  // Of the voice, not of its s; a whisper has only breath.
  figures.tilt = tilt_of(samples, rate, figures.voiced > 0.1 ? voiced_frames : sounding);
  return figures;
}

std::vector<float> floats(std::span<const std::int16_t> samples) {
  std::vector<float> values;
  values.reserve(samples.size());
  for (const std::int16_t sample : samples) values.push_back(static_cast<float>(sample) / 32768.0F);
  return values;
}

}  // namespace sotto::testing
