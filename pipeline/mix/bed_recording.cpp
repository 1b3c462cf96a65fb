// Pass k begins at k * stride + jitter(k), so that any frame finds its pass without counting all before it. Two passes
// are faded by a quarter of a circle, sine and cosine: two places of a recording of rain, wind or a fire have nothing
// in common, so that their powers add, and the sum of both is as loud as either. Where a pass ends follows from where
// the next one begins; its offset is any that leaves enough of the recording.

#include "mix/bed_recording.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <numbers>
#include <optional>

#include "mix/rain.h"
#include "mix/resampler.h"
#include "mix/splitmix.h"
#include "shared/audio.h"
#include "shared/failure.h"
#include "shared/files.h"
#include "shared/hash.h"
#include "shared/loudness.h"

namespace sotto::mix {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kReadBlock = 8192;
constexpr Seconds kLongestFade{4};

enum class Drawn : std::uint64_t { jitter = 1, fade, offset };

/// A number from 0 up to (excluding) `end`, by the seed, what it is for, and the pass.
std::int64_t draw(std::uint64_t seed, Drawn what, std::int64_t pass, std::int64_t end) {
  const std::uint64_t x = mix_bits(seed * kSplitmixStep + static_cast<std::uint64_t>(what) * 0xD1B54A32D192ED03U +
                                   static_cast<std::uint64_t>(pass) * 0x8CB92BA72F3D8DD7U);
  return static_cast<std::int64_t>(x % static_cast<std::uint64_t>(std::max<std::int64_t>(end, 1)));
}

/// Rates at which sound is kept.
constexpr Hertz kLowestRate{8000};
constexpr Hertz kHighestRate{192'000};

/// No recording has such samples (24 dB over full scale); one alone would decide the bed's loudness.
constexpr float kLargestSample = 16;

/// What is wrong with samples of a file, the first of which is at a frame of it; empty: nothing.
std::string examine(std::span<const float> samples, std::size_t channels, std::int64_t first, Hertz rate) {
  // Written as "not below", because a NaN is below nothing.
  const auto wrong =
      std::find_if(samples.begin(), samples.end(), [](float sample) { return !(std::abs(sample) <= kLargestSample); });
  if (wrong == samples.end()) return {};
  const std::int64_t frame = first + (wrong - samples.begin()) / static_cast<std::ptrdiff_t>(channels);
  const double time = seconds(frame, rate).value;
  if (!std::isfinite(*wrong)) return fmt::format("it is damaged: at {:.2f} s a sample is no finite number", time);
  return fmt::format("at {:.2f} s a sample is {:.3g} times full scale; at most {:g} is a recording's", time,
                     std::abs(*wrong), kLargestSample);
}

/// The sound of a file as stereo at the master's rate, block by block, up to the longest that is used. Returns what is
/// wrong with the file; empty: nothing.
template <typename Use>
std::string convert(SoundReader& reader, const StopFlag& stop, const Use& use) {
  const auto channels = static_cast<std::size_t>(reader.channels());
  StreamResampler resampler(2, reader.rate(), kMasterRate);
  std::vector<float> read(kReadBlock * channels);
  std::vector<float> stereo;
  std::vector<float> out;
  std::int64_t left = frames(kLongestRecording, kMasterRate);
  std::int64_t position = 0;
  for (bool last = false; !last && left > 0;) {
    stop.check();
    std::size_t count = 0;
    try {
      count = reader.read(read);
    } catch (const MachineFailure& failure) {
      return fmt::format("it is damaged at {:.2f} s: {}", seconds(position, reader.rate()).value, failure.what());
    }
    const auto got = std::span<const float>(read).first(count * channels);
    if (std::string wrong = examine(got, channels, position, reader.rate()); !wrong.empty()) return wrong;
    position += static_cast<std::int64_t>(count);
    last = count < kReadBlock;
    stereo.clear();
    for (std::size_t i = 0; i < count; ++i) {
      stereo.insert(stereo.end(), {read[i * channels], read[i * channels + channels - 1]});
    }
    out.clear();
    resampler.process(stereo, last, out);
    out.resize(std::min(out.size(), static_cast<std::size_t>(2 * left)));
    left -= static_cast<std::int64_t>(out.size() / 2);
    use(out);
  }
  return {};
}

}  // namespace

std::string prepare_recording(const fs::path& source, const fs::path& prepared, const StopFlag& stop) {
  std::optional<SoundReader> reader;
  try {
    reader.emplace(source);
  } catch (const MachineFailure& failure) {
    return failure.what();
  }
  if (reader->channels() > 2) return fmt::format("it has {} channels", reader->channels());
  if (reader->rate() < kLowestRate || kHighestRate < reader->rate()) {
    return fmt::format("its rate is {:g} Hz; a bed has {:g} to {:g} Hz", reader->rate().value, kLowestRate.value,
                       kHighestRate.value);
  }
  const SoundFormat format{Container::float_wav, 2, kMasterRate, 0};
  // Once at its own level, to measure it; then at its final one. Converting twice would cost more.
  PendingFile raw(fs::path(prepared).concat(".raw"));
  LoudnessMeter meter(2, kMasterRate);
  std::int64_t length = 0;
  {
    SoundWriter writer(raw.path(), format, {});
    const std::string wrong = convert(*reader, stop, [&](std::span<const float> samples) {
      meter.add(samples);
      writer.write(samples);
      length += static_cast<std::int64_t>(samples.size() / 2);
    });
    if (!wrong.empty()) return wrong;
    writer.finish();
  }
  const Seconds lasts = seconds(length, kMasterRate);
  if (lasts < kShortestRecording) {
    return fmt::format("it lasts {:.1f} s; a bed needs at least {:g}", lasts.value, kShortestRecording.value);
  }
  const auto loudness = meter.integrated();
  if (!loudness) return "there is nothing to hear in it";
  const auto gain = static_cast<float>(amplitude(kRainLoudness - *loudness));
  SoundReader again(raw.path());
  PendingFile file(prepared);
  SoundWriter writer(file.path(), format, {});
  std::vector<float> block(2 * kReadBlock);
  for (std::size_t count = again.read(block); count > 0; count = again.read(block)) {
    stop.check();
    const auto samples = std::span(block).first(2 * count);
    for (float& sample : samples) sample *= gain;
    writer.write(std::span<const float>(samples));
  }
  writer.finish();
  file.keep();
  return {};
}

std::string recording_content(const std::filesystem::path& source) {
  return ContentHash().add(kRecordingVersion).add(hash_file(source)).hex();
}

std::filesystem::path recordings_in(const std::filesystem::path& cache) { return cache / "beds"; }

std::filesystem::path prepared_recording(const std::filesystem::path& recordings, const std::string& content) {
  return recordings / (content + ".wav");
}

BedRecording::BedRecording(const fs::path& prepared, int seed)
    : reader_(prepared), seed_(static_cast<std::uint64_t>(static_cast<std::int64_t>(seed))) {
  const std::int64_t length = reader_.frames();
  if (reader_.channels() != 2 || length < frames(kShortestRecording, kMasterRate)) {
    throw MachineFailure(fmt::format("{} is not as it was prepared; remove it, and run again", prepared.string()));
  }
  longest_fade_ = std::min(frames(kLongestFade, kMasterRate), length / 4);
  jitter_ = length / 8;
  stride_ = length - jitter_ - longest_fade_;
}

std::int64_t BedRecording::begin_of(std::int64_t number) const {
  return number * stride_ + draw(seed_, Drawn::jitter, number, jitter_);
}

std::int64_t BedRecording::fade_of(std::int64_t number) const {
  return longest_fade_ / 2 + draw(seed_, Drawn::fade, number, longest_fade_ / 2);
}

BedRecording::Pass BedRecording::pass(std::int64_t number) const {
  const std::int64_t begin = begin_of(number);
  const std::int64_t heard = begin_of(number + 1) + fade_of(number + 1) - begin;
  return {begin, fade_of(number), draw(seed_, Drawn::offset, number, reader_.frames() - heard + 1)};
}

void BedRecording::render(std::int64_t first, std::span<float> left, std::span<float> right) {
  assert(first >= 0 && left.size() == right.size());
  std::fill(left.begin(), left.end(), 0.0F);
  std::fill(right.begin(), right.end(), 0.0F);
  const std::int64_t last = first + static_cast<std::int64_t>(left.size());
  // The pass that has come in latest may begin in this stride or, later than `first`, in the one before; the one before
  // that may still go out.
  for (std::int64_t number = first / stride_ - 2; begin_of(number) < last; ++number) add(number, first, left, right);
}

/// Adds what of a pass falls into the frames from `first` on.
void BedRecording::add(std::int64_t number, std::int64_t first, std::span<float> left, std::span<float> right) {
  const Pass here = pass(number);
  const std::int64_t goes = begin_of(number + 1);
  const std::int64_t fade_out = fade_of(number + 1);
  const std::int64_t from = std::max(first, here.begin);
  const std::int64_t to = std::min(first + static_cast<std::int64_t>(left.size()), goes + fade_out);
  if (from >= to) return;
  const std::int64_t place = here.offset + from - here.begin;
  const auto count = static_cast<std::size_t>(to - from);
  if (position_ != place) reader_.seek(place);
  buffer_.resize(2 * count);
  const std::size_t got = reader_.read(buffer_);
  std::fill(buffer_.begin() + static_cast<std::ptrdiff_t>(2 * got), buffer_.end(), 0.0F);
  position_ = place + static_cast<std::int64_t>(got);
  const auto angle = [](std::int64_t done, std::int64_t of) {
    return (static_cast<double>(done) + 0.5) / static_cast<double>(of) * (std::numbers::pi / 2);
  };
  for (std::size_t i = 0; i < count; ++i) {
    const std::int64_t frame = from + static_cast<std::int64_t>(i);
    double gain = 1;
    if (frame < here.begin + here.fade) gain *= std::sin(angle(frame - here.begin, here.fade));
    if (frame >= goes) gain *= std::cos(angle(frame - goes, fade_out));
    const auto place_out = static_cast<std::size_t>(frame - first);
    left[place_out] += static_cast<float>(gain) * buffer_[2 * i];
    right[place_out] += static_cast<float>(gain) * buffer_[2 * i + 1];
  }
}

}  // namespace sotto::mix
