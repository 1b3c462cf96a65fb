// The bed is judged by what it does over time: whether it is always there, whether it comes again (a loop), whether it
// moves with the speech. What does not belong to it stands out of it: a click in a millisecond, a voice by its
// period, hum by its lines.

#include "report/analysis/bed_analysis.h"

#include <algorithm>
#include <cmath>
#include <complex>
#include <limits>
#include <numbers>
#include <numeric>

#include "report/analysis/fourier.h"
#include "report/analysis/median.h"

namespace sotto::analysis {

namespace {

constexpr std::size_t kSlowFactor = 16;
constexpr double kSlowRate = kMasterRate.value / static_cast<double>(kSlowFactor);
constexpr std::size_t kLevelFrames = 220;  ///< 5 ms
constexpr double kLevelStep = static_cast<double>(kLevelFrames) / kMasterRate.value;
constexpr std::size_t kMostLow = std::size_t{1} << 20;  ///< 6 minutes, for memory's sake
constexpr std::size_t kHumWindow = 4096;                ///< 1.5 s
constexpr std::int64_t kNoShift = std::numeric_limits<std::int64_t>::min();
constexpr std::size_t kMostEvents = 1000;

double level_of(double power) { return 10 * std::log10(std::max(power, 1e-15)); }

std::optional<Lufs> mean_level(double sum, std::size_t count) {
  if (count == 0 || sum <= 0) return std::nullopt;
  return loudness_of(sum / static_cast<double>(count));
}

}  // namespace

BedAnalyzer::BedAnalyzer(const AnalysisSettings& settings)
    : settings_(settings),
      meter_(2, kMasterRate),
      planned_(2, kMasterRate),
      slow_(kSlowFactor),
      hum_power_(kHumWindow / 2 + 1) {}

void BedAnalyzer::add(const BedStretch& stretch, BedSound residual, BedSound planned, std::span<const float> speech) {
  const auto [left, right] = residual;
  const bool known = stretch.kind != BedStretch::Kind::unknown;
  interleaved_.resize(2 * left.size());
  interleaved_plan_.resize(2 * left.size());
  mono_.resize(left.size());
  for (std::size_t i = 0; i < left.size(); ++i) {
    interleaved_[2 * i] = known ? left[i] : 0;
    interleaved_[2 * i + 1] = known ? right[i] : 0;
    interleaved_plan_[2 * i] = planned.left[i];
    interleaved_plan_[2 * i + 1] = planned.right[i];
    mono_[i] = known ? (left[i] + right[i]) / 2 : 0;
    block_power_ += static_cast<double>(left[i]) * static_cast<double>(left[i]) +
                    static_cast<double>(right[i]) * static_cast<double>(right[i]);
    if (++block_filled_ < kLevelFrames) continue;
    levels_.push_back(static_cast<float>(block_power_ / static_cast<double>(2 * kLevelFrames)));
    shifts_.push_back(known ? stretch.shift : kNoShift);
    block_power_ = 0;
    block_filled_ = 0;
  }
  meter_.add(interleaved_);
  if (settings_.bed) planned_.add(interleaved_plan_);
  slow_.add(mono_, low_);
  if (low_.size() >= kMostLow) hear_low();
  if (!known) {
    differences_ = {};
    return;
  }
  hear_clicks(stretch, left, planned.left, speech, differences_[0]);
  hear_clicks(stretch, right, planned.right, speech, differences_[1]);
  if (stretch.kind == BedStretch::Kind::pause) hear_voices(stretch, mono_);
}

namespace {

/// From the frame before the last one, linearly, to the next: how far that is off.
float second_difference(std::span<const float> sound, std::size_t i) {
  return std::fabs(sound[i] - 2 * sound[i - 1] + sound[i - 2]);
}

/// The largest within 0.5 ms of a frame.
float largest_difference(std::span<const float> sound, std::size_t at) {
  constexpr std::size_t kNear = 24;
  float largest = 0;
  for (std::size_t i = std::max(at, kNear + 2) - kNear; i < std::min(at + kNear, sound.size()); ++i) {
    largest = std::max(largest, second_difference(sound, i));
  }
  return largest;
}

/// The median second difference of a sound: what stands far out of it does not count.
float usual_difference(std::span<const float> sound) {
  std::vector<float> differences;
  for (std::size_t i = 2; i < sound.size(); ++i) differences.push_back(second_difference(sound, i));
  return median(differences);
}

/// How many times as large the largest difference is, at a frame, as those of 23 ms around it.
float standing_out(std::span<const float> sound, std::size_t at) {
  constexpr std::size_t kAround = 512;
  const std::size_t from = std::max(at, kAround) - kAround;
  const float usual = usual_difference(sound.subspan(from, std::min(2 * kAround, sound.size() - from)));
  return usual > 0 ? largest_difference(sound, at) / usual : 0;
}

}  // namespace

// A click is a sample that its neighbours do not lead to: the second difference is twice its height. It must stand
// far out of the differences around it, also out of those of the speech that was taken away there; and more so than
// what the bed was mixed with there, a drop on the pane.
void BedAnalyzer::hear_clicks(const BedStretch& stretch, std::span<const float> channel, std::span<const float> planned,
                              std::span<const float> speech, Differences& state) {
  constexpr float kOut = 12;
  constexpr float kMoreThanPlanned = 1.5F;
  constexpr float kMemory = 1.0F / 512;
  constexpr double kTogether = 0.05;
  const auto least = static_cast<float>(2 * amplitude(settings_.click));
  // A sound that begins is no click: a chapter whose bed goes on from the last one is at full level at once.
  if (state.known == 0) state.average = usual_difference(channel.first(std::min<std::size_t>(channel.size(), 512)));
  for (std::size_t i = 0; i < channel.size(); ++i) {
    const float difference = std::fabs(channel[i] - 2 * state.last + state.before);
    state.before = state.last;
    state.last = channel[i];
    if (state.known < 2) {
      ++state.known;
      continue;
    }
    const float average = state.average;
    // What stands out is not to raise what it stands out of.
    state.average += kMemory * (std::min(difference, 4 * average + 1e-5F) - average);
    if (difference < least || difference < kOut * average) continue;
    if (difference < largest_difference(speech, i)) continue;
    // By how much either stands out, since the bed may be louder or softer than it was mixed.
    if (difference / average < kMoreThanPlanned * standing_out(planned, i)) continue;
    const Seconds at = seconds(stretch.begin + stretch.shift + static_cast<std::int64_t>(i), kMasterRate);
    const double height = decibels(static_cast<double>(difference) / 2).value;
    if (!clicks_.empty() && std::fabs(at.value - clicks_.back().at.value) < kTogether) {
      clicks_.back().value = std::max(clicks_.back().value, height);
    } else if (clicks_.size() < kMostEvents) {
      clicks_.push_back({at, {0}, height});
    }
  }
}

void BedAnalyzer::hear_voices(const BedStretch& stretch, std::span<const float> mono) {
  constexpr std::size_t kFactor = 4;
  static_assert(kMasterRate.value / kFactor == kPitchRate.value);
  const std::vector<float> sound = Decimator(kFactor).whole(mono);
  for (std::size_t first = 0; first + kPitchFrame <= sound.size(); first += kPitchFrame / 2) {
    const auto frame = std::span(sound).subspan(first, kPitchFrame);
    double power = 0;
    for (const float x : frame) power += static_cast<double>(x) * static_cast<double>(x);
    const auto pitch = pitch_.find(frame);
    const auto at = stretch.begin + stretch.shift + static_cast<std::int64_t>(first * kFactor);
    pause_frames_.push_back({seconds(at, kMasterRate),
                             static_cast<float>(level_of(power / static_cast<double>(kPitchFrame))),
                             pitch && pitch->clarity >= kVoicedClarity});
  }
}

void BedAnalyzer::finish(const mix::Timeline& timeline, ChapterAnalysis& heard) {
  heard.clicks = clicks_;
  std::stable_sort(heard.clicks.begin(), heard.clicks.end(),
                   [](const SignalEvent& a, const SignalEvent& b) { return a.at.value < b.at.value; });
  find_voices(heard);
  hear_low();
  find_hum(heard);
  tell_levels(timeline, heard);
  if (!settings_.bed) return;
  find_gaps(timeline, heard);
  compare_levels(timeline, heard);
  heard.repeated = repeated_;
  heard.repeats_after = repeats_after_;
}

void BedAnalyzer::find_voices(ChapterAnalysis& heard) const {
  constexpr std::size_t kFewest = 3;
  constexpr double kSoftest = -62;  ///< dBFS; what is softer is nobody's voice
  constexpr double kHop = static_cast<double>(kPitchFrame) / 2 / kPitchRate.value;
  std::vector<float> levels;
  for (const PauseFrame& frame : pause_frames_) levels.push_back(frame.level);
  const double usual = median(levels);
  std::size_t run = 0;
  SignalEvent event;
  const auto end_run = [&] {
    if (run >= kFewest && event.value > 0 && heard.stray.size() < kMostEvents) {
      event.length = {static_cast<double>(run + 1) * kHop};
      heard.stray.push_back(event);
    }
    run = 0;
    event = {};
  };
  for (std::size_t i = 0; i < pause_frames_.size(); ++i) {
    const PauseFrame& frame = pause_frames_[i];
    if (run > 0 && frame.at.value - pause_frames_[i - 1].at.value > 2 * kHop) end_run();
    if (!frame.voiced || static_cast<double>(frame.level) < kSoftest) {
      end_run();
      continue;
    }
    if (run++ == 0) event.at = frame.at;
    event.value = std::max(event.value, static_cast<double>(frame.level) - usual);
  }
  end_run();
}

void BedAnalyzer::hear_low() {
  add_hum();
  if (settings_.bed) find_repetition();
  low_.clear();
}

void BedAnalyzer::add_hum() {
  std::vector<float> window(kHumWindow);
  for (std::size_t i = 0; i < kHumWindow; ++i) {
    window[i] = static_cast<float>(0.5 - 0.5 * std::cos(2 * std::numbers::pi * static_cast<double>(i) / kHumWindow));
  }
  Fourier fourier(kHumWindow);
  for (std::size_t first = 0; first + kHumWindow <= low_.size(); first += kHumWindow / 2) {
    for (std::size_t i = 0; i < kHumWindow; ++i) fourier.samples()[i] = low_[first + i] * window[i];
    fourier.forward();
    for (std::size_t k = 0; k < hum_power_.size(); ++k) {
      hum_power_[k] += static_cast<double>(std::norm(fourier.bins()[k]));
    }
    ++hum_windows_;
  }
}

void BedAnalyzer::find_hum(ChapterAnalysis& heard) const {
  constexpr double kBin = kSlowRate / static_cast<double>(kHumWindow);
  constexpr std::size_t kFewest = 7;  ///< 6 s
  const std::vector<double>& power = hum_power_;
  heard.hum = {-99};
  if (hum_windows_ < kFewest) return;
  for (const double line : {50.0, 100.0, 150.0, 60.0, 120.0, 180.0}) {
    const auto middle = static_cast<std::size_t>(std::lround(line / kBin));
    const auto near = static_cast<std::size_t>(1.5 / kBin);
    const auto far = static_cast<std::size_t>(12 / kBin);
    const double here = *std::max_element(power.begin() + static_cast<std::ptrdiff_t>(middle - near),
                                          power.begin() + static_cast<std::ptrdiff_t>(middle + near + 1));
    std::vector<double> beside;
    for (std::size_t k = middle - far; k <= middle + far; ++k) {
      if (k + 2 * near < middle || k > middle + 2 * near) beside.push_back(power[k]);
    }
    const Decibels over{level_of(here) - level_of(median(beside))};
    if (over.value <= heard.hum.value) continue;
    heard.hum = over;
    heard.hum_at = {line};
  }
}

void BedAnalyzer::find_gaps(const mix::Timeline& timeline, ChapterAnalysis& heard) const {
  constexpr double kFarBelow = 30;    ///< dB under the usual level
  constexpr double kInaudible = -84;  ///< dBFS; the noise of 16 bits is 10 dB lower
  constexpr Seconds kFades{1};        ///< at the chapter's ends
  if (timeline.cues.empty()) return;
  const double usual = level_of(static_cast<double>(median(levels_)));
  const double floor = std::max(usual - kFarBelow, kInaudible);
  const auto block = [](std::int64_t frame) {
    return static_cast<std::size_t>(std::max<std::int64_t>(frame, 0)) / kLevelFrames;
  };
  const std::size_t first = block(timeline.cues.front().begin);
  const std::size_t last = std::min(block(timeline.cues.back().end - frames(kFades, kMasterRate)), levels_.size());
  std::size_t run = 0;
  for (std::size_t i = first; i <= last; ++i) {
    const bool silent = i < last && shifts_[i] != kNoShift && level_of(static_cast<double>(levels_[i])) < floor;
    if (silent) {
      ++run;
      continue;
    }
    if (run > 1 && heard.bed_gaps.size() < kMostEvents) {
      const Seconds at = seconds(static_cast<std::int64_t>((i - run) * kLevelFrames) + shifts_[i - 1], kMasterRate);
      heard.bed_gaps.push_back({at, {static_cast<double>(run) * kLevelStep}, 0});
    }
    run = 0;
  }
}

// A loop is found by the bed's autocorrelation: noise is never like itself again. The bed is first brought to an even
// level and an even spectrum, so that neither a gust nor the rumble counts for more than its length.
void BedAnalyzer::find_repetition() {
  constexpr float kMemory = 1.0F / 512;
  constexpr Seconds kShortest{0.25};
  float before = 0;
  float average = 1e-4F;
  for (float& sample : low_) {
    const float x = sample - 0.95F * before;
    before = sample;
    average += kMemory * (std::fabs(x) - average);
    sample = std::clamp(x / std::max(average, 1e-6F), -3.0F, 3.0F);
  }
  const std::vector<float> alike = autocorrelation(low_);
  const auto from = static_cast<std::size_t>(kShortest.value * kSlowRate);
  for (std::size_t lag = from; lag < alike.size(); ++lag) {
    const Seconds repeated{static_cast<double>(alike[lag]) * static_cast<double>(low_.size()) / kSlowRate};
    if (repeated.value <= repeated_.value) continue;
    repeated_ = repeated;
    repeats_after_ = {static_cast<double>(lag) / kSlowRate};
  }
}

void BedAnalyzer::tell_levels(const mix::Timeline& timeline, ChapterAnalysis& heard) const {
  // The release of the ducking, and a little more for the meter's own step.
  constexpr double kComeUp = 1.6;
  constexpr double kShortPause = 0.55;
  const std::vector<double> powers = meter_.powers(1);
  const auto step = [](double time) { return static_cast<std::size_t>(std::max(0.0, std::ceil(time * 10))); };
  const auto sum = [&](double from, double to, double& total, std::size_t& count) {
    for (std::size_t i = step(from); i + 1 <= static_cast<std::size_t>(std::max(0.0, to * 10)) && i < powers.size();
         ++i) {
      if (powers[i] <= 0) continue;
      total += powers[i];
      ++count;
    }
  };
  double rests = 0;
  double pauses = 0;
  double under = 0;
  std::size_t rest_steps = 0;
  std::size_t pause_steps = 0;
  std::size_t under_steps = 0;
  for (std::size_t i = 0; i < timeline.cues.size(); ++i) {
    const double begin = seconds(timeline.cues[i].begin, kMasterRate).value;
    const double end = seconds(timeline.cues[i].end, kMasterRate).value;
    double here = 0;
    std::size_t steps = 0;
    sum(begin, end, here, steps);
    if (steps == 0) {  // a take shorter than two steps: the one in its middle
      const auto middle = static_cast<std::size_t>((begin + end) * 5);
      if (middle < powers.size() && powers[middle] > 0) here = powers[middle], steps = 1;
    }
    heard.cues[i].bed = mean_level(here, steps);
    under += here;
    under_steps += steps;
    if (i + 1 == timeline.cues.size()) continue;
    const double next = seconds(timeline.cues[i + 1].begin, kMasterRate).value;
    if (next - end <= kShortPause) sum(end, next, pauses, pause_steps);
    sum(end + kComeUp, next - 0.3, rests, rest_steps);
  }
  heard.bed_in_rests = mean_level(rests, rest_steps);
  heard.bed_in_pauses = mean_level(pauses, pause_steps);
  heard.bed_under_speech = mean_level(under, under_steps);
}

// The bed is known as it was mixed. Where nobody speaks it is as much louder or softer than that everywhere.
void BedAnalyzer::compare_levels(const mix::Timeline& timeline, ChapterAnalysis& heard) const {
  constexpr double kStep = 0.1;
  constexpr std::size_t kWindow = 4;  ///< steps: momentary loudness
  constexpr std::size_t kFewest = 2;  ///< of a pause that is shorter than that
  constexpr double kEcho = 0.1;       ///< s of the room after a take
  constexpr double kFaint = 0.01;     ///< of the bed's usual power: it is being faded
  const std::vector<double> powers = meter_.powers(1);
  const std::vector<double> plan = planned_.powers(1);
  const double faint = kFaint * median(plan);
  std::vector<double> all;
  const auto hear = [&](double from, double to) {
    const auto first = static_cast<std::size_t>(std::ceil(from / kStep));
    const std::size_t last =
        std::min({static_cast<std::size_t>(std::max(0.0, to / kStep)), powers.size(), plan.size()});
    if (last < first + kFewest) return;
    const std::size_t window = std::min(kWindow, last - first);
    for (std::size_t i = first; i + window <= last; ++i) {
      const auto sum = [&](const std::vector<double>& steps) {
        const auto begin = steps.begin() + static_cast<std::ptrdiff_t>(i);
        return std::accumulate(begin, begin + static_cast<std::ptrdiff_t>(window), 0.0) / static_cast<double>(window);
      };
      const std::int64_t shift = shifts_[std::min(i * 4410 / kLevelFrames, shifts_.size() - 1)];
      const double heard_here = sum(powers);
      const double planned_here = sum(plan);
      if (shift == kNoShift || heard_here <= 0 || planned_here <= faint) continue;
      const double off = 10 * std::log10(heard_here / planned_here);
      all.push_back(off);
      heard.bed_levels.push_back({Seconds{static_cast<double>(i) * kStep} + seconds(shift, kMasterRate),
                                  {static_cast<double>(window) * kStep},
                                  off});
    }
  };
  double end = 0;
  for (const mix::Cue& cue : timeline.cues) {
    hear(end, seconds(cue.begin, kMasterRate).value);
    end = seconds(cue.end, kMasterRate).value + kEcho;
  }
  hear(end, seconds(timeline.length, kMasterRate).value);
  const double usual = median(all);
  for (SignalEvent& event : heard.bed_levels) event.value -= usual;
}

}  // namespace sotto::analysis
