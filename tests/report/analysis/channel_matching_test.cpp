// What was done to the channels of a sound is found out, also under a bed of its own sides, and put right.

#include "report/analysis/channel_matching.h"

#include <gtest/gtest.h>

#include <string>

#include "support/signals.h"

namespace sotto::analysis {
namespace {

using testing::correlation;
using testing::noise;

constexpr std::size_t kFrames = 22050;

/// A voice beside the middle.
Sound voice_at(double left, double right, std::uint64_t seed) {
  const std::vector<float> mono = noise(0.3, kFrames, seed);
  Sound sound(kFrames);
  for (std::size_t i = 0; i < kFrames; ++i) {
    sound.channels[0][i] = static_cast<float>(left) * mono[i];
    sound.channels[1][i] = static_cast<float>(right) * mono[i];
  }
  return sound;
}

/// As it is in a master: over a bed, at another level.
Sound mastered(Sound sound, const Channels& as, double bed = 0.03) {
  put_right(sound, {false, as.inverted});
  put_right(sound, {as.swapped, {}});
  for (std::size_t c = 0; c < 2; ++c) {
    const std::vector<float> rain = noise(bed, kFrames, 100 + c);
    for (std::size_t i = 0; i < kFrames; ++i) sound.channels[c][i] = 1.4F * sound.channels[c][i] + rain[i];
  }
  return sound;
}

std::string told(const Channels& channels) {
  return std::string(channels.swapped ? "swapped " : "") + (channels.inverted[0] ? "-" : "+") +
         (channels.inverted[1] ? "-" : "+");
}

TEST(Channels, AreFoundAsTheyWereMade) {
  for (const bool swapped : {false, true}) {
    for (const bool left : {false, true}) {
      for (const bool right : {false, true}) {
        const Channels made{swapped, {left, right}};
        const Sound voice = voice_at(0.8, 0.6, 1);
        Sound master = mastered(voice, made);
        const Channels found = ChannelMatcher().hear(master, voice);
        EXPECT_EQ(told(found), told(made));
        put_right(master, found);
        for (std::size_t c = 0; c < 2; ++c) EXPECT_GT(correlation(master.channels[c], voice.channels[c]), 0.95);
      }
    }
  }
}

TEST(Channels, HaveNoSidesWhileEverybodyIsInTheMiddle) {
  ChannelMatcher finder;
  for (std::uint64_t take = 1; take <= 5; ++take) {
    const Sound voice = voice_at(0.7, 0.7, take);
    EXPECT_EQ(told(finder.hear(mastered(voice, {true, {}}, 0.1), voice)), "++") << take;
  }
  // Somebody beside it tells for all that comes after.
  const Sound aside = voice_at(0.85, 0.5, 6);
  finder.hear(mastered(aside, {true, {}}), aside);
  const Sound voice = voice_at(0.7, 0.7, 7);
  EXPECT_EQ(told(finder.hear(mastered(voice, {true, {}}), voice)), "swapped ++");
}

TEST(Channels, StayAsTheyWereWhereATakeIsNotHeard) {
  ChannelMatcher finder;
  const Sound voice = voice_at(0.8, 0.6, 1);
  finder.hear(mastered(voice, {false, {true, true}}), voice);
  EXPECT_EQ(told(finder.hear(mastered(voice_at(0.8, 0.6, 2), {}), voice)), "--");
  EXPECT_EQ(told(finder.hear(Sound(kFrames), voice)), "--");
}

TEST(Channels, OneThatIsSilentIsNeitherSwappedNorInverted) {
  const Sound voice = voice_at(0.5, 0.85, 1);
  Sound master = voice;
  std::fill(master.channels[1].begin(), master.channels[1].end(), 0.0F);
  EXPECT_EQ(told(ChannelMatcher().hear(master, voice)), "++");
}

}  // namespace
}  // namespace sotto::analysis
