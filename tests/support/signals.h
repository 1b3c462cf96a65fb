#pragma once

/// Test sounds, and acoustic measures of sounds: power, amplitude at a frequency, correlation.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <vector>

#include "shared/audio.h"
#include "shared/units.h"

namespace sotto::testing {

/// The rate of takes that tests make up: that of most engines' takes.
inline constexpr Hertz kTakeRate{22050};

std::vector<float> sine(Hertz frequency, double amplitude, std::size_t frames, Hertz rate, double phase = 0);

/// Even white noise from -amplitude to amplitude; the same for the same seed, on every machine.
std::vector<float> noise(double amplitude, std::size_t frames, std::uint64_t seed = 1);

/// Two channels as interleaved frames.
std::vector<float> interleaved(std::span<const float> left, std::span<const float> right);
std::vector<float> channel(std::span<const float> stereo, std::size_t which);

/// The samples of a sound file of 16 bits, as it holds them, channels interleaved.
std::vector<int> samples_in(const std::filesystem::path& file);

/// The amplitude of one frequency in a sound (Goertzel's filter under Hann's window).
double amplitude_at(std::span<const float> samples, Hertz frequency, Hertz rate);

/// Mean power between two frequencies, by averaged spectra of 4096 frames; per hertz.
double power_density(std::span<const float> samples, Hertz from, Hertz to, Hertz rate);

double rms(std::span<const float> samples);
/// Pearson's, from -1 to 1.
double correlation(std::span<const float> a, std::span<const float> b);

/// A sound in memory as a source.
class Playback final : public AudioSource {
 public:
  Playback(std::vector<float> samples, Hertz rate, int channels = 2)
      : samples_(std::move(samples)), rate_(rate), channels_(channels) {}
  int channels() const override { return channels_; }
  Hertz rate() const override { return rate_; }
  std::size_t read(std::span<float> out) override;
  void rewind() override { position_ = 0; }

 private:
  std::vector<float> samples_;
  Hertz rate_;
  int channels_;
  std::size_t position_ = 0;
};

}  // namespace sotto::testing
