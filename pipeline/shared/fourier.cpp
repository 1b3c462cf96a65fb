#include "shared/fourier.h"

#include <fftw3.h>

#include <algorithm>
#include <cmath>
#include <mutex>

namespace sotto {

namespace {

struct Free {
  void operator()(void* memory) const { fftwf_free(memory); }
};

struct Destroy {
  void operator()(fftwf_plan plan) const {
    const std::scoped_lock lock(mutex());
    fftwf_destroy_plan(plan);
  }
  /// The library's planner, unlike its plans, is not for several threads at once.
  static std::mutex& mutex() {
    static std::mutex planner;
    return planner;
  }
};

using Plan = std::unique_ptr<std::remove_pointer_t<fftwf_plan>, Destroy>;

std::size_t power_of_two(std::size_t least) {
  std::size_t size = 2;
  while (size < least) size *= 2;
  return size;
}

}  // namespace

struct Fourier::State {
  std::size_t size = 0;
  std::unique_ptr<fftwf_complex, Free> bins;  ///< and the samples, in their place
  Plan forward;
  Plan inverse;
};

Fourier::Fourier(std::size_t size) : state_(std::make_unique<State>()) {
  state_->size = size;
  state_->bins.reset(fftwf_alloc_complex(size / 2 + 1));
  // Estimated, not measured: plans that are timed differ from run to run, and with them the last bit of the result.
  const std::scoped_lock lock(Destroy::mutex());
  const int length = static_cast<int>(size);
  float* samples = &state_->bins.get()[0][0];
  state_->forward.reset(fftwf_plan_dft_r2c_1d(length, samples, state_->bins.get(), FFTW_ESTIMATE));
  state_->inverse.reset(fftwf_plan_dft_c2r_1d(length, state_->bins.get(), samples, FFTW_ESTIMATE));
}

Fourier::~Fourier() = default;
Fourier::Fourier(Fourier&&) noexcept = default;
Fourier& Fourier::operator=(Fourier&&) noexcept = default;

std::size_t Fourier::size() const { return state_->size; }
std::span<float> Fourier::samples() { return {&state_->bins.get()[0][0], state_->size}; }
std::span<std::complex<float>> Fourier::bins() {
  // FFTW's complex number is two floats, as std::complex guarantees to be.
  return {reinterpret_cast<std::complex<float>*>(state_->bins.get()), state_->size / 2 + 1};  // NOLINT
}
void Fourier::forward() { fftwf_execute(state_->forward.get()); }
void Fourier::inverse() { fftwf_execute(state_->inverse.get()); }

std::vector<float> correlate(std::span<const float> sound, std::span<const float> pattern) {
  if (pattern.empty() || sound.size() < pattern.size()) return {};
  Fourier fourier(power_of_two(sound.size() + pattern.size()));
  const auto load = [&](std::span<const float> from) {
    std::copy(from.begin(), from.end(), fourier.samples().begin());
    std::fill(fourier.samples().begin() + static_cast<std::ptrdiff_t>(from.size()), fourier.samples().end(), 0.0F);
    fourier.forward();
  };
  load(pattern);
  const std::vector<std::complex<float>> spectrum(fourier.bins().begin(), fourier.bins().end());
  load(sound);
  const auto bins = fourier.bins();
  for (std::size_t i = 0; i < bins.size(); ++i) bins[i] *= std::conj(spectrum[i]);
  fourier.inverse();

  double energy = 0;
  double here = 0;
  for (const float x : pattern) energy += static_cast<double>(x) * static_cast<double>(x);
  const auto square = [&](std::size_t i) { return static_cast<double>(sound[i]) * static_cast<double>(sound[i]); };
  for (std::size_t i = 0; i < pattern.size(); ++i) here += square(i);
  std::vector<float> values(sound.size() - pattern.size() + 1);
  const auto size = static_cast<double>(fourier.size());
  for (std::size_t shift = 0; shift < values.size(); ++shift) {
    // Where the sound is far softer than the pattern, rounding would be all that is left.
    constexpr double kFarBelow = 1e-4;
    const double norm = std::sqrt(energy * here);
    const bool heard = here > kFarBelow * energy && norm > 0;
    values[shift] = heard ? static_cast<float>(static_cast<double>(fourier.samples()[shift]) / size / norm) : 0;
    if (shift + 1 < values.size()) here = std::max(here - square(shift) + square(shift + pattern.size()), 0.0);
  }
  return values;
}

std::vector<float> autocorrelation(std::span<const float> sound) {
  const std::size_t shifts = sound.size() / 2;
  Fourier fourier(power_of_two(sound.size() + shifts));
  std::copy(sound.begin(), sound.end(), fourier.samples().begin());
  std::fill(fourier.samples().begin() + static_cast<std::ptrdiff_t>(sound.size()), fourier.samples().end(), 0.0F);
  fourier.forward();
  for (std::complex<float>& bin : fourier.bins()) bin = std::norm(bin);
  fourier.inverse();
  const float energy = std::max(fourier.samples()[0], 1e-20F);
  std::vector<float> values(shifts);
  for (std::size_t i = 0; i < shifts; ++i) values[i] = fourier.samples()[i] / energy;
  return values;
}

}  // namespace sotto
