// Two passes. The first renders the mix into a scratch file and measures its loudness; that gives the gain. The second
// turns the scratch file into the master: gain, limiter, dither, file, and measures what it wrote. The limiter may take
// some loudness with the peaks that it turns down; if that is more than the ear could tell, the second pass is repeated
// with as much more gain.

#include "publish/master.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <optional>
#include <vector>

#include "publish/dither.h"
#include "publish/limiter.h"
#include "publish/true_peak.h"
#include "shared/files.h"
#include "shared/loudness.h"

namespace sotto {

namespace {

constexpr std::size_t kBlockFrames = 8192;
constexpr std::size_t kChannels = 2;

/// Sound that is no speech, a chapter of rain alone, is not to be raised to the level of speech.
constexpr Decibels kMostGain{12};

/// How far below the wanted true peak the limiter works: what other meters' filters see more than ours, and what dither
/// adds.
constexpr Decibels kPeakMargin{0.15};

constexpr Decibels kLoudnessSlack{0.1};
constexpr int kMostPasses = 3;

/// A sound without anything to hear has some level for reports all the same.
constexpr Lufs kSilence{-70};

/// Turns work done into steps of one for each second of the chapter, both passes counting half.
class SecondsDone {
 public:
  SecondsDone(Progress& progress, Hertz rate) : progress_(progress), rate_(rate) {}
  void first_pass(std::int64_t frames) { report(frames, 0); }
  void second_pass(std::int64_t frames, std::int64_t total) { report(total, frames); }

 private:
  void report(std::int64_t first, std::int64_t second) {
    const auto now = static_cast<std::int64_t>(seconds(first + second, rate_).value / 2);
    if (now > told_) progress_.advance(now - told_);
    told_ = std::max(told_, now);
  }
  Progress& progress_;
  Hertz rate_;
  std::int64_t told_ = 0;
};

struct Rendered {
  std::int64_t frames = 0;
  std::optional<Lufs> loudness;
};

Rendered render_to(ScratchSound& scratch, AudioSource& source, SecondsDone& done, const StopFlag& stop) {
  Rendered rendered;
  LoudnessMeter meter(kChannels, source.rate());
  std::vector<float> block(kBlockFrames * kChannels);
  for (;;) {
    stop.check();
    const std::size_t count = source.read(block);
    const auto samples = std::span(block).first(count * kChannels);
    meter.add(samples);
    scratch.write(samples);
    rendered.frames += static_cast<std::int64_t>(count);
    done.first_pass(rendered.frames);
    if (count < kBlockFrames) break;
  }
  rendered.loudness = meter.integrated();
  return rendered;
}

/// The second pass, block by block.
class MasterWriter {
 public:
  MasterWriter(const std::filesystem::path& path, const DeliveryProfile& profile, Hertz rate, const Tags& tags)
      : file_(path, kChannels, rate, tags),
        limiter_(static_cast<float>(amplitude(profile.true_peak - kPeakMargin)), rate),
        loudness_(kChannels, rate) {}

  void write(std::span<const float> samples) {
    limited_.clear();
    limiter_.process(samples, limited_);
    put();
  }

  MasterMeasure finish(std::int64_t frames, Hertz rate, Decibels gain) {
    limited_.clear();
    limiter_.finish(limited_);
    put();
    file_.finish();
    peak_.finish();
    const double share =
        frames > 0 ? static_cast<double>(limiter_.limited_frames()) / static_cast<double>(frames) : 0.0;
    return {seconds(frames, rate),
            loudness_.integrated().value_or(kSilence),
            loudness_.range(),
            decibels(std::max(peak_.peak(), 1e-10F)),
            gain,
            limiter_.deepest(),
            share};
  }

 private:
  void put() {
    words_.resize(limited_.size());
    quantise(limited_, written_, words_);
    file_.write(words_);
    written_ += static_cast<std::int64_t>(words_.size());
    // What is measured is what stands in the file.
    std::transform(words_.begin(), words_.end(), limited_.begin(),
                   [](std::int16_t word) { return static_cast<float>(word) * (1.0F / 32768.0F); });
    loudness_.add(limited_);
    peak_.add(limited_);
  }

  WavWriter file_;
  Limiter limiter_;
  LoudnessMeter loudness_;
  TruePeakMeter peak_{kChannels};
  std::vector<float> limited_;
  std::vector<std::int16_t> words_;
  std::int64_t written_ = 0;
};

const std::array<DeliveryProfile, 3>& profiles() {
  static const std::array<DeliveryProfile, 3> all = {
      DeliveryProfile{"audiobook", {-18}, {0.5}, {-1.5}},
      DeliveryProfile{"podcast", {-16}, {0.5}, {-1}},
      // EBU R 128, 2020.
      DeliveryProfile{"broadcast", {-23}, {0.5}, {-1}},
  };
  return all;
}

}  // namespace

const DeliveryProfile* find_profile(const std::string& name) {
  const auto& all = profiles();
  const auto found = std::find_if(all.begin(), all.end(), [&](const DeliveryProfile& p) { return p.name == name; });
  return found == all.end() ? nullptr : &*found;
}

std::vector<std::string> profile_names() {
  std::vector<std::string> names;
  for (const DeliveryProfile& profile : profiles()) names.push_back(profile.name);
  return names;
}

MasterMeasure publish_master(AudioSource& source, const DeliveryProfile& profile, const Tags& tags,
                             const std::filesystem::path& path, Progress& progress, const StopFlag& stop) {
  assert(source.channels() == static_cast<int>(kChannels));
  const Hertz rate = source.rate();
  ScratchSound scratch(path.has_parent_path() ? path.parent_path() : ".");
  SecondsDone done(progress, rate);
  const Rendered rendered = render_to(scratch, source, done, stop);
  Decibels gain{0};
  if (rendered.loudness) gain = {std::min((profile.loudness - *rendered.loudness).value, kMostGain.value)};

  PendingFile pending(path);
  std::vector<float> block(kBlockFrames * kChannels);
  MasterMeasure measure;
  for (int pass = 1;; ++pass) {
    scratch.rewind();
    MasterWriter writer(pending.path(), profile, rate, tags);
    const auto factor = static_cast<float>(amplitude(gain));
    std::int64_t frames_done = 0;
    for (std::size_t count = block.size(); count == block.size();) {
      stop.check();
      count = scratch.read(block);
      const auto samples = std::span(block).first(count);
      for (float& sample : samples) sample *= factor;
      writer.write(samples);
      frames_done += static_cast<std::int64_t>(count / kChannels);
      done.second_pass(frames_done, rendered.frames);
    }
    measure = writer.finish(rendered.frames, rate, gain);
    const Decibels lost = profile.loudness - measure.loudness;
    const bool limited = measure.limited.value > 0;
    if (!limited || std::fabs(lost.value) <= kLoudnessSlack.value || gain >= kMostGain || pass == kMostPasses) break;
    gain = gain + lost;
  }
  pending.keep();
  return measure;
}

}  // namespace sotto
