#pragma once

/// Exponential and logarithm computed with additions and multiplications only: the same bits on every machine, unlike
/// the C library's, which selects its code by processor. Relative error about 1e-13.

namespace sotto {

/// e^x; 0 below -700, and x above 700 is taken as 700.
double portable_exp(double x);

/// The natural logarithm; x > 0.
double portable_log(double x);

inline float portable_log2(float x) {
  constexpr double kLn2 = 0.69314718055994530942;
  return static_cast<float>(portable_log(static_cast<double>(x)) / kLn2);
}

}  // namespace sotto
