#include "report/analysis/voice_features.h"

#include <algorithm>
#include <cmath>
#include <complex>
#include <vector>

#include "mix/resampler.h"
#include "shared/fourier.h"
#include "shared/mel_cepstrum.h"

namespace sotto::analysis {

namespace {

constexpr Hertz kRate{2 * kPitchRate.value};
constexpr std::size_t kFrame = 512;  ///< 23 ms
constexpr std::size_t kHop = 441;    ///< 20 ms
constexpr std::size_t kFilters = 24;
constexpr double kSilent = 45;  ///< dB under the loudest frame
constexpr double kPitchStep = 2;
constexpr double kTimbreStep = 3;

/// What becomes of one frame's spectrum.
struct Spectrum {
  std::array<double, VoiceFeatures::kCepstra> cepstra{};
  double centroid = 0;
};

class Spectra {
 public:
  Spectra()
      : fourier_(kFrame),
        mel_({kRate, kFrame, kFilters, Hertz{100}, Hertz{8000}, 1, VoiceFeatures::kCepstra}),
        window_(hann_window(kFrame)) {}

  Spectrum of(const float* samples) {
    for (std::size_t i = 0; i < kFrame; ++i) fourier_.samples()[i] = samples[i] * window_[i];
    fourier_.forward();
    Spectrum spectrum;
    double total = 0;
    for (std::size_t k = 0; k <= kFrame / 2; ++k) {
      powers_[k] = std::norm(fourier_.bins()[k]);
      total += static_cast<double>(powers_[k]);
      spectrum.centroid += static_cast<double>(powers_[k]) * static_cast<double>(k);
    }
    spectrum.centroid *= kRate.value / static_cast<double>(kFrame) / std::max(total, 1e-20);
    std::array<double, kFilters> levels{};
    mel_.band_levels(powers_, levels);
    mel_.coefficients(levels, spectrum.cepstra);
    return spectrum;
  }

 private:
  Fourier fourier_;
  MelCepstrum mel_;
  std::vector<float> window_;
  std::array<float, kFrame / 2 + 1> powers_{};
};

}  // namespace

void VoiceFeatures::join(const VoiceFeatures& other) {
  frames += other.frames;
  voiced += other.voiced;
  for (std::size_t i = 0; i < kPitches; ++i) pitches[i] += other.pitches[i];
  for (std::size_t i = 0; i < kCepstra; ++i) cepstra[i] += other.cepstra[i];
  centroid += other.centroid;
}

void VoiceFeatures::part(const VoiceFeatures& other) {
  frames -= other.frames;
  voiced -= other.voiced;
  for (std::size_t i = 0; i < kPitches; ++i) pitches[i] -= other.pitches[i];
  for (std::size_t i = 0; i < kCepstra; ++i) cepstra[i] -= other.cepstra[i];
  centroid -= other.centroid;
}

std::optional<Hertz> VoiceFeatures::pitch(double quantile) const {
  constexpr std::size_t kFewest = 10;  // 0.2 s
  if (voiced < kFewest || voiced_share() < 0.1) return std::nullopt;
  const double wanted = quantile * static_cast<double>(voiced);
  double count = 0;
  for (std::size_t i = 0; i < kPitches; ++i) {
    const double next = count + pitches[i];
    if (next >= wanted && pitches[i] > 0) {
      const double within = (wanted - count) / pitches[i];
      return Hertz{kLowest * std::exp2((static_cast<double>(i) + within) / static_cast<double>(kStepsAnOctave))};
    }
    count = next;
  }
  return std::nullopt;
}

std::optional<Hertz> VoiceFeatures::mean_centroid() const {
  if (frames == 0) return std::nullopt;
  return Hertz{centroid / static_cast<double>(frames)};
}

struct PitchFinder::State {
  Fourier fourier{2 * kPitchFrame};
};

PitchFinder::PitchFinder() : state_(std::make_unique<State>()) {}
PitchFinder::~PitchFinder() = default;

std::optional<Pitch> PitchFinder::find(std::span<const float> frame) {
  constexpr double kHighest = 500;
  Fourier& fourier = state_->fourier;
  const auto samples = fourier.samples();
  float mean = 0;
  for (const float x : frame.first(kPitchFrame)) mean += x;
  mean /= static_cast<float>(kPitchFrame);
  double energy = 0;
  std::array<float, kPitchFrame> sound;
  for (std::size_t i = 0; i < kPitchFrame; ++i) {
    sound[i] = frame[i] - mean;
    samples[i] = sound[i];
    energy += 2 * static_cast<double>(sound[i]) * static_cast<double>(sound[i]);
  }
  if (energy < 1e-9) return std::nullopt;
  std::fill(samples.begin() + kPitchFrame, samples.end(), 0.0F);
  fourier.forward();
  for (std::complex<float>& bin : fourier.bins()) bin = std::norm(bin);
  fourier.inverse();

  constexpr auto kLongest = static_cast<std::size_t>(kPitchRate.value / VoiceFeatures::kLowest);
  constexpr auto kShortest = static_cast<std::size_t>(kPitchRate.value / kHighest);
  std::array<double, kLongest + 2> alike{};
  for (std::size_t lag = 0; lag < alike.size(); ++lag) {
    const double product = static_cast<double>(fourier.samples()[lag]) / static_cast<double>(2 * kPitchFrame);
    alike[lag] = 2 * product / std::max(energy, 1e-12);
    const auto first = static_cast<double>(sound[lag]);
    const auto last = static_cast<double>(sound[kPitchFrame - 1 - lag]);
    energy -= first * first + last * last;
  }
  // Peaks between two crossings of zero; the first that is nearly as high as the highest is the period.
  double highest = 0;
  for (std::size_t lag = kShortest; lag <= kLongest; ++lag) {
    if (alike[lag] > alike[lag - 1] && alike[lag] >= alike[lag + 1]) highest = std::max(highest, alike[lag]);
  }
  for (std::size_t lag = kShortest; lag <= kLongest && highest > 0; ++lag) {
    const double a = alike[lag - 1];
    const double b = alike[lag];
    const double c = alike[lag + 1];
    if (b <= a || b < c || b < 0.85 * highest) continue;
    const double bend = a - 2 * b + c;
    const double shift = bend < 0 ? 0.5 * (a - c) / bend : 0;
    return Pitch{{kPitchRate.value / (static_cast<double>(lag) + shift)}, b};
  }
  return Pitch{{0}, 0};
}

VoiceFeatures voice_features(std::span<const std::int16_t> take, Hertz rate) {
  VoiceFeatures print;
  const std::vector<float> sound = mix::resample(take, rate, kRate);
  std::vector<float> slow(sound.size() / 2);
  for (std::size_t i = 0; i < slow.size(); ++i) slow[i] = (sound[2 * i] + sound[2 * i + 1]) / 2;

  std::vector<double> levels;
  for (std::size_t first = 0; first + kFrame <= sound.size(); first += kHop) {
    double energy = 1e-12;
    for (std::size_t i = first; i < first + kFrame; ++i) {
      energy += static_cast<double>(sound[i]) * static_cast<double>(sound[i]);
    }
    levels.push_back(10 * std::log10(energy));
  }
  if (levels.empty()) return print;
  const double floor = *std::max_element(levels.begin(), levels.end()) - kSilent;
  Spectra spectra;
  PitchFinder finder;
  for (std::size_t f = 0; f < levels.size(); ++f) {
    if (levels[f] <= floor) continue;
    ++print.frames;
    const Spectrum spectrum = spectra.of(&sound[f * kHop]);
    for (std::size_t c = 0; c < VoiceFeatures::kCepstra; ++c) print.cepstra[c] += spectrum.cepstra[c];
    print.centroid += spectrum.centroid;
    // The pitch of the frame's surroundings: twice as long, round the same middle.
    const std::size_t middle = (f * kHop + kFrame / 2) / 2;
    if (middle < kPitchFrame / 2 || middle + kPitchFrame / 2 > slow.size()) continue;
    const auto pitch = finder.find(std::span(slow).subspan(middle - kPitchFrame / 2, kPitchFrame));
    if (!pitch || pitch->clarity < kVoicedClarity) continue;
    const double step =
        std::log2(pitch->frequency.value / VoiceFeatures::kLowest) * static_cast<double>(VoiceFeatures::kStepsAnOctave);
    if (step < 0 || step >= static_cast<double>(VoiceFeatures::kPitches)) continue;
    ++print.voiced;
    ++print.pitches[static_cast<std::size_t>(step)];
  }
  return print;
}

VoiceFeatureDistance distance(const VoiceFeatures& a, const VoiceFeatures& b) {
  VoiceFeatureDistance result;
  if (a.frames == 0 || b.frames == 0) return result;
  if (a.pitch() && b.pitch()) {
    double sum_a = 0;
    double sum_b = 0;
    for (std::size_t i = 0; i < VoiceFeatures::kPitches; ++i) {
      sum_a += static_cast<double>(a.pitches[i]) / static_cast<double>(a.voiced);
      sum_b += static_cast<double>(b.pitches[i]) / static_cast<double>(b.voiced);
      result.pitch += std::fabs(sum_a - sum_b) * 12 / static_cast<double>(VoiceFeatures::kStepsAnOctave);
    }
  }
  double squares = 0;
  for (std::size_t c = 0; c < VoiceFeatures::kCepstra; ++c) {
    const double difference =
        a.cepstra[c] / static_cast<double>(a.frames) - b.cepstra[c] / static_cast<double>(b.frames);
    squares += difference * difference;
  }
  // Of an orthonormal transform: the root of the mean square over the bands.
  result.timbre = std::sqrt(squares / static_cast<double>(kFilters));
  result.distance = std::hypot(result.pitch / kPitchStep, result.timbre / kTimbreStep);
  return result;
}

}  // namespace sotto::analysis
