// Rain has a body, the sum of thousands of drops too far off to be told apart, and single drops near by.
//
// The body is noise through filters that give it the colour of what it falls on. Towards the top it falls: most of its
// drops are far, and air takes the more of them the higher they sound (ISO 9613-1: 0.1 dB a metre at 8 kHz, 0.3 at
// 16). Left and right share a part of it, as one room does. The noise is indexed by a hash, not drawn from a generator:
// frame n of the noise is a scrambled (seed, n), so that any frame can be had without the ones before. The filters do
// have a past; so the body is made in runs of 8192 frames at fixed places, each with filters that began in silence 1024
// frames earlier, on the true noise of those frames. What the filters would still remember from before that is 96 dB
// below the rain: the seam between two runs is there for a calculator, not for an ear. Four neighbouring runs are four
// lanes of a vector register, and make a cell; cells are what is made and kept.
//
// The drops are a Poisson process, drawn as a Bernoulli trial for each 16 frames (0.36 ms), which is the same in all
// that can be heard and needs no logarithm. Their sizes are Marshall and Palmer's (1948): N(D) = N0 exp(-L D), L = 4.1
// R^-0.21 a millimetre at R millimetres of rain an hour. So heavy rain has more drops, larger ones, and more of them
// merge into the body, which is lower then. A drop sounds by its impact, a burst that is the shorter and higher the
// smaller the drop is; by the modes of what it hits; and in water by a bubble that rings at 3.26 kHz over its radius in
// millimetres (Minnaert 1933). Each is one of a few dozen shapes, at its own place, level and side.
//
// A scene's surface chooses the colours of all that, the intensity the rain rate, and distance and place what of them
// is left: a pane takes the treble, and half a street away no drop is heard by itself. Gutters are a second process of
// drops, low ones, that swells and ebbs. How loud all that is together is measured when the rain is made, on seven
// seconds of it, so that every scene begins from the same loudness.
//
// Gusts are a slow gain, noise of a few seconds' period, eased between its knots.

#include "mix/rain.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <cstring>
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

constexpr std::int64_t kSlot = 16;
/// A drop of 1.5 mm close by, of unit energy, against a body whose RMS is one: what stands out of it.
constexpr float kDrop = 16.5;

/// Left and right of the body share a part: they correlate by sin(2 * this angle).
constexpr float kOwnSide = 0.9766F;    // cos(0.217)
constexpr float kOtherSide = 0.2153F;  // sin(0.217)

/// Measured to find the loudness of a scene: so many cells, a place that no book reaches.
constexpr std::int64_t kTrialCells = 10;
constexpr std::int64_t kTrialPlace = std::int64_t{1} << 40U;
constexpr std::size_t kShapes = 64;
constexpr std::size_t kShapeFrames = 1024;
/// Beside a cell, so that a drop that begins before it, or ends behind it, is added as one that does not.
constexpr std::size_t kMargin = 2 * kShapeFrames;

/// Between two pitches, in Hz, and how long in seconds until a tone has fallen to 1/e.
struct Tones {
  double low = 0;
  double high = 0;
  double decay = 0;
};

/// A resonance of what a drop of 1.5 mm hits.
struct Mode {
  double frequency = 0;  ///< Hz
  double decay = 0;      ///< s until it has fallen to 1/e
  double level = 0;
};

/// What a scene sounds of.
struct Voicing {
  Hertz patter;          ///< the body below this ...
  Decibels patter_gain;  ///< ... is raised by this
  Hertz middle;          ///< a broad bell ...
  Decibels middle_gain;  ///< ... of so much
  Hertz top;             ///< where the body has fallen by 6 dB
  double burst = 0;      ///< decay of the impact of a drop of 1.5 mm, s
  Hertz burst_low;
  Hertz burst_high;
  double burst_share = 1;  ///< of the drop's amplitude
  std::array<Mode, 3> modes;
  double ring_share = 1;
  double bubbles = 0;  ///< how many of the drops leave a ringing bubble
  float drop_gain = 1;
  float body_gain = 1;
  double drops_per_second = 430;  ///< at 10 mm an hour
  double size = 0;                ///< mean size of a drop that is heard, mm
};

Voicing colours_of(document::Surface surface) {
  switch (surface) {
    case document::Surface::window:
      return {{380},  {3},    {2200},  {-5}, {4000},
              0.0012, {1500}, {16000}, 1.0,  {{{1500, 0.004, 1}, {2700, 0.003, 0.7}, {4300, 0.002, 0.4}}},
              0.8};
    case document::Surface::roof:
      return {{350}, {12},  {2500}, {-8}, {4200},
              0.002, {500}, {9000}, 0.6,  {{{190, 0.009, 1}, {340, 0.007, 0.8}, {560, 0.005, 0.5}}},
              1.3,   0,     1.1F};
    case document::Surface::street:
      return {{700},  {0},    {1300},  {-8.5}, {11000},
              0.0012, {1500}, {20000}, 1.05,   {{{900, 0.001, 1}, {1800, 0.001, 0.3}, {0, 0.001, 0}}},
              0.3,    0.6,    0.85F,   1,      1000};
    case document::Surface::leaves:
      return {{400}, {1},   {520},  {6}, {2100},
              0.003, {500}, {5000}, 1.0, {{{700, 0.002, 1}, {1100, 0.0015, 0.7}, {0, 0.001, 0}}},
              0.6,   0,     1.1F};
  }
  return {};
}

Voicing voicing_of(const document::AmbienceScene& scene) {
  Voicing v = colours_of(scene.surface);
  // From drizzle to a cloudburst: 0.4 mm an hour at 0.1, 10 at 0.5, 40 at 1.
  const double rate = std::max(4 * scene.intensity * scene.intensity, 0.01);  // of 10 mm/h
  v.size = 0.9 * std::pow(rate, 0.21);
  v.drops_per_second *= std::pow(rate, 0.12);
  v.body_gain = static_cast<float>(std::pow(rate, 0.4));
  v.patter_gain = v.patter_gain + Decibels{25 * std::log10(rate)};
  v.top = {v.top.value * std::pow(rate, -0.35)};
  switch (scene.place) {
    case document::ListeningPosition::indoors: {
      // The pane and the roof are the room's own; the rest is behind them.
      const bool near = scene.surface == document::Surface::window || scene.surface == document::Surface::roof;
      v.top = {v.top.value * (near ? 0.75 : 0.55)};
      v.burst_high = {v.burst_high.value * (near ? 0.6 : 0.4)};
      v.burst_share *= near ? 0.8 : 0.6;
      // Without the treble, what covers consonants would be the loudest that is left.
      v.middle_gain = v.middle_gain + Decibels{-3.5};
      v.ring_share *= 0.7;
      break;
    }
    case document::ListeningPosition::open_door:
      break;
    case document::ListeningPosition::outdoors:
      v.top = {v.top.value * 1.1};
      break;
  }
  v.top = {std::min(v.top.value, 16000.0) * (1 - 0.6 * scene.distance)};
  v.drop_gain *= static_cast<float>(1 - 0.9 * scene.distance);
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
      : patter(low_shelf(v.patter, v.patter_gain, kMasterRate)),
        middle(bell(v.middle, v.middle_gain, 0.5, kMasterRate)),
        air(low_pass(v.top, kMasterRate, 0.5)) {}

  EightBiquads no_rumble{high_pass({110}, kMasterRate)};
  EightBiquads patter;
  EightBiquads middle;
  EightBiquads air;

  [[gnu::always_inline]] void run(Floats8& x) {
    no_rumble.run(x);
    patter.run(x);
    middle.run(x);
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
      const Floats4 one = __builtin_shufflevector(sample, sample, 0, 1, 2, 3);
      const Floats4 other = __builtin_shufflevector(sample, sample, 4, 5, 6, 7);
      l[i] = kOwnSide * one + kOtherSide * other;
      r[i] = kOwnSide * other + kOtherSide * one;
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

void apply_gusts(std::uint64_t seed, float depth, float gain_of_body, std::int64_t first, std::span<float> left,
                 std::span<float> right) {
  float from = gust(seed, depth, first) * gain_of_body;
  for (std::size_t start = 0; start < left.size(); start += kGustStep) {
    const float to = gust(seed, depth, first + static_cast<std::int64_t>(start) + kGustStep) * gain_of_body;
    const float slope = (to - from) / static_cast<float>(kGustStep);
    for (std::int32_t i = 0; i < kGustStep; ++i) {
      const float gain = from + slope * static_cast<float>(i);
      left[start + static_cast<std::size_t>(i)] *= gain;
      right[start + static_cast<std::size_t>(i)] *= gain;
    }
    from = to;
  }
}

/// The sound of a drop; what is silent behind it is left out.
using Shape = std::vector<float>;

/// Eases the end, so that no drop ends in a step, and cuts off what is 54 dB under its loudest; zeros fill the last
/// vector.
void finish(Shape& shape) {
  // What sets in so suddenly has something of every low frequency, and hundreds of them a second would rumble.
  BiquadCascade no_thump;
  no_thump.add(high_pass({150}, kMasterRate));
  no_thump.run(shape);
  float loudest = 0;
  for (const float sample : shape) loudest = std::max(loudest, std::fabs(sample));
  std::size_t end = shape.size();
  while (end > 64 && std::fabs(shape[end - 1]) < 0.002F * loudest) --end;
  shape.resize(end);
  for (std::size_t i = end - end / 8; i < end; ++i) {
    shape[i] *= static_cast<float>(end - i) / static_cast<float>(end / 8);
  }
  shape.resize((end + 7) / 8 * 8);
}

void to_unit_energy(Shape& sound) {
  double energy = 0;
  for (const float sample : sound) energy += static_cast<double>(sample) * static_cast<double>(sample);
  const auto scale = energy > 0 ? static_cast<float>(1 / std::sqrt(energy)) : 0;
  for (float& sample : sound) sample *= scale;
}

void add(const Shape& part, double gain, Shape& sum) {
  for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += static_cast<float>(gain) * part[i];
}

/// A damped tone from a frame on; `rise`: of its pitch, a second.
void add_tone(double frequency, double decay, double level, double rise, std::size_t from, Shape& sum) {
  for (std::size_t i = from; i < sum.size(); ++i) {
    const double t = static_cast<double>(i - from) / kMasterRate.value;
    sum[i] += static_cast<float>(level * std::sin(2 * std::numbers::pi * frequency * t * (1 + rise * t)) *
                                 std::exp(-t / decay));
  }
}

/// A gurgle of a gutter: a damped tone that starts at its loudest slope.
Shape make_gurgle(const Tones& tones, std::uint64_t bits) {
  const double frequency = tones.low * std::pow(tones.high / tones.low, unit(bits));
  Shape shape(kShapeFrames, 0.0F);
  add_tone(frequency, tones.decay * (0.6 + 0.8 * unit(bits >> 24U)), tones.low / frequency, 0, 0, shape);
  finish(shape);
  return shape;
}

/// The drop at a place of the sizes, 0 (smallest) .. 1.
Shape make_drop(const Voicing& v, double place, std::uint64_t bits) {
  constexpr double kUsualDrop = 1.5;       ///< mm
  constexpr double kLoudnessBySize = 1.6;  ///< amplitude by size; its energy alone would be 3.5, and few drops be heard
  const double size = std::clamp(-v.size * std::log(1 - 0.985 * place), 0.35, 5.0);
  Shape burst(kShapeFrames, 0.0F);
  const double decay = v.burst * (0.5 + size / 3);
  for (std::size_t i = 0; i < burst.size(); ++i) {
    const float noise = 2 * unit(scramble(bits + 17 * i)) - 1;
    burst[i] = noise * static_cast<float>(std::exp(-static_cast<double>(i) / kMasterRate.value / decay));
  }
  BiquadCascade band;
  band.add(high_pass(v.burst_low, kMasterRate));
  band.add(low_pass({std::min(v.burst_high.value / (0.6 + 0.3 * size), 19000.0)}, kMasterRate, 0.707));
  band.run(burst);
  to_unit_energy(burst);
  Shape ring(kShapeFrames, 0.0F);
  for (std::size_t m = 0; m < v.modes.size(); ++m) {
    const Mode& mode = v.modes[m];
    const std::uint64_t own = scramble(bits ^ (m + 1));
    add_tone(mode.frequency * (0.85 + 0.3 * unit(own)) / (0.8 + 0.13 * size),
             mode.decay * (0.6 + 0.8 * unit(own >> 24U)), mode.level, 0, 0, ring);
  }
  to_unit_energy(ring);
  Shape shape(kShapeFrames, 0.0F);
  add(burst, v.burst_share, shape);
  add(ring, v.ring_share, shape);
  const std::uint64_t more = scramble(bits ^ 0x62U);
  if (unit(more) < v.bubbles) {
    constexpr double kRadius = 0.35;
    constexpr std::size_t kLater = 130;  ///< frames from the impact until the bubble closes: 3 ms
    Shape bubble(kShapeFrames, 0.0F);
    add_tone(3260 / (kRadius + 0.5 * size) * (0.8 + 0.5 * unit(more >> 24U)), 0.005, 1, 4, kLater, bubble);
    to_unit_energy(bubble);
    add(bubble, 1, shape);
  }
  const double loudness = std::pow(size / kUsualDrop, kLoudnessBySize);
  for (float& sample : shape) sample *= static_cast<float>(loudness);
  finish(shape);
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
  float body_scale = 1;  ///< what brings the body to an RMS of one
  float level = 1;       ///< what brings the whole to kRainLoudness
  std::vector<Shape> shapes;
  std::vector<Shape> gurgles;
  std::array<std::array<float, 2>, kSides> sides{};
  std::int64_t cell = std::numeric_limits<std::int64_t>::min();  ///< which one is in `left` and `right`
  std::vector<float> left = std::vector<float>(kCell + 2 * kMargin);
  std::vector<float> right = std::vector<float>(kCell + 2 * kMargin);

  /// Of the cell, without its margins.
  std::span<float> left_cell() { return std::span(left).subspan(kMargin, kCell); }
  std::span<float> right_cell() { return std::span(right).subspan(kMargin, kCell); }
  void add_drops();
  void add_gutters();
  void add(const Shape& shape, float gain, std::size_t side, std::int64_t start);
  void make(std::int64_t wanted);
  void find_level();
};

SOTTO_VECTOR_CLONES
void add_scaled(std::span<const float> shape, float left_gain, float right_gain, float* left, float* right) {
  for (std::size_t i = 0; i < shape.size(); i += 8) {
    Floats8 sound;
    Floats8 l;
    Floats8 r;
    std::memcpy(&sound, shape.data() + i, sizeof sound);
    std::memcpy(&l, left + i, sizeof l);
    std::memcpy(&r, right + i, sizeof r);
    l += left_gain * sound;
    r += right_gain * sound;
    std::memcpy(left + i, &l, sizeof l);
    std::memcpy(right + i, &r, sizeof r);
  }
}

/// `start`: at most kMargin before the cell, and before its end.
void Rain::State::add(const Shape& shape, float gain, std::size_t side, std::int64_t start) {
  const auto at = static_cast<std::size_t>(start - cell * kCell + static_cast<std::int64_t>(kMargin));
  add_scaled(shape, gain * level * sides[side][0], gain * level * sides[side][1], left.data() + at, right.data() + at);
}

/// A trial of one slot in how many succeeds, of 2^24.
std::uint64_t chance_of(double per_second, std::int64_t slot_frames) {
  return static_cast<std::uint64_t>(per_second * static_cast<double>(slot_frames) / kMasterRate.value * 16777216.0);
}

void Rain::State::add_gutters() {
  if (gutters <= 0) return;
  constexpr std::int64_t kGutterSlot = 128;
  constexpr double kGurglesPerSecond = 120;
  constexpr float kGurgle = 8;
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
    const float gain = kGurgle * voicing.drop_gain * (0.3F + 0.7F * unit(more >> 14U));
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
    // Of those that fall round the listener, few are near.
    const float near = unit(more >> 14U);
    const float gain = kDrop * voicing.drop_gain * (0.15F + 0.85F * near * near);
    add(shapes[(more >> 4U) % kShapes], gain, (more >> 10U) % kSides, start);
  }
}

void Rain::State::make(std::int64_t wanted) {
  cell = wanted;
  std::fill(left.begin(), left.end(), 0.0F);
  std::fill(right.begin(), right.end(), 0.0F);
  render_body(seed, voicing, cell, left_cell(), right_cell());
  apply_gusts(seed, gust_depth, voicing.body_gain * body_scale * level, cell * kCell, left_cell(), right_cell());
  add_drops();
  add_gutters();
}

void Rain::State::find_level() {
  render_body(seed, voicing, kTrialPlace, left_cell(), right_cell());
  double power = 0;
  for (const float sample : left_cell()) power += static_cast<double>(sample) * static_cast<double>(sample);
  body_scale = static_cast<float>(1 / std::sqrt(power / static_cast<double>(kCell)));
  LoudnessMeter meter(2, kMasterRate);
  std::vector<float> both(2 * kCell);
  const float depth = std::exchange(gust_depth, 0.0F);
  for (std::int64_t i = 0; i < kTrialCells; ++i) {
    make(kTrialPlace + 5 * i);
    for (std::size_t f = 0; f < kCell; ++f) {
      both[2 * f] = left[kMargin + f];
      both[2 * f + 1] = right[kMargin + f];
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
    const double place = (static_cast<double>(i) + 0.5) / static_cast<double>(kShapes);
    s.shapes.push_back(make_drop(s.voicing, place, hash(s.seed, Part::shapes, static_cast<std::int64_t>(i))));
  }
  // Water that falls into water: bubbles of a few hundred Hz.
  constexpr Tones kGurgle{260, 760, 0.0035};
  constexpr std::int64_t kGurgles = 16;
  for (std::int64_t i = 0; i < kGurgles; ++i) {
    s.gurgles.push_back(make_gurgle(kGurgle, hash(s.seed, Part::gurgles, i)));
  }
  for (std::size_t i = 0; i < kSides; ++i) {
    // None at one ear alone: both hear every drop, sooner or later.
    const double angle = (0.04 + 0.92 * (static_cast<double>(i) + 0.5) / kSides) * std::numbers::pi / 2;
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
    std::copy_n(state_->left_cell().data() + offset, count, left.data());
    std::copy_n(state_->right_cell().data() + offset, count, right.data());
    left = left.subspan(count);
    right = right.subspan(count);
    first += static_cast<std::int64_t>(count);
  }
}

}  // namespace sotto::mix
