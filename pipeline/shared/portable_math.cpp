#include "shared/portable_math.h"

#include <cmath>

namespace sotto {

namespace {
constexpr double kLn2 = 0.69314718055994530942;
}

double portable_exp(double x) {
  constexpr double kMost = 700;
  if (x < -kMost) return 0;
  if (x > kMost) x = kMost;
  // e^x = 2^n e^r with |r| <= ln 2 / 2, and e^r by its series.
  const double n = std::floor(x / kLn2 + 0.5);
  const double r = x - n * kLn2;
  double term = 1;
  double sum = 1;
  for (int i = 1; i <= 13; ++i) {
    term *= r / i;
    sum += term;
  }
  return std::ldexp(sum, static_cast<int>(n));
}

double portable_log(double x) {
  // x = 2^n m with m near 1, and ln m = 2 artanh((m - 1) / (m + 1)) by its series.
  int n = 0;
  double m = std::frexp(x, &n);
  if (m < 0.70710678118654752440) {
    m *= 2;
    --n;
  }
  const double z = (m - 1) / (m + 1);
  const double square = z * z;
  double power = z;
  double sum = 0;
  for (int i = 1; i <= 25; i += 2) {
    sum += power / i;
    power *= square;
  }
  return n * kLn2 + 2 * sum;
}

}  // namespace sotto
