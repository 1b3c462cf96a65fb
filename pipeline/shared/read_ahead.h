#pragma once

/// Reads a source on a thread of its own, a few blocks ahead of the reader, so that producer and consumer of the sound
/// run at the same time.

#include <memory>
#include <optional>

#include "shared/audio.h"

namespace sotto {

class ReadAhead final : public AudioSource {
 public:
  explicit ReadAhead(std::unique_ptr<AudioSource> source);
  ~ReadAhead() override;

  int channels() const override { return source_->channels(); }
  Hertz rate() const override { return source_->rate(); }
  /// Rethrows what the source threw, when the reader reaches that place.
  std::size_t read(std::span<float> out) override;
  void rewind() override;

 private:
  class Reader;
  std::unique_ptr<AudioSource> source_;
  std::unique_ptr<Reader> reader_;  ///< from the first read on
};

}  // namespace sotto
