#include "shared/read_ahead.h"

#include <pthread.h>

#include <algorithm>
#include <array>
#include <exception>
#include <semaphore>
#include <thread>
#include <utility>
#include <vector>

namespace sotto {

/// Blocks go round: the thread fills those that are free, the other side empties them in the same order.
class ReadAhead::Reader {
 public:
  explicit Reader(AudioSource& source)
      : channels_(static_cast<std::size_t>(source.channels())),
        thread_([this, &source](const std::stop_token& stop) { fill(source, stop); }) {}
  ~Reader() {
    thread_.request_stop();
    free_.release();
  }
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  std::size_t read(std::span<float> out) {
    std::size_t done = 0;
    while (done < out.size() && !over_) {
      if (!held_) {
        full_.acquire();
        held_ = true;
        place_ = 0;
        if (here().failure) std::rethrow_exception(here().failure);
      }
      const std::vector<float>& samples = here().samples;
      const std::size_t count = std::min(out.size() - done, samples.size() - place_);
      std::copy_n(samples.begin() + static_cast<std::ptrdiff_t>(place_), count,
                  out.begin() + static_cast<std::ptrdiff_t>(done));
      done += count;
      place_ += count;
      if (place_ < samples.size()) continue;
      over_ = samples.size() < kBlockFrames * channels_;
      held_ = false;
      ++number_;
      free_.release();
    }
    return done / channels_;
  }

 private:
  static constexpr std::size_t kBlockFrames = 16384;
  static constexpr std::size_t kBlocks = 3;

  struct Block {
    std::vector<float> samples;  ///< fewer than a block's at the end
    std::exception_ptr failure;
  };

  Block& here() { return blocks_[number_ % kBlocks]; }

  void fill(AudioSource& source, const std::stop_token& stop) {
    ::pthread_setname_np(::pthread_self(), "mix");
    for (std::size_t number = 0;; ++number) {
      free_.acquire();
      if (stop.stop_requested()) return;
      Block& block = blocks_[number % kBlocks];
      try {
        block.samples.resize(kBlockFrames * channels_);
        block.samples.resize(source.read(block.samples) * channels_);
      } catch (...) {
        block.failure = std::current_exception();
      }
      const bool last = block.failure || block.samples.size() < kBlockFrames * channels_;
      full_.release();
      if (last) return;
    }
  }

  std::size_t channels_;
  std::array<Block, kBlocks> blocks_;
  std::counting_semaphore<> free_{kBlocks};
  std::counting_semaphore<> full_{0};
  std::size_t number_ = 0;  ///< of the block that is read
  std::size_t place_ = 0;   ///< in it
  bool held_ = false;
  bool over_ = false;
  std::jthread thread_;  ///< ends before what it uses
};

ReadAhead::ReadAhead(std::unique_ptr<AudioSource> source) : source_(std::move(source)) {}
ReadAhead::~ReadAhead() = default;

std::size_t ReadAhead::read(std::span<float> out) {
  if (!reader_) reader_ = std::make_unique<Reader>(*source_);
  return reader_->read(out);
}

void ReadAhead::rewind() {
  reader_.reset();
  source_->rewind();
}

}  // namespace sotto
