// The mix is made in blocks at fixed places of the chapter, whatever the reader asks for: so the bytes do not depend on
// how they are read. A block is filled in three steps: the ambience with its gain, the takes that sound in it, and the
// interleaving. A take is rendered whole when the first block that needs it comes, and dropped after its last.

#include "mix/chapter_mix.h"

#include <algorithm>
#include <deque>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "mix/room_tone.h"
#include "mix/voice_chain.h"

namespace sotto::mix {

namespace {

constexpr std::size_t kMixBlock = 4096;

/// A voice in a delivery.
struct Strip {
  cast::Tone tone;
  Pan pan;
  float gain = 1;
};

using Strips = std::map<std::pair<std::string, std::string>, Strip>;

Strips make_strips(const Timeline& timeline, const cast::Cast& cast, const VoiceLevels& levels) {
  Strips strips;
  for (const Cue& cue : timeline.cues) {
    const std::pair voice{cue.who, cue.how};
    if (strips.contains(voice)) continue;
    const cast::VoiceProfile& profile = cast.voice_of(cue.who);
    Decibels gain = profile.level;
    if (const auto change = profile.deliveries.find(cue.how); change != profile.deliveries.end()) {
      gain = gain + change->second.level;
    }
    // A voice without a level has made no sound that could be measured: any gain will do.
    if (const auto level = levels.find(voice); level != levels.end()) gain = gain + (kSpeechLoudness - level->second);
    strips.emplace(
        voice, Strip{cast::effective_tone(profile, cue.how), Pan(profile.pan), static_cast<float>(amplitude(gain))});
  }
  return strips;
}

/// A take that is sounding.
struct Sounding {
  std::int64_t begin = 0;
  StereoClip clip;

  std::int64_t end() const { return begin + static_cast<std::int64_t>(clip.frames()); }
};

/// Adds the part of a clip that falls into the block that starts at `first`.
void add(const Sounding& sounding, std::int64_t first, std::span<float> left, std::span<float> right) {
  const std::int64_t from = std::max(first, sounding.begin);
  const std::int64_t to = std::min(first + static_cast<std::int64_t>(left.size()), sounding.end());
  if (from >= to) return;
  const auto count = static_cast<std::size_t>(to - from);
  const float* clip_left = sounding.clip.left.data() + (from - sounding.begin);
  const float* clip_right = sounding.clip.right.data() + (from - sounding.begin);
  float* to_left = left.data() + (from - first);
  float* to_right = right.data() + (from - first);
  for (std::size_t i = 0; i < count; ++i) {
    to_left[i] += clip_left[i];
    to_right[i] += clip_right[i];
  }
}

class ChapterMix final : public AudioSource {
 public:
  ChapterMix(const Timeline& timeline, const cast::Cast& cast, const synthesis::TakeStore& store,
             const MixSettings& settings)
      : timeline_(timeline),
        store_(store),
        strips_(make_strips(timeline, cast, measure_levels(timeline, cast, store, settings.levels))),
        left_(kMixBlock),
        right_(kMixBlock),
        voices_left_(settings.voices_too ? kMixBlock : 0),
        voices_right_(settings.voices_too ? kMixBlock : 0) {
    if (settings.ambience.silent()) return;
    ambience_.emplace(timeline, settings.ambience, settings.bed, kSpeechLoudness, recordings_in(store.cache_folder()));
  }

  int channels() const override { return voices_left_.empty() ? 2 : 4; }
  Hertz rate() const override { return kMasterRate; }

  std::size_t read(std::span<float> out) override {
    std::size_t done = 0;
    const auto channels = static_cast<std::size_t>(this->channels());
    const std::size_t wanted = out.size() / channels;
    while (done < wanted && position_ < timeline_.length) {
      const auto place = static_cast<std::size_t>(position_ % static_cast<std::int64_t>(kMixBlock));
      if (place == 0) make_block(position_);
      const auto here = static_cast<std::size_t>(
          std::min<std::int64_t>(static_cast<std::int64_t>(kMixBlock - place), timeline_.length - position_));
      const std::size_t count = std::min(wanted - done, here);
      for (std::size_t i = 0; i < count; ++i) {
        out[channels * (done + i)] = left_[place + i];
        out[channels * (done + i) + 1] = right_[place + i];
      }
      for (std::size_t i = 0; i < count && channels > 2; ++i) {
        out[channels * (done + i) + 2] = voices_left_[place + i];
        out[channels * (done + i) + 3] = voices_right_[place + i];
      }
      done += count;
      position_ += static_cast<std::int64_t>(count);
    }
    return done;
  }

  void rewind() override {
    position_ = 0;
    next_cue_ = 0;
    sounding_.clear();
  }

 private:
  void make_block(std::int64_t first) {
    if (ambience_) {
      ambience_->render(first, left_, right_);
    } else {
      room_tone(first, left_, right_);
    }
    const std::int64_t last = first + static_cast<std::int64_t>(kMixBlock);
    for (; next_cue_ < timeline_.cues.size() && timeline_.cues[next_cue_].begin < last; ++next_cue_) {
      start(timeline_.cues[next_cue_]);
    }
    for (const Sounding& sounding : sounding_) add(sounding, first, left_, right_);
    if (!voices_left_.empty()) {
      std::fill(voices_left_.begin(), voices_left_.end(), 0.0F);
      std::fill(voices_right_.begin(), voices_right_.end(), 0.0F);
      for (const Sounding& sounding : sounding_) add(sounding, first, voices_left_, voices_right_);
    }
    while (!sounding_.empty() && sounding_.front().end() <= last) {
      spare_ = std::move(sounding_.front().clip);
      sounding_.pop_front();
    }
  }

  void start(const Cue& cue) {
    const Strip& strip = strips_.at({cue.who, cue.how});
    Sounding& sounding = sounding_.emplace_back(Sounding{cue.begin, std::move(spare_)});
    spare_ = {};
    chain_.render(strip.tone, strip.pan, store_.load_or_throw(cue.take), strip.gain, sounding.clip);
  }

  const Timeline& timeline_;
  const synthesis::TakeStore& store_;
  Strips strips_;
  VoiceChain chain_;
  std::optional<AmbienceBed> ambience_;
  std::size_t next_cue_ = 0;
  std::deque<Sounding> sounding_;  ///< in order of their beginning
  StereoClip spare_;               ///< the memory of one that is over
  std::vector<float> left_;
  std::vector<float> right_;
  std::vector<float> voices_left_;  ///< empty where they are not asked for
  std::vector<float> voices_right_;
  std::int64_t position_ = 0;
};

}  // namespace

std::unique_ptr<AudioSource> mix_chapter(const Timeline& timeline, const cast::Cast& cast,
                                         const synthesis::TakeStore& store, const MixSettings& settings) {
  return std::make_unique<ChapterMix>(timeline, cast, store, settings);
}

}  // namespace sotto::mix
