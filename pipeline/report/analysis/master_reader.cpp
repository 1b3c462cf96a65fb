#include "report/analysis/master_reader.h"

#include <algorithm>
#include <span>

namespace sotto::analysis {

Sound MasterReader::read(std::int64_t first, std::int64_t count) {
  Sound sound(static_cast<std::size_t>(count));
  const std::int64_t from = std::clamp<std::int64_t>(first, 0, file_.frames());
  const std::int64_t to = std::clamp<std::int64_t>(first + count, from, file_.frames());
  if (from == to) return sound;
  if (from != position_) file_.seek(from);
  const auto channels = static_cast<std::size_t>(file_.channels());
  buffer_.resize(kPiece * channels);
  for (position_ = from; position_ < to;) {
    const std::size_t wanted = std::min(kPiece, static_cast<std::size_t>(to - position_));
    const std::size_t got = file_.read(std::span(buffer_).first(wanted * channels));
    if (got == 0) break;
    const auto offset = static_cast<std::size_t>(position_ - first);
    for (std::size_t c = 0; c < 2; ++c) {
      const auto dc = static_cast<float>(dc_[c]);
      const std::size_t source = std::min(c, channels - 1);
      for (std::size_t i = 0; i < got; ++i) sound.channels[c][offset + i] = buffer_[i * channels + source] - dc;
    }
    position_ += static_cast<std::int64_t>(got);
  }
  return sound;
}

Mixed read_mix(AudioSource& mix, std::int64_t count, std::vector<float>& buffer) {
  const auto frames = static_cast<std::size_t>(std::max<std::int64_t>(count, 0));
  Mixed mixed{Sound(frames), Sound(frames)};
  buffer.resize(4 * kPiece);
  for (std::size_t done = 0; done < frames;) {
    const std::size_t wanted = std::min(kPiece, frames - done);
    const std::size_t got = mix.read(std::span(buffer).first(4 * wanted));
    if (got == 0) break;
    for (std::size_t i = 0; i < got; ++i) {
      for (std::size_t c = 0; c < 2; ++c) {
        const float voice = buffer[4 * i + 2 + c];
        mixed.voice.channels[c][done + i] = voice;
        mixed.bed.channels[c][done + i] = buffer[4 * i + c] - voice;
      }
    }
    done += got;
  }
  return mixed;
}

}  // namespace sotto::analysis
