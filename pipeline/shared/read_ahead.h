#pragma once

/// A source that is read by a thread of its own, a few blocks ahead of whoever reads it: what makes the sound and what
/// becomes of it are then at work at the same time.

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
  /// Throws what the source threw, when its place is reached.
  std::size_t read(std::span<float> out) override;
  void rewind() override;

 private:
  class Reader;
  std::unique_ptr<AudioSource> source_;
  std::unique_ptr<Reader> reader_;  ///< from the first read on
};

}  // namespace sotto
