// Rain has a body, the sum of thousands of drops too far off to be told apart, and single drops near by.
//
// The body is noise through filters that give it low patter and high hiss and leave the octaves between 1 and 4 kHz,
// which carry the consonants, to the voice. The noise is indexed by a hash, not drawn from a generator: frame n of the
// noise is a scrambled (seed, n), so that any frame can be had without the ones before. The filters do have a past; so
// the body is made in runs of 8192 frames at fixed places, each with filters that began in silence 1024 frames earlier,
// on the true noise of those frames. What the filters would still remember from before that is 96 dB below the rain:
// the seam between two runs is there for a calculator, not for an ear. Four neighbouring runs are four lanes of a
// vector register, and make a cell; cells are what is made and kept.
//
// The drops are a Poisson process, drawn as a Bernoulli trial for each 16 frames (0.36 ms), which is the same in all
// that can be heard and needs no logarithm. Each drop is one of a few dozen damped tones, at its own place, level and
// side.
//
// Gusts are a slow gain, noise of a few seconds' period, eased between its knots.

#include "mix/rain.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numbers>
#include <vector>

#include "mix/biquad.h"
#include "mix/lanes.h"
#include "shared/audio.h"

namespace sotto {

namespace {

constexpr std::int64_t kRun = 8192;
constexpr std::int64_t kWarmUp = 1024;
constexpr std::int64_t kLanes = 4;
constexpr std::int64_t kCell = kLanes * kRun;

/// Brings the body to kRainLoudness less what the drops add.
constexpr float kBodyGain = 0.0652F;

// The drops. A hundred a second and side is a pane or a roof near by: enough to make the hiss wet, too few to become
// hiss.
constexpr double kDropsPerSecond = 100;
constexpr std::int64_t kSlot = 16;
constexpr float kLoudestDrop = 0.193F;
constexpr std::size_t kShapes = 64;
constexpr std::size_t kShapeFrames = 640;

/// Sebastiano Vigna's splitmix64: every bit of the result depends on every bit of `x`.
std::uint64_t scramble(std::uint64_t x) {
  x += 0x9E3779B97F4A7C15U;
  x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9U;
  x = (x ^ (x >> 27U)) * 0x94D049BB133111EBU;
  return x ^ (x >> 31U);
}

/// What a hash is for, so that the same index never gives two parts of the rain the same numbers.
enum class Part : std::uint64_t { body = 1, drops, shapes, slow_gust, quick_gust };

std::uint64_t hash(std::uint64_t seed, Part part, std::int64_t index) {
  return scramble(scramble(seed ^ (static_cast<std::uint64_t>(part) << 56U)) ^ static_cast<std::uint64_t>(index));
}

/// 24 bits as a number from 0 (inclusive) to 1.
float unit(std::uint64_t bits) { return static_cast<float>(bits & 0xFFFFFFU) * (1.0F / 16777216.0F); }

/// A biquad in four lanes.
class FourBiquads {
 public:
  explicit FourBiquads(const Biquad& f)
      : b0_(all(static_cast<float>(f.b0))),
        b1_(all(static_cast<float>(f.b1))),
        b2_(all(static_cast<float>(f.b2))),
        a1_(all(static_cast<float>(f.a1))),
        a2_(all(static_cast<float>(f.a2))) {}
  Floats4 operator()(Floats4 x) {
    const Floats4 y = b0_ * x + first_;
    first_ = b1_ * x - a1_ * y + second_;
    second_ = b2_ * x - a2_ * y;
    return y;
  }

 private:
  Floats4 b0_;
  Floats4 b1_;
  Floats4 b2_;
  Floats4 a1_;
  Floats4 a2_;
  Floats4 first_ = {};
  Floats4 second_ = {};
};

/// The colour of the body.
struct Colour {
  FourBiquads no_rumble{high_pass({110}, kMasterRate)};
  FourBiquads patter{low_shelf({500}, {7}, kMasterRate)};
  FourBiquads room_for_speech{bell({2000}, {-9}, 0.5, kMasterRate)};
  FourBiquads soft_top{high_shelf({9000}, {-4}, kMasterRate)};

  Floats4 operator()(Floats4 x) { return soft_top(room_for_speech(patter(no_rumble(x)))); }
};

/// White noise for four runs at once: one hash gives a left and a right sample of 16 bits each. A run's number is
/// scrambled into two keys, which its frames are mixed with.
class Noise {
 public:
  Noise(std::uint64_t seed, std::int64_t first_run) {
    for (int lane = 0; lane < kLanes; ++lane) {
      const std::uint64_t key = hash(seed, Part::body, first_run + lane);
      start_[lane] = static_cast<std::uint32_t>(key);
      twist_[lane] = static_cast<std::uint32_t>(key >> 32U);
    }
  }

  struct Pair {
    Floats4 left;
    Floats4 right;
  };
  Pair operator()(std::uint32_t frame) const {
    Words4 x = start_ + frame * 0x9E3779B9U;
    x = (x ^ (x >> 16U)) * 0x85EBCA6BU;
    x += twist_;
    x = (x ^ (x >> 13U)) * 0xC2B2AE35U;
    x ^= x >> 16U;
    constexpr float kScale = 1.0F / 32768.0F;
    const auto high = reinterpret_cast<Ints4&>(x) >> 16;
    x <<= 16U;
    const auto low = reinterpret_cast<Ints4&>(x) >> 16;
    return {__builtin_convertvector(high, Floats4) * kScale, __builtin_convertvector(low, Floats4) * kScale};
  }

 private:
  Words4 start_ = {};
  Words4 twist_ = {};
};

void render_body(std::uint64_t seed, std::int64_t cell, std::span<float> left, std::span<float> right) {
  Colour left_colour;
  Colour right_colour;
  // The end of the run before each, for the filters; run -1 exists like any other.
  const Noise before(seed, cell * kLanes - 1);
  for (std::uint32_t t = kRun - kWarmUp; t < kRun; ++t) {
    const auto noise = before(t);
    left_colour(noise.left);
    right_colour(noise.right);
  }
  const Noise here(seed, cell * kLanes);
  for (std::uint32_t t = 0; t < kRun; ++t) {
    const auto noise = here(t);
    const Floats4 l = left_colour(noise.left);
    const Floats4 r = right_colour(noise.right);
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
      left[lane * kRun + t] = l[lane];
      right[lane * kRun + t] = r[lane];
    }
  }
}

/// Noise with a knot each `period` frames, between -1 and 1, eased from knot to knot.
class SlowNoise {
 public:
  SlowNoise(std::uint64_t seed, Part part, std::int64_t period) : seed_(seed), part_(part), period_(period) {}
  float at(std::int64_t frame) const {
    const std::int64_t knot = frame / period_;
    const float t = static_cast<float>(frame % period_) / static_cast<float>(period_);
    const float from = 2 * unit(hash(seed_, part_, knot)) - 1;
    const float to = 2 * unit(hash(seed_, part_, knot + 1)) - 1;
    return from + (to - from) * (t * t * (3 - 2 * t));
  }

 private:
  std::uint64_t seed_;
  Part part_;
  std::int64_t period_;
};

/// A gust's gain at a frame: at most 1.5 dB up or down. Between two steps of 256 frames it is a straight line.
constexpr std::int64_t kGustStep = 256;

float gust(std::uint64_t seed, std::int64_t frame) {
  return 1 + 0.12F * SlowNoise(seed, Part::slow_gust, 5 * kCell).at(frame) +
         0.06F * SlowNoise(seed, Part::quick_gust, kCell).at(frame);
}

void apply_gusts(std::uint64_t seed, std::int64_t first, std::span<float> left, std::span<float> right) {
  float from = gust(seed, first) * kBodyGain;
  for (std::size_t start = 0; start < left.size(); start += kGustStep) {
    const float to = gust(seed, first + static_cast<std::int64_t>(start) + kGustStep) * kBodyGain;
    const float slope = (to - from) / static_cast<float>(kGustStep);
    for (std::int32_t i = 0; i < kGustStep; ++i) {
      const float gain = from + slope * static_cast<float>(i);
      left[start + static_cast<std::size_t>(i)] *= gain;
      right[start + static_cast<std::size_t>(i)] *= gain;
    }
    from = to;
  }
}

using Shape = std::array<float, kShapeFrames>;

/// A drop's sound: a damped tone that starts at its loudest slope. Half are plops of 300 to 900 Hz that last, half are
/// ticks of 4.5 to 10 kHz that do not; none sounds where speech has its consonants.
Shape make_shape(std::uint64_t seed, std::int64_t index) {
  const std::uint64_t bits = hash(seed, Part::shapes, index);
  const bool plop = index % 2 == 0;
  const double pitch = unit(bits);
  const double frequency = plop ? 300 * std::pow(3.0, pitch) : 4500 * std::pow(2.2, pitch);
  const double decay = (plop ? 0.0022 : 0.0005) * (0.6 + 0.8 * unit(bits >> 24U));
  const double angle = 2 * std::numbers::pi * frequency / kMasterRate.value;
  const double damping = std::exp(-1 / (decay * kMasterRate.value));
  Shape shape{};
  for (std::size_t i = 0; i < shape.size(); ++i) {
    const auto t = static_cast<double>(i);
    // The last eighth eases to zero, so that no drop ends in a step.
    const double end = std::min(1.0, 8 * (1 - t / kShapeFrames));
    shape[i] = static_cast<float>(std::sin(angle * t) * std::pow(damping, t) * end);
  }
  // A tone that sets in so suddenly has something of every low frequency, and a hundred of them a second would rumble.
  BiquadCascade no_thump;
  no_thump.add(high_pass({250}, kMasterRate));
  no_thump.run(shape);
  return shape;
}

/// Sides of a drop, from left to right: constant power.
constexpr std::size_t kSides = 16;

}  // namespace

struct Rain::State {
  std::uint64_t seed = 0;
  std::vector<Shape> shapes;
  std::array<std::array<float, 2>, kSides> sides{};
  std::int64_t cell = std::numeric_limits<std::int64_t>::min();  ///< which one is in `left` and `right`
  std::vector<float> left = std::vector<float>(kCell);
  std::vector<float> right = std::vector<float>(kCell);

  void add_drops();
  void make(std::int64_t wanted);
};

void Rain::State::add_drops() {
  constexpr auto kChance =
      static_cast<std::uint64_t>(kDropsPerSecond * static_cast<double>(kSlot) / kMasterRate.value * 16777216.0);
  const std::int64_t begin = cell * kCell;
  const std::int64_t end = begin + kCell;
  const std::int64_t first_slot = (begin - static_cast<std::int64_t>(kShapeFrames)) / kSlot - 1;
  for (std::int64_t slot = first_slot; slot * kSlot < end; ++slot) {
    const std::uint64_t bits = hash(seed, Part::drops, slot);
    if ((bits & 0xFFFFFFU) >= kChance) continue;
    const std::uint64_t more = scramble(bits);
    const std::int64_t start = slot * kSlot + static_cast<std::int64_t>(more % kSlot);
    const Shape& shape = shapes[(more >> 4U) % kShapes];
    const auto& side = sides[(more >> 10U) % kSides];
    // Many are soft and few are loud: the cube of an even chance.
    const float chance = unit(more >> 14U);
    const float gain = kLoudestDrop * chance * chance * chance;
    const std::int64_t from = std::max(start, begin);
    const std::int64_t to = std::min(start + static_cast<std::int64_t>(kShapeFrames), end);
    for (std::int64_t f = from; f < to; ++f) {
      const float value = gain * shape[static_cast<std::size_t>(f - start)];
      left[static_cast<std::size_t>(f - begin)] += side[0] * value;
      right[static_cast<std::size_t>(f - begin)] += side[1] * value;
    }
  }
}

void Rain::State::make(std::int64_t wanted) {
  cell = wanted;
  render_body(seed, cell, left, right);
  apply_gusts(seed, cell * kCell, left, right);
  add_drops();
}

Rain::Rain(int seed) : state_(std::make_unique<State>()) {
  state_->seed = scramble(static_cast<std::uint64_t>(static_cast<std::int64_t>(seed)));
  for (std::size_t i = 0; i < kShapes; ++i) {
    state_->shapes.push_back(make_shape(state_->seed, static_cast<std::int64_t>(i)));
  }
  for (std::size_t i = 0; i < kSides; ++i) {
    const double angle = (static_cast<double>(i) + 0.5) / kSides * std::numbers::pi / 2;
    state_->sides[i] = {static_cast<float>(std::cos(angle)), static_cast<float>(std::sin(angle))};
  }
}

Rain::~Rain() = default;
Rain::Rain(Rain&&) noexcept = default;
Rain& Rain::operator=(Rain&&) noexcept = default;

void Rain::render(std::int64_t first, std::span<float> left, std::span<float> right) {
  assert(first >= 0 && left.size() == right.size());
  while (!left.empty()) {
    const std::int64_t cell = first / kCell;
    if (cell != state_->cell) state_->make(cell);
    const auto offset = static_cast<std::size_t>(first % kCell);
    const std::size_t count = std::min(left.size(), static_cast<std::size_t>(kCell) - offset);
    std::copy_n(state_->left.data() + offset, count, left.data());
    std::copy_n(state_->right.data() + offset, count, right.data());
    left = left.subspan(count);
    right = right.subspan(count);
    first += static_cast<std::int64_t>(count);
  }
}

}  // namespace sotto
