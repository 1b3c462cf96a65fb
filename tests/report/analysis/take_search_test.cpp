#include "report/analysis/take_search.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "support/signals.h"

namespace sotto::analysis {
namespace {

Sound voice(std::uint64_t seed) {
  Sound sound(22050);
  for (auto& channel : sound.channels) channel = sotto::testing::noise(0.2, 22050, seed);
  return sound;
}

/// A minute of a master with the voice at these frames, over a bed.
class Master {
 public:
  explicit Master(const std::vector<std::size_t>& places) {
    for (std::size_t c = 0; c < 2; ++c) sound_.channels[c] = sotto::testing::noise(0.02, 60 * 44100, 20 + c);
    const Sound take = voice(1);
    for (const std::size_t place : places) {
      for (std::size_t c = 0; c < 2; ++c) {
        for (std::size_t i = 0; i < take.frames(); ++i) sound_.channels[c][place + i] += take.channels[c][i];
      }
    }
  }
  Sound read(std::int64_t first, std::int64_t count) const {
    Sound part(static_cast<std::size_t>(count));
    for (std::int64_t i = 0; i < count; ++i) {
      const std::int64_t at = first + i;
      if (at < 0 || at >= static_cast<std::int64_t>(sound_.frames())) continue;
      for (std::size_t c = 0; c < 2; ++c) {
        part.channels[c][static_cast<std::size_t>(i)] = sound_.channels[c][static_cast<std::size_t>(at)];
      }
    }
    return part;
  }
  std::optional<std::int64_t> find(std::int64_t planned, const Shifts& shifts = {}) const {
    return find_take([&](std::int64_t first, std::int64_t count) { return read(first, count); }, planned, shifts,
                     voice(1));
  }

 private:
  Sound sound_{60 * 44100};
};

TEST(TakeSearch, FindsATakeToTheFrame) {
  EXPECT_EQ(Master({500123}).find(441000), 500123 - 441000);
  EXPECT_EQ(Master({300001}).find(441000), 300001 - 441000);
}

TEST(TakeSearch, FindsNothingThatIsNotThere) { EXPECT_EQ(Master({}).find(441000), std::nullopt); }

TEST(TakeSearch, OfTwoThatAreAlikeTakesTheOneWhereTheOthersAre) {
  const Master twice({400000, 700000});
  EXPECT_EQ(twice.find(441000), 400000 - 441000);
  EXPECT_EQ(twice.find(441000, {250000, 250000}), 700000 - 441000);
  EXPECT_EQ(twice.find(441000, {900000, 250000}), 700000 - 441000);
}

TEST(TakeSearch, LikenessIsOneOfTheSameSoundAndNoneOfAnother) {
  EXPECT_NEAR(likeness(voice(1), voice(1)), 1, 1e-6);
  EXPECT_LT(likeness(voice(1), voice(2)), 0.05);
  EXPECT_EQ(likeness(Sound(100), Sound(100)), 0);
  // A channel that is missing does not hide it.
  Sound left = voice(1);
  std::fill(left.channels[1].begin(), left.channels[1].end(), 0.0F);
  EXPECT_NEAR(likeness(left, voice(1)), 1, 1e-6);
}

}  // namespace
}  // namespace sotto::analysis
