#pragma once

/// Exponentials and logarithms of sums and products alone: the same bits on every machine, which the C library's are
/// not (it picks its code by the processor). Good to some 1e-13 of the value.

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
