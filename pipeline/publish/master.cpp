// The mix is so made that its loudness is nearly known. So the master is written at once, with the gain that should be
// right, and measured as it is written. Only where the measure is off (a chapter of whispers; a limiter that took
// loudness with the peaks) the source is rendered again with the gain corrected by the difference. The alternative, to
// render into a scratch file while measuring and then to write, was tried: the scratch file alone costs more than a
// second rendering.

#include "publish/master.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <vector>

#include "publish/dither.h"
#include "publish/limiter.h"
#include "shared/files.h"

namespace sotto {

namespace {

constexpr std::size_t kBlockFrames = 8192;
constexpr std::size_t kChannels = 2;

/// Sound that is no speech, a chapter of rain alone, is not to be raised to the level of speech.
constexpr Decibels kMostGain{12};

/// How far below the wanted true peak the limiter works: what other meters' filters see more than ours, and what dither
/// adds.
constexpr Decibels kPeakMargin{0.15};

/// Nearer than this to the wanted loudness is right: less than half of what the profiles allow, so that two chapters
/// never differ by more than one may.
constexpr Decibels kLoudnessSlack{0.2};
constexpr int kMostPasses = 4;

/// One pass, block by block.
class MasterWriter {
 public:
  MasterWriter(const std::filesystem::path& path, const DeliveryProfile& profile, Hertz rate, const Tags& tags)
      : file_(path, kChannels, rate, tags),
        limiter_(static_cast<float>(amplitude(profile.true_peak - kPeakMargin)), rate),
        meter_(kChannels, rate) {}

  void write(std::span<const float> samples) {
    limited_.clear();
    limiter_.process(samples, limited_);
    put();
  }

  MasterMeasure finish(Decibels gain) {
    limited_.clear();
    limiter_.finish(limited_);
    put();
    file_.finish();
    MasterMeasure measure = meter_.finish();
    measure.gain = gain;
    measure.limited = limiter_.deepest();
    if (written_ > 0) {
      const std::int64_t length = written_ / static_cast<std::int64_t>(kChannels);
      measure.limited_share = static_cast<double>(limiter_.limited_frames()) / static_cast<double>(length);
    }
    return measure;
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
    meter_.add(limited_);
  }

  WavWriter file_;
  Limiter limiter_;
  MasterMeter meter_;
  std::vector<float> limited_;
  std::vector<std::int16_t> words_;
  std::int64_t written_ = 0;
};

/// Reads the source to its end; `moved` hears of each step from one frame to another.
template <typename Moved>
void write_all(AudioSource& source, Decibels gain, MasterWriter& writer, const Moved& moved) {
  const auto factor = static_cast<float>(amplitude(gain));
  std::vector<float> block(kBlockFrames * kChannels);
  std::int64_t position = 0;
  for (std::size_t count = kBlockFrames; count == kBlockFrames;) {
    count = source.read(block);
    const auto samples = std::span(block).first(count * kChannels);
    for (float& sample : samples) sample *= factor;
    writer.write(samples);
    moved(position, position + static_cast<std::int64_t>(count));
    position += static_cast<std::int64_t>(count);
  }
}

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
                             const std::filesystem::path& path, Progress& progress, const StopFlag& stop,
                             Lufs expected) {
  assert(source.channels() == static_cast<int>(kChannels));
  const Hertz rate = source.rate();
  PendingFile pending(path);
  Decibels gain = profile.loudness - expected;
  for (int pass = 1;; ++pass) {
    MasterWriter writer(pending.path(), profile, rate, tags);
    write_all(source, gain, writer, [&](std::int64_t frames_before, std::int64_t frames_now) {
      stop.check();
      const auto whole_seconds = [&](std::int64_t frame) {
        return static_cast<std::int64_t>(seconds(frame, rate).value);
      };
      const std::int64_t steps = whole_seconds(frames_now) - whole_seconds(frames_before);
      if (pass == 1 && steps > 0) progress.advance(steps);
    });
    const MasterMeasure measure = writer.finish(gain);
    const Decibels better{std::min((gain + (profile.loudness - measure.loudness)).value, kMostGain.value)};
    const bool silent = measure.loudness <= kSilence;
    if (silent || pass == kMostPasses || std::fabs((better - gain).value) <= kLoudnessSlack.value) {
      pending.keep();
      return measure;
    }
    gain = better;
    source.rewind();
  }
}

}  // namespace sotto
