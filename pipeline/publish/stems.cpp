#include "publish/stems.h"

#include <algorithm>
#include <cassert>
#include <limits>

#include "publish/dither.h"

namespace sotto::publish {

namespace {

namespace fs = std::filesystem;

/// Half-way through the numbers of the noise, so that the voices' dither is never the master's within seven hours.
constexpr std::int64_t kOwnNoise = std::int64_t{1} << 31;

fs::path beside(fs::path master, const char* ending) { return master.replace_extension(ending); }

std::int16_t difference(std::int16_t a, std::int16_t b) {
  using Limits = std::numeric_limits<std::int16_t>;
  return static_cast<std::int16_t>(std::clamp(a - b, int{Limits::min()}, int{Limits::max()}));
}

}  // namespace

StemPaths::StemPaths(const fs::path& master)
    : voices(beside(master, ".voices.wav")), ambience(beside(master, ".ambience.wav")) {}

StemsWriter::StemsWriter(const StemPaths& paths, int channels, Hertz rate, const AudioTags& tags)
    : channels_(static_cast<std::size_t>(channels)),
      voices_file_(paths.voices),
      ambience_file_(paths.ambience),
      voices_(voices_file_.path(), {Container::wav, channels, rate, 0}, tags),
      ambience_(ambience_file_.path(), {Container::wav, channels, rate, 0}, tags) {}

void StemsWriter::queue(std::span<const float> voices) { queued_.insert(queued_.end(), voices.begin(), voices.end()); }

void StemsWriter::write(std::span<const std::int16_t> master, std::span<const float> gains) {
  assert(master.size() == gains.size() * channels_ && master.size() <= queued_.size());
  limited_.resize(master.size());
  for (std::size_t i = 0; i < master.size(); ++i) limited_[i] = queued_[i] * gains[i / channels_];
  queued_.erase(queued_.begin(), queued_.begin() + static_cast<std::ptrdiff_t>(master.size()));
  voice_words_.resize(master.size());
  ambience_words_.resize(master.size());
  quantise(limited_, written_ + kOwnNoise, voice_words_);
  std::transform(master.begin(), master.end(), voice_words_.begin(), ambience_words_.begin(), difference);
  voices_.write(std::span<const std::int16_t>(voice_words_));
  ambience_.write(std::span<const std::int16_t>(ambience_words_));
  written_ += static_cast<std::int64_t>(master.size());
}

std::vector<std::string> StemsWriter::finish() { return {voices_.finish(), ambience_.finish()}; }

void StemsWriter::keep() {
  voices_file_.keep();
  ambience_file_.keep();
}

}  // namespace sotto::publish
