// The mix is so made that its loudness is nearly known. So the master is written at once, with the gain that should be
// right, and measured as it is written. Only where the measure is off (a chapter of whispers; a limiter that took
// loudness with the peaks) the source is rendered again with the gain corrected by the difference. The alternative, to
// render into a scratch file while measuring and then to write, was tried: the scratch file alone costs more than a
// second rendering.

#include "publish/master.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <optional>
#include <vector>

#include "publish/dither.h"
#include "publish/limiter.h"
#include "publish/stems.h"
#include "shared/files.h"

namespace sotto::publish {

namespace {

constexpr std::size_t kBlockFrames = 8192;
constexpr std::size_t kChannels = 2;
constexpr std::size_t kChannelsWithVoices = 4;

/// Sound that is no speech, a chapter of rain alone, is not to be raised to the level of speech.
constexpr Decibels kMostGain{12};

/// How far below the wanted true peak the limiter works: what other meters' filters see more than ours, and what dither
/// adds.
constexpr Decibels kPeakMargin{0.15};

constexpr int kMostPasses = 4;

/// Two channels that carry the same measure 3.01 LU louder than one of them alone (BS.1770-4).
constexpr Decibels kSecondChannel{3.01};

/// One pass, block by block.
class MasterWriter {
 public:
  MasterWriter(const std::filesystem::path& path, const DeliveryProfile& profile, Decibels ceiling, Hertz rate,
               const AudioTags& tags, StemsWriter* stems)
      : mono_(profile.channels == 1),
        encoded_(profile.format == Container::mp3),
        file_(path, {profile.format, profile.channels, rate, profile.master_bit_rate()}, tags),
        stems_(stems),
        limiter_(static_cast<float>(amplitude(ceiling)), rate),
        meter_(profile.channels, rate) {}

  /// Interleaved stereo; is changed.
  void write(std::span<float> mix) {
    if (mono_) {
      for (std::size_t i = 0; i + 1 < mix.size(); i += kChannels) mix[i] = mix[i + 1] = (mix[i] + mix[i + 1]) / 2;
    }
    limited_.clear();
    gains_.clear();
    limiter_.process(mix, limited_, stems_ != nullptr ? &gains_ : nullptr);
    put();
  }

  /// The mix and its voices, four channels, interleaved.
  void write_with_voices(std::span<const float> samples) {
    mix_.clear();
    voices_.clear();
    for (std::size_t i = 0; i < samples.size(); i += kChannelsWithVoices) {
      mix_.insert(mix_.end(), {samples[i], samples[i + 1]});
      if (stems_ == nullptr) continue;
      if (mono_) {
        voices_.push_back((samples[i + 2] + samples[i + 3]) / 2);
      } else {
        voices_.insert(voices_.end(), {samples[i + 2], samples[i + 3]});
      }
    }
    if (stems_ != nullptr) stems_->queue(voices_);
    write(mix_);
  }

  /// Completes the file; what is measured of an encoded one is told by reading it.
  PublishedMaster finish(Decibels gain, const std::filesystem::path& path, const StopFlag& stop) {
    limited_.clear();
    gains_.clear();
    limiter_.finish(limited_, stems_ != nullptr ? &gains_ : nullptr);
    put();
    PublishedMaster made;
    made.hash = file_.finish();
    if (stems_ != nullptr) made.stems = stems_->finish();
    MasterMeasure& measure = made.measure;
    measure = encoded_ ? measure_master(path, stop) : meter_.finish();
    measure.gain = gain;
    measure.limited = limiter_.deepest();
    if (frames_ > 0) {
      measure.limited_share = static_cast<double>(limiter_.limited_frames()) / static_cast<double>(frames_);
    }
    return made;
  }

 private:
  void put() {
    frames_ += static_cast<std::int64_t>(limited_.size() / kChannels);
    if (mono_) {
      for (std::size_t i = 0; 2 * i < limited_.size(); ++i) limited_[i] = limited_[2 * i];
      limited_.resize(limited_.size() / 2);
    }
    if (encoded_) file_.write(std::span<const float>(limited_));
    if (encoded_ && stems_ == nullptr) return;
    words_.resize(limited_.size());
    quantise(limited_, written_, words_);
    written_ += static_cast<std::int64_t>(words_.size());
    if (stems_ != nullptr) stems_->write(words_, gains_);
    if (encoded_) return;
    file_.write(std::span<const std::int16_t>(words_));
    // What is measured is what stands in the file.
    std::transform(words_.begin(), words_.end(), limited_.begin(),
                   [](std::int16_t word) { return static_cast<float>(word) * (1.0F / 32768.0F); });
    meter_.add(limited_);
  }

  bool mono_;
  bool encoded_;
  SoundWriter file_;
  StemsWriter* stems_;
  Limiter limiter_;
  MasterMeter meter_;
  std::vector<float> mix_;
  std::vector<float> voices_;
  std::vector<float> limited_;
  std::vector<float> gains_;  ///< of each frame of `limited_`, where stems are written
  std::vector<std::int16_t> words_;
  std::int64_t written_ = 0;  ///< samples
  std::int64_t frames_ = 0;
};

/// The gains of a pass.
struct Gains {
  float voices = 1;
  float bed = 1;
};

/// The mix and its voices, four channels, interleaved.
void apply(const Gains& gains, std::span<float> samples) {
  for (std::size_t i = 0; i < samples.size(); i += kChannelsWithVoices) {
    for (std::size_t side = 0; side < kChannels; ++side) {
      float& mix = samples[i + side];
      float& voices = samples[i + kChannels + side];
      // What is equal stays equal: two gains that are the same make the same master as one.
      mix = gains.bed * mix + (gains.voices - gains.bed) * voices;
      voices *= gains.voices;
    }
  }
}

/// Reads the source to its end; `moved` hears of each step from one frame to another.
template <typename Moved>
void write_all(AudioSource& source, const Gains& gains, MasterWriter& writer, const Moved& moved) {
  const auto channels = static_cast<std::size_t>(source.channels());
  std::vector<float> block(kBlockFrames * channels);
  std::int64_t position = 0;
  for (std::size_t count = kBlockFrames; count == kBlockFrames;) {
    count = source.read(block);
    const auto samples = std::span(block).first(count * channels);
    if (channels == kChannelsWithVoices) {
      apply(gains, samples);
      writer.write_with_voices(samples);
    } else {
      for (float& sample : samples) sample *= gains.voices;
      writer.write(samples);
    }
    moved(position, position + static_cast<std::int64_t>(count));
    position += static_cast<std::int64_t>(count);
  }
}

Decibels first_gain(const DeliveryProfile& profile, Lufs expected) {
  return profile.loudness - (profile.channels == 1 ? expected + -kSecondChannel : expected);
}

}  // namespace

PublishedMaster publish_master(AudioSource& source, const DeliveryProfile& profile, const AudioTags& tags,
                               const std::filesystem::path& path, Progress& progress, const StopFlag& stop,
                               Lufs expected, const VoicesApart& apart) {
  assert(source.channels() == static_cast<int>(kChannels) ||
         source.channels() == static_cast<int>(kChannelsWithVoices));
  const Hertz rate = source.rate();
  PendingFile pending(path);
  const bool voices_apart = source.channels() == static_cast<int>(kChannelsWithVoices);
  assert(voices_apart || !apart.steady_bed);
  const Decibels steady = first_gain(profile, expected);
  Decibels gain = steady;
  Decibels ceiling = profile.true_peak - kPeakMargin;
  for (int pass = 1;; ++pass) {
    std::optional<StemsWriter> stems;
    if (voices_apart && apart.stems) {
      stems.emplace(StemPaths(path), profile.channels, rate, tags);
    }
    MasterWriter writer(pending.path(), profile, ceiling, rate, tags, stems ? &*stems : nullptr);
    const auto factor = static_cast<float>(amplitude(gain));
    const Gains gains{factor, apart.steady_bed ? static_cast<float>(amplitude(steady)) : factor};
    write_all(source, gains, writer, [&](std::int64_t frames_before, std::int64_t frames_now) {
      stop.check();
      const auto whole_seconds = [&](std::int64_t frame) {
        return static_cast<std::int64_t>(seconds(frame, rate).value);
      };
      const std::int64_t steps = whole_seconds(frames_now) - whole_seconds(frames_before);
      if (pass == 1 && steps > 0) progress.advance(steps);
    });
    PublishedMaster made = writer.finish(gain, pending.path(), stop);
    const MasterMeasure& measure = made.measure;
    const Decibels better{std::min((gain + missing_level(profile, measure)).value, kMostGain.value)};
    const bool silent = measure.loudness <= kSilence;
    const bool right = std::fabs((better - gain).value) <= level_slack(profile).value;
    const Decibels over = measure.true_peak - profile.true_peak;
    if (silent || pass == kMostPasses || (right && over.value <= 0)) {
      if (stems) stems->keep();
      pending.keep();
      return made;
    }
    // Encoding moves peaks: what came out too high is limited deeper by as much.
    if (over.value > 0) ceiling = ceiling - over - kPeakMargin;
    if (!right) gain = better;
    source.rewind();
  }
}

}  // namespace sotto::publish
