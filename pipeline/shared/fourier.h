#pragma once

/// Spectra of real signals.

#include <complex>
#include <cstddef>
#include <memory>
#include <span>
#include <vector>

namespace sotto {

/// Transforms of one size. Each has memory of its own: use one a thread. The same input gives the same output.
class Fourier {
 public:
  explicit Fourier(std::size_t size);
  ~Fourier();
  Fourier(Fourier&&) noexcept;
  Fourier& operator=(Fourier&&) noexcept;

  std::size_t size() const;
  /// `size()` samples, to be filled before `forward()`; what they hold afterwards is undefined.
  std::span<float> samples();
  /// `size() / 2 + 1` bins, to be filled before `inverse()`.
  std::span<std::complex<float>> bins();
  void forward();
  /// Unscaled: forward and inverse together multiply by `size()`. Destroys the bins.
  void inverse();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Where `pattern` lies in `sound`: for each shift at which it fits, their normalised correlation, -1..1; 0 where the
/// sound is 40 dB softer than the pattern.
std::vector<float> correlate(std::span<const float> sound, std::span<const float> pattern);

/// The autocorrelation of a sound, 1 at shift 0; shifts up to half of its length.
std::vector<float> autocorrelation(std::span<const float> sound);

}  // namespace sotto
