#pragma once

/// Mel-frequency cepstral coefficients: the shape of a spectrum as hearing resolves it, in a few numbers.

#include <cstddef>
#include <span>
#include <utility>
#include <vector>

#include "shared/units.h"

namespace sotto {

class MelCepstrum {
 public:
  struct Shape {
    Hertz rate;                 ///< of the sound
    std::size_t transform = 0;  ///< frames of it that a spectrum is of
    std::size_t bands = 0;      ///< triangles of equal width in mel, from `low` to `high`
    Hertz low;
    Hertz high;
    std::size_t first = 0;  ///< coefficient; 0 is the mean level
    std::size_t count = 0;  ///< of coefficients
  };

  explicit MelCepstrum(const Shape& shape);

  /// The levels of the bands in dB, of `transform / 2 + 1` powers.
  void band_levels(std::span<const float> powers, std::span<double> levels) const;
  /// The coefficients of the levels: an orthonormal cosine transform (type II), but for coefficient 0, which is sqrt(2)
  /// times that.
  void coefficients(std::span<const double> levels, std::span<double> coefficients) const;

 private:
  std::vector<std::vector<std::pair<std::size_t, float>>> filters_;  ///< of each band: bin, weight
  std::vector<std::vector<double>> cosines_;                         ///< of each coefficient, by band
};

/// The `size` weights of a Hann window, symmetric.
std::vector<float> hann_window(std::size_t size);

}  // namespace sotto
