#include "shared/read_ahead.h"

#include <gtest/gtest.h>

#include <stdexcept>
#include <vector>

namespace sotto {
namespace {

/// Counts: frame n is (n, -n). Fails at frame `fails_at`.
class Counting final : public AudioSource {
 public:
  explicit Counting(std::size_t frames, std::size_t fails_at = SIZE_MAX) : frames_(frames), fails_at_(fails_at) {}
  int channels() const override { return 2; }
  Hertz rate() const override { return kMasterRate; }
  std::size_t read(std::span<float> out) override {
    std::size_t count = 0;
    for (; count < out.size() / 2 && place_ < frames_; ++count, ++place_) {
      if (place_ == fails_at_) throw std::runtime_error("the take is damaged");
      out[2 * count] = static_cast<float>(place_);
      out[2 * count + 1] = -static_cast<float>(place_);
    }
    return count;
  }
  void rewind() override { place_ = 0; }

 private:
  std::size_t frames_;
  std::size_t fails_at_;
  std::size_t place_ = 0;
};

std::vector<float> all_of(AudioSource& source, std::size_t block) {
  std::vector<float> all;
  std::vector<float> samples(2 * block);
  for (std::size_t count = block; count == block;) {
    count = source.read(samples);
    all.insert(all.end(), samples.begin(), samples.begin() + static_cast<std::ptrdiff_t>(2 * count));
  }
  return all;
}

TEST(ReadAhead, HandsOnEverySampleInOrder) {
  for (const std::size_t frames : {0U, 1U, 16383U, 16384U, 16385U, 200000U}) {
    Counting plain(frames);
    const auto expected = all_of(plain, 777);
    for (const std::size_t block : {777U, 8192U, 16384U, 50000U}) {
      ReadAhead ahead(std::make_unique<Counting>(frames));
      EXPECT_TRUE(all_of(ahead, block) == expected) << frames << " in blocks of " << block;
    }
  }
}

TEST(ReadAhead, BeginsAgainFromAnyPlace) {
  ReadAhead ahead(std::make_unique<Counting>(100000));
  const auto first = all_of(ahead, 8192);
  std::vector<float> some(2 * 20000);
  for (int i = 0; i < 3; ++i) {
    ahead.rewind();
    EXPECT_EQ(ahead.read(some), 20000U);
    EXPECT_FLOAT_EQ(some[2 * 19999], 19999);
  }
  ahead.rewind();
  EXPECT_TRUE(all_of(ahead, 8192) == first);
}

TEST(ReadAhead, HandsOnWhatTheSourceThrows) {
  ReadAhead ahead(std::make_unique<Counting>(100000, 70000));
  EXPECT_THROW(all_of(ahead, 8192), std::runtime_error);
}

TEST(ReadAhead, EndsWithoutHavingBeenReadToTheEnd) {
  std::vector<float> some(2);
  for (int i = 0; i < 50; ++i) {
    ReadAhead ahead(std::make_unique<Counting>(1000000));
    if (i % 2 == 0) ahead.read(some);
  }
}

}  // namespace
}  // namespace sotto
