// Rain has a body, the sum of thousands of drops too far off to be told apart, and single drops near by.
//
// The body is noise through filters that give it low patter and a soft top, and leave the octaves between 1 and 4 kHz,
// which carry the consonants, to the voice. Towards the top it falls: most of its drops are far, and air takes the more
// of them the higher they sound (ISO 9613-1: 0.1 dB a metre at 8 kHz, 0.3 at 16). The noise is indexed by a hash, not
// drawn from a generator: frame n of the noise is a scrambled (seed, n), so that any frame can be had without the ones
// before. The filters do have a past; so the body is made in runs of 8192 frames at fixed places, each with filters
// that began in silence 1024 frames earlier, on the true noise of those frames. What the filters would still remember
// from before that is 96 dB below the rain, so that the seam between two runs can be calculated but not heard. Four
// neighbouring runs are four lanes of a vector register, and make a cell; cells are what is made and kept.
//
// The drops are a Poisson process, drawn as a Bernoulli trial for each 16 frames (0.36 ms), which is the same in all
// that can be heard and needs no logarithm. Each drop is one of a few dozen damped tones, at its own place, level and
// side.
//
// A scene's surface chooses the colours of both and how many of the drops drum or tick, the intensity how many there
// are, and distance and place what of them is left: a pane takes the treble, and half a street away no drop is heard by
// itself. Gutters are a second process of drops, low ones, that swells and ebbs. How loud all that is together is
// measured when the rain is made, on four seconds of it, so that every scene begins from the same loudness.
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
#include <utility>
#include <vector>

#include "mix/biquad.h"
#include "mix/splitmix.h"
#include "shared/audio.h"
#include "shared/loudness.h"
#include "shared/simd.h"

namespace sotto::mix {

namespace {

constexpr std::int64_t kRun = 8192;
constexpr std::int64_t kWarmUp = 1024;
constexpr std::int64_t kLanes = 4;
constexpr std::int64_t kCell = kLanes * kRun;

/// The body against its drops: by itself it has nearly kRainLoudness.
constexpr float kBodyGain = 0.0652F;

constexpr std::int64_t kSlot = 16;
constexpr float kLoudestDrop = 0.14F;

/// Measured to find the loudness of a scene: so many cells, a place that no book reaches.
constexpr std::int64_t kTrialCells = 6;
constexpr std::int64_t kTrialPlace = std::int64_t{1} << 40U;
constexpr std::size_t kShapes = 64;
constexpr std::size_t kShapeFrames = 640;

/// Between two pitches, in Hz, and how long in seconds until a tone has fallen to 1/e.
struct Tones {
  double low = 0;
  double high = 0;
  double decay = 0;
};

/// The components of a scene's sound. The dip for the voice, 14.5 dB at 2 kHz, is the same in all scenes.
struct Voicing {
  Hertz patter;          ///< the body below this ...
  Decibels patter_gain;  ///< ... is raised by this
  Hertz top;             ///< where the body has fallen by 6 dB
  /// A hundred a second is a pane or a roof near by: enough to make the rain wet, too few to become noise.
  double drops_per_second = 0;
  double plops = 0;  ///< the share of the drops that are low; the others tick
  Tones plop;
  Tones tick;
  float tick_gain = 1;
  float drop_gain = 1;
};

Voicing voicing_of(const document::AmbienceScene& scene) {
  Voicing v;
  switch (scene.surface) {
    case document::Surface::window:
      v = {{500}, {7}, {9500}, 100, 0.5, {300, 900, 0.0022}, {4500, 9900, 0.0005}, 1, 1};
      break;
    case document::Surface::roof:
      v = {{350}, {10}, {9000}, 140, 0.75, {180, 520, 0.0032}, {4500, 8000, 0.0005}, 0.7F, 0.8F};
      break;
    case document::Surface::street:
      v = {{500}, {4}, {10000}, 160, 0.25, {400, 900, 0.0016}, {5000, 12000, 0.0004}, 0.8F, 0.8F};
      break;
    case document::Surface::leaves:
      v = {{600}, {3}, {9000}, 120, 0.35, {350, 800, 0.0012}, {4500, 7000, 0.0009}, 0.6F, 0.7F};
      break;
  }
  switch (scene.place) {
    case document::ListeningPosition::indoors:
      v.top = {4200};
      v.tick_gain *= 0.2F;
      v.drop_gain *= 0.8F;
      break;
    case document::ListeningPosition::open_door:
      break;
    case document::ListeningPosition::outdoors:
      v.top = {v.top.value * 1.1};
      break;
  }
  v.top = {v.top.value * (1 - 0.6 * scene.distance)};
  v.drop_gain *= static_cast<float>(1 - 0.9 * scene.distance);
  v.drops_per_second *= std::sqrt(std::max(scene.intensity, 0.02) / 0.5);
  return v;
}

/// What a hash is for, so that the same index never gives two parts of the rain the same numbers.
enum class Part : std::uint64_t { body = 1, drops, shapes, slow_gust, quick_gust, gutters, gurgles, flow, scene };

std::uint64_t hash(std::uint64_t seed, Part part, std::int64_t index) {
  return scramble(scramble(seed ^ (static_cast<std::uint64_t>(part) << 56U)) ^ static_cast<std::uint64_t>(index));
}

/// 24 bits as a number from 0 (inclusive) to 1.
float unit(std::uint64_t bits) { return static_cast<float>(bits & 0xFFFFFFU) * (1.0F / 16777216.0F); }

/// A biquad in eight lanes: four runs, left and right.
class EightBiquads {
 public:
  explicit EightBiquads(const Biquad& f)
      : b0_(static_cast<float>(f.b0)),
        b1_(static_cast<float>(f.b1)),
        b2_(static_cast<float>(f.b2)),
        a1_(static_cast<float>(f.a1)),
        a2_(static_cast<float>(f.a2)) {}
  [[gnu::always_inline]] void run(Floats8& x) {
    const Floats8 y = b0_ * x + first_;
    first_ = (b1_ * x + second_) - a1_ * y;
    second_ = b2_ * x - a2_ * y;
    x = y;
  }

 private:
  float b0_;
  float b1_;
  float b2_;
  float a1_;
  float a2_;
  Floats8 first_ = {};
  Floats8 second_ = {};
};

/// The colour of the body.
struct Colour {
  explicit Colour(const Voicing& v)
      : patter(low_shelf(v.patter, v.patter_gain, kMasterRate)), air(low_pass(v.top, kMasterRate, 0.5)) {}

  EightBiquads no_rumble{high_pass({110}, kMasterRate)};
  EightBiquads patter;
  EightBiquads room_for_speech{bell({2000}, {-14.5}, 0.5, kMasterRate)};
  EightBiquads air;

  [[gnu::always_inline]] void run(Floats8& x) {
    no_rumble.run(x);
    patter.run(x);
    room_for_speech.run(x);
    air.run(x);
  }
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

  /// Four samples of the left, four of the right.
  [[gnu::always_inline]] void at(std::uint32_t frame, Floats8& samples) const {
    Words4 x = start_ + frame * 0x9E3779B9U;
    x = (x ^ (x >> 16U)) * 0x85EBCA6BU;
    x += twist_;
    x = (x ^ (x >> 13U)) * 0xC2B2AE35U;
    x ^= x >> 16U;
    const Words4 low = x << 16U;
    const Words8 both = __builtin_shufflevector(x, low, 0, 1, 2, 3, 4, 5, 6, 7);
    constexpr float kScale = 1.0F / 32768.0F;
    samples = __builtin_convertvector(reinterpret_cast<const Ints8&>(both) >> 16, Floats8) * kScale;
  }

 private:
  Words4 start_ = {};
  Words4 twist_ = {};
};

SOTTO_VECTOR_CLONES
void render_body(std::uint64_t seed, const Voicing& voicing, std::int64_t cell, std::span<float> left,
                 std::span<float> right) {
  Colour colour(voicing);
  // The end of the run before each, for the filters; run -1 exists like any other.
  const Noise before(seed, cell * kLanes - 1);
  Floats8 sample;
  for (std::uint32_t t = kRun - kWarmUp; t < kRun; ++t) {
    before.at(t, sample);
    colour.run(sample);
  }
  const Noise here(seed, cell * kLanes);
  for (std::uint32_t t = 0; t < kRun; t += kLanes) {
    std::array<Floats4, kLanes> l;
    std::array<Floats4, kLanes> r;
    for (std::uint32_t i = 0; i < kLanes; ++i) {
      here.at(t + i, sample);
      colour.run(sample);
      l[i] = __builtin_shufflevector(sample, sample, 0, 1, 2, 3);
      r[i] = __builtin_shufflevector(sample, sample, 4, 5, 6, 7);
    }
    transpose(l);
    transpose(r);
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
      store(l[lane], left.data() + lane * kRun + t);
      store(r[lane], right.data() + lane * kRun + t);
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

/// A gust's gain at a frame: at most 1.5 dB up or down for a `depth` of 1. Between two steps of 256 frames it is a
/// straight line.
constexpr std::int64_t kGustStep = 256;

float gust(std::uint64_t seed, float depth, std::int64_t frame) {
  return 1 + depth * (0.12F * SlowNoise(seed, Part::slow_gust, 5 * kCell).at(frame) +
                      0.06F * SlowNoise(seed, Part::quick_gust, kCell).at(frame));
}

void apply_gusts(std::uint64_t seed, float depth, std::int64_t first, std::span<float> left, std::span<float> right) {
  float from = gust(seed, depth, first) * kBodyGain;
  for (std::size_t start = 0; start < left.size(); start += kGustStep) {
    const float to = gust(seed, depth, first + static_cast<std::int64_t>(start) + kGustStep) * kBodyGain;
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

/// A drop's sound: a damped tone that starts at its loudest slope. Some are plops of a few hundred Hz that last, some
/// ticks of 4.5 kHz and more that do not; none sounds where speech has its consonants. A smaller drop is higher, and
/// softer by as much.
Shape make_shape(const Tones& tones, float gain, std::uint64_t bits) {
  const double frequency = tones.low * std::pow(tones.high / tones.low, unit(bits));
  const float size = gain * static_cast<float>(tones.low / frequency);
  const double decay = tones.decay * (0.6 + 0.8 * unit(bits >> 24U));
  const double angle = 2 * std::numbers::pi * frequency / kMasterRate.value;
  const double damping = std::exp(-1 / (decay * kMasterRate.value));
  Shape shape{};
  for (std::size_t i = 0; i < shape.size(); ++i) {
    const auto t = static_cast<double>(i);
    // The last eighth eases to zero, so that no drop ends in a step.
    const double end = std::min(1.0, 8 * (1 - t / kShapeFrames));
    shape[i] = size * static_cast<float>(std::sin(angle * t) * std::pow(damping, t) * end);
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
  Voicing voicing;
  float gutters = 0;
  float gust_depth = 1;
  float level = 1;  ///< what brings the whole to kRainLoudness
  std::vector<Shape> shapes;
  std::vector<Shape> gurgles;
  std::array<std::array<float, 2>, kSides> sides{};
  std::int64_t cell = std::numeric_limits<std::int64_t>::min();  ///< which one is in `left` and `right`
  std::vector<float> left = std::vector<float>(kCell);
  std::vector<float> right = std::vector<float>(kCell);

  void add_drops();
  void add_gutters();
  void add(const Shape& shape, float gain, std::size_t side, std::int64_t start);
  void make(std::int64_t wanted);
  void find_level();
};

/// Adds the part of a drop that falls into the cell.
void Rain::State::add(const Shape& shape, float gain, std::size_t side, std::int64_t start) {
  const std::int64_t begin = cell * kCell;
  const std::int64_t from = std::max(start, begin);
  const std::int64_t to = std::min(start + static_cast<std::int64_t>(kShapeFrames), begin + kCell);
  for (std::int64_t f = from; f < to; ++f) {
    const float value = gain * shape[static_cast<std::size_t>(f - start)];
    left[static_cast<std::size_t>(f - begin)] += sides[side][0] * value;
    right[static_cast<std::size_t>(f - begin)] += sides[side][1] * value;
  }
}

/// A trial of one slot in how many succeeds, of 2^24.
std::uint64_t chance_of(double per_second, std::int64_t slot_frames) {
  return static_cast<std::uint64_t>(per_second * static_cast<double>(slot_frames) / kMasterRate.value * 16777216.0);
}

void Rain::State::add_gutters() {
  if (gutters <= 0) return;
  constexpr std::int64_t kGutterSlot = 128;
  constexpr double kGurglesPerSecond = 120;
  const SlowNoise flow(seed, Part::flow, 3 * kCell);
  const std::int64_t begin = cell * kCell;
  for (std::int64_t slot = (begin - static_cast<std::int64_t>(kShapeFrames)) / kGutterSlot - 1;
       slot * kGutterSlot < begin + kCell; ++slot) {
    const std::uint64_t bits = hash(seed, Part::gutters, slot);
    const std::int64_t at = slot * kGutterSlot;
    const float swell = gutters * (0.6F + 0.4F * flow.at(std::max<std::int64_t>(at, 0)));
    if ((bits & 0xFFFFFFU) >= chance_of(kGurglesPerSecond * static_cast<double>(swell), kGutterSlot)) continue;
    const std::uint64_t more = scramble(bits);
    // The pipe stands on one side, a little to the left.
    const std::size_t side = 4 + (more >> 10U) % 3;
    const float gain = 0.3F * kLoudestDrop * voicing.drop_gain * (0.3F + 0.7F * unit(more >> 14U));
    add(gurgles[(more >> 4U) % gurgles.size()], gain, side, at + static_cast<std::int64_t>(more % kGutterSlot));
  }
}

void Rain::State::add_drops() {
  const std::uint64_t chance_of_drop = chance_of(voicing.drops_per_second, kSlot);
  const std::int64_t begin = cell * kCell;
  const std::int64_t end = begin + kCell;
  const std::int64_t first_slot = (begin - static_cast<std::int64_t>(kShapeFrames)) / kSlot - 1;
  for (std::int64_t slot = first_slot; slot * kSlot < end; ++slot) {
    const std::uint64_t bits = hash(seed, Part::drops, slot);
    if ((bits & 0xFFFFFFU) >= chance_of_drop) continue;
    const std::uint64_t more = scramble(bits);
    const std::int64_t start = slot * kSlot + static_cast<std::int64_t>(more % kSlot);
    // Many are soft and few are loud: the cube of an even chance.
    const float chance = unit(more >> 14U);
    const float gain = kLoudestDrop * voicing.drop_gain * chance * chance * chance;
    add(shapes[(more >> 4U) % kShapes], gain, (more >> 10U) % kSides, start);
  }
}

void Rain::State::make(std::int64_t wanted) {
  cell = wanted;
  render_body(seed, voicing, cell, left, right);
  apply_gusts(seed, gust_depth, cell * kCell, left, right);
  add_drops();
  add_gutters();
  for (float& sample : left) sample *= level;
  for (float& sample : right) sample *= level;
}

void Rain::State::find_level() {
  LoudnessMeter meter(2, kMasterRate);
  std::vector<float> both(2 * kCell);
  const float depth = std::exchange(gust_depth, 0.0F);
  for (std::int64_t i = 0; i < kTrialCells; ++i) {
    make(kTrialPlace + 5 * i);
    for (std::size_t f = 0; f < left.size(); ++f) {
      both[2 * f] = left[f];
      both[2 * f + 1] = right[f];
    }
    meter.add(both);
  }
  gust_depth = depth;
  if (const auto loudness = meter.integrated()) level = static_cast<float>(amplitude(kRainLoudness - *loudness));
  cell = std::numeric_limits<std::int64_t>::min();
}

/// A number for all that a scene is.
std::uint64_t number_of(const document::AmbienceScene& scene) {
  std::uint64_t number = static_cast<std::uint64_t>(scene.surface) * 8 + static_cast<std::uint64_t>(scene.place);
  for (const double value : {scene.intensity, scene.distance, scene.gutters, scene.gusts}) {
    number = scramble(number ^ static_cast<std::uint64_t>(std::llround(value * 1e6)));
  }
  return number;
}

Rain::Rain(int seed, const document::AmbienceScene& scene) : state_(std::make_unique<State>()) {
  State& s = *state_;
  s.seed = hash(scramble(static_cast<std::uint64_t>(static_cast<std::int64_t>(seed))), Part::scene,
                static_cast<std::int64_t>(number_of(scene)));
  s.voicing = voicing_of(scene);
  s.gutters = static_cast<float>(scene.gutters);
  s.gust_depth = static_cast<float>(scene.gusts / 0.5);
  for (std::size_t i = 0; i < kShapes; ++i) {
    const bool plop = static_cast<double>(i) < s.voicing.plops * static_cast<double>(kShapes);
    s.shapes.push_back(make_shape(plop ? s.voicing.plop : s.voicing.tick, plop ? 1 : s.voicing.tick_gain,
                                  hash(s.seed, Part::shapes, static_cast<std::int64_t>(i))));
  }
  // Water that falls into water: bubbles of a few hundred Hz.
  constexpr Tones kGurgle{260, 760, 0.0035};
  constexpr std::int64_t kGurgles = 16;
  for (std::int64_t i = 0; i < kGurgles; ++i) {
    s.gurgles.push_back(make_shape(kGurgle, 1, hash(s.seed, Part::gurgles, i)));
  }
  for (std::size_t i = 0; i < kSides; ++i) {
    // More of them at the sides than in the middle: a drop that both ears hear alike narrows the rain.
    const double place = (static_cast<double>(i) + 0.5) / kSides;
    const double angle = place * place * (3 - 2 * place) * std::numbers::pi / 2;
    s.sides[i] = {static_cast<float>(std::cos(angle)), static_cast<float>(std::sin(angle))};
  }
  s.find_level();
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

}  // namespace sotto::mix
