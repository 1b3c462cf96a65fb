// Chapters are rounded up to whole frames of the codec, so that how long one is moves no other one's frames. After one
// that ends in silence follow up to 23 ms more of it. One whose sound goes on, a bed under the whole book, is made
// longer where nobody speaks any more: it fades within a tenth of a second from itself to itself, a frame or two
// earlier, with constant power. Its last samples, which the next chapter goes on from, stay what they are.

#include "publish/encoding/encode.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstring>
#include <numbers>
#include <optional>

#include "mix/resampler.h"
#include "publish/encoding/sound_levels.h"
#include "publish/limiter.h"
#include "publish/measure.h"
#include "shared/audio.h"
#include "shared/hash.h"
#include "shared/sound_file.h"

namespace sotto::encoding {

namespace {

namespace fs = std::filesystem;

constexpr int kEncodingVersion = 1;

/// Frames over which a sound that goes on fades into itself.
constexpr std::int64_t kCrossfade = 4096;

constexpr int kMostPasses = 8;

/// How far lower each further pass aims: what the encoder does to the peaks is not quite the same again.
constexpr Decibels kPeakMargin{0.1};

std::vector<float> read_frames(SoundReader& file, std::size_t frames) {
  std::vector<float> samples(frames * static_cast<std::size_t>(file.channels()));
  std::size_t filled = 0;
  while (filled < frames) {
    const auto channels = static_cast<std::size_t>(file.channels());
    const std::size_t got = file.read(std::span(samples).subspan(filled * channels));
    if (got == 0) break;
    filled += got;
  }
  return samples;
}

std::int64_t rounded_up(std::int64_t length, std::int64_t frame) { return (length + frame - 1) / frame * frame; }

/// How much longer a chapter is in whole frames: a sound that goes on needs at least one, so that what it fades to is
/// not nearly the same samples, which would add up.
std::int64_t padding(std::int64_t length, std::int64_t frame, bool goes_on) {
  const std::int64_t least = goes_on ? frame : 0;
  return rounded_up(length + least, frame) - length;
}

/// What the last `kCrossfade + pad` samples become, with `pad` more.
std::vector<float> lengthened(const std::vector<float>& tail, std::size_t pad, std::size_t channels) {
  const std::size_t fade = tail.size() / channels - pad;
  std::vector<float> out(tail);
  out.resize(tail.size() + pad * channels);
  for (std::size_t i = pad; i < out.size() / channels; ++i) {
    const double way = std::min(1.0, static_cast<double>(i - pad + 1) / static_cast<double>(fade + 1));
    const auto later = static_cast<float>(std::sin(way * std::numbers::pi / 2));
    const auto earlier = static_cast<float>(std::cos(way * std::numbers::pi / 2));
    for (std::size_t c = 0; c < channels; ++c) {
      const float before = i < fade + pad ? tail[i * channels + c] : 0;
      out[i * channels + c] = earlier * before + later * tail[(i - pad) * channels + c];
    }
  }
  return out;
}

/// The chapter and what is around it, as one stream of samples.
class PaddedChapter {
 public:
  PaddedChapter(const fs::path& master, const Surroundings& around, std::size_t frame)
      : file_(master), channels_(static_cast<std::size_t>(file_.channels())) {
    const std::int64_t length = file_.frames();
    const auto codec_frame = static_cast<std::int64_t>(frame);
    std::int64_t pad = padding(length, codec_frame, around.goes_on);
    plain_ = length;
    if (around.goes_on && length >= kCrossfade + 2 * pad) {
      plain_ = length - kCrossfade - pad;
    }
    pad_ = static_cast<std::size_t>(pad);
    before_ = around.before;
    before_.insert(before_.begin(), kFramesBefore * frame * channels_ - before_.size(), 0.0F);
    after_ = around.after;
    after_.resize(kFramesAfter * frame * channels_, 0.0F);
    length_ = length + pad;
  }

  std::size_t channels() const { return channels_; }
  Hertz rate() const { return file_.rate(); }
  /// Frames of the chapter, in whole frames of the codec.
  std::int64_t length() const { return length_; }

  /// Appends what comes next: nothing after the end.
  void read(std::vector<float>& out) {
    if (part_ == 0) {
      out.insert(out.end(), before_.begin(), before_.end());
    } else if (part_ == 1) {
      constexpr std::int64_t kBlock = 8192;
      const auto frames = static_cast<std::size_t>(std::min(kBlock, plain_ - position_));
      const std::vector<float> block = read_frames(file_, frames);
      out.insert(out.end(), block.begin(), block.end());
      position_ += static_cast<std::int64_t>(frames);
      if (position_ < plain_) return;
    } else if (part_ == 2) {
      const auto rest = static_cast<std::size_t>(file_.frames() - plain_);
      std::vector<float> tail = read_frames(file_, rest);
      tail = rest > 0 ? lengthened(tail, pad_, channels_) : std::vector<float>(pad_ * channels_);
      out.insert(out.end(), tail.begin(), tail.end());
    } else if (part_ == 3) {
      out.insert(out.end(), after_.begin(), after_.end());
    }
    ++part_;
  }
  bool at_end() const { return part_ > 3; }

 private:
  SoundReader file_;
  std::size_t channels_;
  std::int64_t plain_ = 0;  ///< frames that are as they are in the file
  std::size_t pad_ = 0;
  std::int64_t length_ = 0;
  std::vector<float> before_;
  std::vector<float> after_;
  int part_ = 0;
  std::int64_t position_ = 0;
};

/// Turns down peaks, in mono or stereo, without delay.
class PeakLimiter {
 public:
  PeakLimiter(Decibels ceiling, std::size_t channels, Hertz rate)
      : channels_(channels), limiter_(static_cast<float>(amplitude(ceiling)), rate) {}

  /// In `samples`, what is ready takes the place of what came.
  void process(std::vector<float>& samples, bool last) {
    stereo_.clear();
    for (const float sample : samples) stereo_.insert(stereo_.end(), 3 - channels_, sample);
    samples.clear();
    limited_.clear();
    limiter_.process(stereo_, limited_);
    if (last) limiter_.finish(limited_);
    for (std::size_t i = 0; i < limited_.size(); i += 3 - channels_) samples.push_back(limited_[i]);
  }

 private:
  std::size_t channels_;
  publish::Limiter limiter_;
  std::vector<float> stereo_;
  std::vector<float> limited_;
};

/// Decodes what is encoded, and measures the chapter in it.
class DecodedMeter {
 public:
  DecodedMeter(const StreamForm& form, std::int64_t length)
      : decoder_(form),
        channels_(static_cast<std::size_t>(form.settings.channels)),
        skip_(static_cast<std::int64_t>(kFramesBefore) * form.frame + form.delay),
        left_(length),
        levels_(length, channels_),
        meter_(form.settings.channels, form.settings.rate) {}

  void add(std::string_view packet) {
    decoded_.clear();
    decoder_.decode(packet, decoded_);
    const auto frames = static_cast<std::int64_t>(decoded_.size() / channels_);
    const std::int64_t dropped = std::min(skip_, frames);
    const std::int64_t counted = std::min(left_, frames - dropped);
    skip_ -= dropped;
    left_ -= counted;
    const auto heard = std::span(decoded_).subspan(static_cast<std::size_t>(dropped) * channels_,
                                                   static_cast<std::size_t>(counted) * channels_);
    meter_.add(heard);
    levels_.add(heard);
  }
  publish::MasterMeasure measure() { return meter_.finish(); }
  /// EncodedSound::levels.
  std::vector<int> levels() { return levels_.finish(); }

 private:
  Decoder decoder_;
  std::size_t channels_;
  std::int64_t skip_;
  std::int64_t left_;
  SoundLevels levels_;
  std::vector<float> decoded_;
  publish::MasterMeter meter_;
};

/// One pass.
EncodedSound encode_once(const fs::path& master, const Surroundings& around, const EncodeSettings& settings,
                         std::optional<Decibels> ceiling, const fs::path& path, Progress* progress,
                         const StopFlag& stop) {
  Encoder encoder(settings.codec);
  const StreamForm& form = encoder.form();
  PaddedChapter chapter(master, around, frame_of(settings.codec));
  const std::size_t samples = static_cast<std::size_t>(form.frame) * chapter.channels();
  mix::StreamResampler resampler(chapter.channels(), chapter.rate(), settings.codec.rate);
  std::optional<PeakLimiter> limiter;
  if (ceiling) limiter.emplace(*ceiling, chapter.channels(), chapter.rate());

  EncodedSound sound;
  sound.form = form;
  const std::int64_t frames = SoundReader(master).frames();
  const auto master_frame = static_cast<std::int64_t>(frame_of(settings.codec));
  sound.length = (frames * form.frame + master_frame - 1) / master_frame;
  const auto first = static_cast<std::int64_t>(kFramesBefore);
  const std::int64_t last = first + chapter.length() / master_frame;
  DecodedMeter meter(form, sound.length);
  PacketWriter writer(path);
  std::int64_t index = 0;
  const PacketSink sink = [&](std::string_view packet) {
    if (index <= last) meter.add(packet);
    if (index >= first && index <= last) writer.write(packet);
    ++index;
  };
  std::vector<float> pending;
  std::vector<float> block;
  std::int64_t encoded = 0;
  while (!chapter.at_end()) {
    stop.check();
    block.clear();
    chapter.read(block);
    if (limiter) limiter->process(block, chapter.at_end());
    resampler.process(block, chapter.at_end(), pending);
    std::size_t used = 0;
    for (; pending.size() - used >= samples; used += samples) {
      encoder.encode(std::span(pending).subspan(used, samples), sink);
    }
    pending.erase(pending.begin(), pending.begin() + static_cast<std::ptrdiff_t>(used));
    const std::int64_t before = encoded;
    encoded += static_cast<std::int64_t>(used / chapter.channels());
    const auto rate = static_cast<std::int64_t>(settings.codec.rate.value);
    if (progress != nullptr && encoded / rate > before / rate) progress->advance(encoded / rate - before / rate);
  }
  if (!pending.empty()) {  // a resampler's last frames may be missing
    pending.resize(samples, 0.0F);
    encoder.encode(pending, sink);
  }
  encoder.finish(sink);
  sound.measure = meter.measure();
  sound.levels = meter.levels();
  return writer.finish(std::move(sound));
}

}  // namespace

std::size_t frame_of(const CodecSettings& settings) {
  const auto frame = static_cast<double>(Encoder(settings).form().frame);
  const double samples = frame * kMasterRate.value / settings.rate.value;
  assert(samples == std::floor(samples));
  return static_cast<std::size_t>(samples);
}

std::vector<float> end_of(const fs::path& master, std::size_t frames) {
  SoundReader file(master);
  const std::int64_t length = file.frames();
  const auto there = std::min<std::int64_t>(length, static_cast<std::int64_t>(frames));
  file.seek(length - there);
  std::vector<float> end = read_frames(file, static_cast<std::size_t>(there));
  end.insert(end.begin(), frames * static_cast<std::size_t>(file.channels()) - end.size(), 0.0F);
  return end;
}

std::vector<float> beginning_of(const fs::path& master, std::size_t frames) {
  SoundReader file(master);
  return read_frames(file, frames);
}

EncodedSound encode_chapter(const fs::path& master, const Surroundings& around, const EncodeSettings& settings,
                            const fs::path& path, Progress& progress, const StopFlag& stop) {
  Decibels ceiling = settings.true_peak - kPeakMargin;
  EncodedSound sound = encode_once(master, around, settings, std::nullopt, path, &progress, stop);
  for (int pass = 2; pass <= kMostPasses && sound.measure.true_peak > settings.true_peak; ++pass) {
    ceiling = ceiling - (sound.measure.true_peak - settings.true_peak) - kPeakMargin;
    sound = encode_once(master, around, settings, ceiling, path, nullptr, stop);
  }
  return sound;
}

std::string encoding_name(const std::string& checksum, const Surroundings& around, const EncodeSettings& settings) {
  const auto bytes_of = [](const std::vector<float>& samples) {
    return std::string_view(reinterpret_cast<const char*>(samples.data()), samples.size() * sizeof(float));
  };
  ContentHash hash;
  hash.add(kEncodingVersion).add(library_version()).add(checksum).add(hash_of(settings.codec));
  hash.add(settings.true_peak.value).add(around.goes_on).add(bytes_of(around.before)).add(bytes_of(around.after));
  return hash.hex();
}

}  // namespace sotto::encoding
