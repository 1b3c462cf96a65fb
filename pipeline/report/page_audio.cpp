// A chapter as the page plays and shows it. The master is read once: the same blocks go to the encoder and through the
// transform. What is played has half the master's rate: all of the speech, as the engine makes it, for half the bytes
// and half the time. An MP3 carries the hash of its master in its name, so that one that is there is known to be right.
//
// The spectrogram has at most kMostColumns columns, whatever the length: a column is the mean power of some blocks in
// it, in bands that are even on the mel scale, in steps of 1 dB.

#include "report/page_audio.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <optional>

#include "mix/resampler.h"
#include "report/analysis/decimator.h"
#include "shared/audio.h"
#include "shared/files.h"
#include "shared/fourier.h"
#include "shared/hash.h"
#include "shared/sound_file.h"

namespace sotto::report {

namespace {

namespace fs = std::filesystem;

constexpr int kMostColumns = 1600;
constexpr std::size_t kBlock = 2048;   // frames: 46 ms at 44.1 kHz, 21 Hz a bin
constexpr double kBlocksOfColumn = 4;  // transformed; more would not be seen
/// kbit/s: half an hour is under 15 MB, and speech is clear; with less there is no tag that tells where the sound
/// begins.
constexpr int kBitRate = 64;
constexpr double kFloor = -96;  // dB of the darkest step, of a sine at full scale
constexpr std::size_t kHashDigits = 12;
constexpr Hertz kTakesRate{22050};  ///< of the MP3 of a line's takes

double mel(double hertz) { return 1127 * std::log1p(hertz / 700); }

/// A master on its way to the page's MP3.
class PageEncoder {
 public:
  PageEncoder(const fs::path& path, int channels, Hertz rate)
      : slow_(static_cast<std::size_t>(channels), analysis::Decimator(2)),
        halved_(static_cast<std::size_t>(channels)),
        writer_(path, {Container::mp3, channels, {rate.value / 2}, kBitRate}, AudioTags{}) {}

  /// Interleaved, whole frames.
  void take(std::span<const float> samples) {
    const std::size_t channels = slow_.size();
    for (std::size_t c = 0; c < channels; ++c) {
      one_.resize(samples.size() / channels);
      for (std::size_t i = 0; i < one_.size(); ++i) one_[i] = samples[i * channels + c];
      halved_[c].clear();
      slow_[c].add(one_, halved_[c]);
    }
    write();
  }

  void finish() {
    for (std::size_t c = 0; c < slow_.size(); ++c) {
      halved_[c].clear();
      slow_[c].finish(halved_[c]);
    }
    write();
    writer_.finish();
  }

 private:
  void write() {
    const std::size_t channels = slow_.size();
    out_.resize(halved_[0].size() * channels);
    for (std::size_t i = 0; i < out_.size(); ++i) out_[i] = halved_[i % channels][i / channels];
    writer_.write(out_);
  }

  std::vector<analysis::Decimator> slow_;
  std::vector<std::vector<float>> halved_;
  SoundWriter writer_;
  std::vector<float> one_;
  std::vector<float> out_;
};

/// Blocks of a sound, gathered to columns.
class Spectrogram {
 public:
  Spectrogram(std::int64_t frames, Hertz rate)
      : columns_(
            static_cast<int>(std::clamp<std::int64_t>(frames / static_cast<std::int64_t>(kBlock), 1, kMostColumns))),
        frames_(std::max<std::int64_t>(frames, 1)),
        transform_(kBlock) {
    for (std::size_t i = 0; i < kBlock; ++i) {
      window_[i] = static_cast<float>(0.5 - 0.5 * std::cos(2 * std::numbers::pi * static_cast<double>(i) / kBlock));
    }
    const double low = mel(kSpectrogramLow.value);
    const double step = (mel(kSpectrogramHigh.value) - low) / kSpectrogramBands;
    for (std::size_t i = 0; i < band_.size(); ++i) {
      const double at = (mel(static_cast<double>(i) * rate.value / kBlock) - low) / step;
      band_[i] = at >= 0 && at < kSpectrogramBands ? static_cast<int>(at) : -1;
    }
    sums_.resize(static_cast<std::size_t>(columns_) * kSpectrogramBands);
    blocks_.resize(static_cast<std::size_t>(columns_));
    const double blocks = static_cast<double>(frames_) / kBlock / columns_;
    stride_ = static_cast<std::int64_t>(std::max(1.0, std::floor(blocks / kBlocksOfColumn)));
  }

  /// The next kBlock frames, interleaved; the last block may be shorter.
  void take(std::span<const float> samples, std::size_t channels) {
    const std::int64_t block = seen_++;
    if (block % stride_ != 0 || samples.empty()) return;
    const std::span<float> in = transform_.samples();
    for (std::size_t i = 0; i < kBlock; ++i) {
      float sum = 0;
      for (std::size_t c = 0; c < channels && i * channels < samples.size(); ++c) sum += samples[i * channels + c];
      in[i] = sum / static_cast<float>(channels) * window_[i];
    }
    transform_.forward();
    const auto column = static_cast<std::size_t>(
        std::min<std::int64_t>(block * static_cast<std::int64_t>(kBlock) * columns_ / frames_, columns_ - 1));
    ++blocks_[column];
    for (std::size_t i = 0; i < band_.size(); ++i) {
      if (band_[i] < 0) continue;
      double& sum = sums_[column * kSpectrogramBands + static_cast<std::size_t>(band_[i])];
      sum += static_cast<double>(std::norm(transform_.bins()[i]));
    }
  }

  int columns() const { return columns_; }

  std::string text() const {
    constexpr double kFullScale = kBlock * kBlock / 16.0;  // a sine's power in its bin under a Hann window
    std::string text;
    text.reserve(sums_.size());
    for (std::size_t i = 0; i < sums_.size(); ++i) {
      const double power = sums_[i] / std::max(blocks_[i / kSpectrogramBands], 1) / kFullScale;
      // Bands narrower than a bin may be empty: they look like the one below them.
      const bool empty = sums_[i] == 0 && i % kSpectrogramBands > 0 && blocks_[i / kSpectrogramBands] > 0;
      text += empty ? text.back() : page_digit(static_cast<int>(std::lround(10 * std::log10(power + 1e-12) - kFloor)));
    }
    return text;
  }

 private:
  int columns_;
  std::int64_t frames_;
  std::int64_t stride_ = 1;
  std::int64_t seen_ = 0;
  Fourier transform_;
  std::array<float, kBlock> window_{};
  std::array<int, kBlock / 2 + 1> band_{};
  std::vector<double> sums_;
  std::vector<int> blocks_;
};

}  // namespace

char page_digit(int value) {
  constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  return kDigits[static_cast<std::size_t>(std::clamp(value, 0, 63))];
}

PageAudio page_audio(const fs::path& master, const fs::path& folder, const StopFlag& stop) {
  PageAudio sound;
  sound.file = fmt::format("audio/{}.{}.mp3", master.stem().string(), hash_file(master).substr(0, kHashDigits));
  SoundReader reader(master);
  const auto channels = static_cast<std::size_t>(reader.channels());
  Spectrogram spectrogram(reader.frames(), reader.rate());
  std::vector<float> block(kBlock * channels);
  make_folder(folder / "audio");
  std::optional<PendingFile> file;
  std::optional<PageEncoder> encoder;
  if (!fs::exists(folder / sound.file)) {
    file.emplace(folder / sound.file);
    encoder.emplace(file->path(), reader.channels(), reader.rate());
  }
  for (std::size_t frames = reader.read(block); frames > 0; frames = reader.read(block)) {
    stop.check();
    const std::span<const float> got(block.data(), frames * channels);
    spectrogram.take(got, channels);
    if (encoder) encoder->take(got);
  }
  if (encoder) {
    encoder->finish();
    file->keep();
  }
  sound.columns = spectrogram.columns();
  sound.spectrogram = spectrogram.text();
  return sound;
}

std::string page_takes(const std::vector<synthesis::TakeId>& ids, const synthesis::TakeStore& store,
                       const fs::path& folder) {
  if (ids.empty()) return {};
  ContentHash hash;
  for (const synthesis::TakeId& id : ids) hash.add(id);
  std::string name = fmt::format("audio/take.{}.mp3", hash.hex().substr(0, kHashDigits));
  if (fs::exists(folder / name)) return name;
  PendingFile file(folder / name);
  SoundWriter writer(file.path(), {Container::mp3, 1, kTakesRate, kBitRate}, AudioTags{});
  for (const synthesis::TakeId& id : ids) {
    const auto take = store.load(id);
    if (!take) return {};
    if (take->rate == kTakesRate) {
      writer.write(std::span<const std::int16_t>(take->samples));
    } else {
      writer.write(std::span<const float>(mix::resample(take->samples, take->rate, kTakesRate)));
    }
  }
  writer.finish();
  file.keep();
  return name;
}

}  // namespace sotto::report
