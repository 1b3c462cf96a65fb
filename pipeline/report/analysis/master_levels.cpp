#include "report/analysis/master_levels.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <system_error>

#include "publish/mp3_frames.h"
#include "publish/true_peak.h"
#include "shared/audio.h"
#include "shared/failure.h"
#include "shared/sound_file.h"

namespace sotto::analysis {

namespace {

constexpr std::size_t kBlock = 8192;
/// Tracks are shown, not judged: every 200 ms is enough.
constexpr std::size_t kTrackHop = 2;

/// Finds flat tops: several samples in a row at one level, well away from zero, entered and left steeply. The crest of
/// a loud low tone is flat too, but is entered gently.
class FlatTops {
 public:
  void add(float sample, std::int64_t frame, std::vector<SignalEvent>& found) {
    const float step = sample - last_;
    if (std::fabs(step) <= kFlat && std::fabs(sample) >= kLoud) {
      if (run_ == 0) entered_ = last_step_;
      ++run_;
    } else {
      const bool steep = std::fabs(entered_) >= kSteep && std::fabs(step) >= kSteep && (entered_ > 0) != (step > 0);
      if (run_ >= kLong && steep) add_event(frame, found);
      run_ = 0;
    }
    last_step_ = step;
    last_ = sample;
  }

 private:
  static constexpr float kFlat = 1.1F / 32768 * 2;  ///< dither moves a sample by two steps at most
  static constexpr float kLoud = 0.1F;
  static constexpr float kSteep = 100.0F / 32768;
  static constexpr int kLong = 4;

  void add_event(std::int64_t frame, std::vector<SignalEvent>& found) {
    const Seconds now = seconds(frame, kMasterRate);
    // One passage that clips is one event, whose length is the time from its first flat top to its last.
    if (!found.empty() && now.value - (found.back().at + found.back().length).value < 0.5) {
      found.back().length = now - found.back().at;
      found.back().value = std::max(found.back().value, static_cast<double>(std::fabs(last_)));
    } else {
      found.push_back({now, {0}, static_cast<double>(std::fabs(last_))});
    }
  }

  float last_ = 0;
  float last_step_ = 0;
  float entered_ = 0;
  int run_ = 0;
};

/// The mean of each few seconds, of the channel that is further from zero: rain and voices leave less than 0.0001.
class OffsetMeter {
 public:
  OffsetMeter(std::size_t channels, Hertz rate)
      : sums_(channels), frames_(static_cast<std::size_t>(kStretch.value * rate.value)) {}

  void add(std::span<const float> samples) {
    for (std::size_t i = 0; i < samples.size(); i += sums_.size()) {
      for (std::size_t c = 0; c < sums_.size(); ++c) sums_[c] += static_cast<double>(samples[i + c]);
      if (++filled_ == frames_) end_stretch();
    }
  }

  Track track() const { return {kStretch, means_}; }

 private:
  static constexpr Seconds kStretch{4};

  void end_stretch() {
    const double furthest =
        *std::max_element(sums_.begin(), sums_.end(), [](double a, double b) { return std::fabs(a) < std::fabs(b); });
    means_.push_back(static_cast<float>(furthest / static_cast<double>(frames_)));
    std::fill(sums_.begin(), sums_.end(), 0.0);
    filled_ = 0;
  }

  std::vector<double> sums_;
  std::size_t frames_;
  std::size_t filled_ = 0;
  std::vector<float> means_;
};

}  // namespace

Track loudness_track(const LoudnessMeter& meter, std::size_t steps) {
  Track track{{0.1 * kTrackHop}, {}};
  const std::vector<double> powers = meter.powers(steps);
  for (std::size_t i = 0; i < powers.size(); i += kTrackHop) {
    track.values.push_back(static_cast<float>(
        powers[i] > 0 ? std::max(loudness_of(powers[i]).value, publish::kSilence.value) : publish::kSilence.value));
  }
  return track;
}

namespace {

void measure(const std::filesystem::path& master, SoundReader& file, ChapterAnalysis& analysis, const StopFlag& stop) {
  const auto channels = static_cast<std::size_t>(file.channels());
  LoudnessMeter loudness(file.channels(), file.rate());
  publish::TruePeakMeter peak(channels);
  publish::LevelMeter levels(channels, file.rate());
  OffsetMeter offset(channels, file.rate());
  std::array<FlatTops, 2> flat;
  std::array<double, 2> sums{};
  std::array<double, 2> squares{};
  std::array<std::vector<SignalEvent>, 2> clipped;
  std::vector<float> block(kBlock * channels);
  std::int64_t frame = 0;
  for (std::size_t count = 1; count > 0;) {
    stop.check();
    count = file.read(block);
    const auto samples = std::span<const float>(block).first(count * channels);
    loudness.add(samples);
    peak.add(samples);
    levels.add(samples);
    offset.add(samples);
    for (std::size_t c = 0; c < channels; ++c) {
      double sum = 0;
      double square = 0;
      for (std::size_t i = 0; i < count; ++i) {
        const float x = samples[i * channels + c];
        sum += static_cast<double>(x);
        square += static_cast<double>(x) * static_cast<double>(x);
        flat[c].add(x, frame + static_cast<std::int64_t>(i), clipped[c]);
      }
      sums[c] += sum;
      squares[c] += square;
    }
    frame += static_cast<std::int64_t>(count);
  }
  if (file.cut_short() || frame < file.frames()) {
    analysis.unheard = fmt::format("its file is cut short, after {:.0f} s", seconds(frame, file.rate()).value);
    return;
  }
  peak.finish();
  const auto frames = static_cast<double>(std::max<std::int64_t>(frame, 1));
  for (std::size_t c = 0; c < 2; ++c) {
    const std::size_t from = std::min(c, channels - 1);
    analysis.dc[c] = sums[from] / frames;
    const double power = squares[from] / frames - analysis.dc[c] * analysis.dc[c];
    analysis.channel_level[c] = decibels(std::sqrt(std::max(power, 1e-20)));
  }
  analysis.offset = offset.track();
  analysis.clipped = clipped[0].size() >= clipped[1].size() ? clipped[0] : clipped[1];
  // One flat top is chance; a passage of them is clipping.
  std::erase_if(analysis.clipped, [](const SignalEvent& event) { return event.length.value <= 0; });
  analysis.measure.duration = seconds(frame, file.rate());
  analysis.measure.loudness = loudness.integrated().value_or(publish::kSilence);
  analysis.measure.loudness_range = loudness.range();
  analysis.measure.true_peak = decibels(static_cast<double>(std::max(peak.peak(), 1e-10F)));
  analysis.measure.levels = levels.levels();
  analysis.measure.bit_rate = publish::constant_bit_rate(master).value_or(0);
  analysis.momentary = loudness_track(loudness, 4);
  analysis.short_term = loudness_track(loudness, 30);
}

}  // namespace

void measure_master_levels(const std::filesystem::path& master, const SoundForm& form, ChapterAnalysis& analysis,
                           const StopFlag& stop) {
  std::error_code none;
  if (!std::filesystem::exists(master, none)) {
    analysis.unheard = "it is not made";
    return;
  }
  try {
    SoundReader file(master);
    analysis.form = file.form();
    if (analysis.form == form) {
      measure(master, file, analysis, stop);
    } else {
      analysis.unheard = fmt::format("its file is {}", in_words(*analysis.form));
    }
  } catch (const MachineFailure& failure) {
    analysis.form.reset();
    analysis.unheard = failure.what();
    while (analysis.unheard.ends_with('.')) analysis.unheard.pop_back();
  }
}

}  // namespace sotto::analysis
