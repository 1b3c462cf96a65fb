#pragma once

/// Physical quantities as types, so that a level is never mistaken for a gain
/// and a time never for a frequency. Each holds one double in its SI or
/// engineering unit; frame counts are plain integers, not quantities.

#include <cmath>
#include <compare>
#include <cstdint>

namespace sotto {

/// A duration or a point in time, in seconds.
struct Seconds {
  double value = 0;
  auto operator<=>(const Seconds&) const = default;
  friend constexpr Seconds operator+(Seconds a, Seconds b) { return {a.value + b.value}; }
  friend constexpr Seconds operator-(Seconds a, Seconds b) { return {a.value - b.value}; }
  friend constexpr Seconds operator*(Seconds a, double b) { return {a.value * b}; }
};

/// A frequency or a sample rate, in 1/s.
struct Hertz {
  double value = 0;
  auto operator<=>(const Hertz&) const = default;
};

/// A ratio of amplitudes, in dB: 20 log10(a / b).
struct Decibels {
  double value = 0;
  auto operator<=>(const Decibels&) const = default;
  friend constexpr Decibels operator+(Decibels a, Decibels b) { return {a.value + b.value}; }
  friend constexpr Decibels operator-(Decibels a, Decibels b) { return {a.value - b.value}; }
  friend constexpr Decibels operator-(Decibels a) { return {-a.value}; }
};

/// A loudness relative to full scale, in LUFS (ITU-R BS.1770). The difference of two is `Decibels`
/// (1 LU is 1 dB).
struct Lufs {
  double value = 0;
  auto operator<=>(const Lufs&) const = default;
  friend constexpr Decibels operator-(Lufs a, Lufs b) { return {a.value - b.value}; }
  friend constexpr Lufs operator+(Lufs a, Decibels b) { return {a.value + b.value}; }
};

/// The amplitude factor of a gain: 6.02 dB is 2.
inline double amplitude(Decibels gain) { return std::pow(10.0, gain.value / 20.0); }

/// The gain of an amplitude factor; -infinity for 0.
inline Decibels decibels(double amplitude) { return {20.0 * std::log10(amplitude)}; }

/// A time as the nearest whole number of frames, at `rate` frames a second.
inline std::int64_t frames(Seconds time, Hertz rate) { return std::llround(time.value * rate.value); }

/// The time of a frame.
inline Seconds seconds(std::int64_t frame, Hertz rate) { return {static_cast<double>(frame) / rate.value}; }

namespace literals {
constexpr Seconds operator""_s(long double v) { return {static_cast<double>(v)}; }
constexpr Seconds operator""_ms(unsigned long long v) { return {static_cast<double>(v) / 1000.0}; }
constexpr Hertz operator""_Hz(unsigned long long v) { return {static_cast<double>(v)}; }
constexpr Decibels operator""_dB(long double v) { return {static_cast<double>(v)}; }
constexpr Lufs operator""_LUFS(long double v) { return {static_cast<double>(v)}; }
}  // namespace literals

}  // namespace sotto
