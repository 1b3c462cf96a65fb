#include "mix/ambience_bed.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "shared/audio.h"
#include "shared/loudness.h"
#include "support/signals.h"

namespace sotto::mix {
namespace {

constexpr std::int64_t kSecond = 44100;

struct Stereo {
  std::vector<float> left;
  std::vector<float> right;
  bool operator==(const Stereo&) const = default;
};

document::AmbienceSettings settings() {
  document::AmbienceSettings settings;
  settings.duck = {0};
  settings.scene.gusts = 0;
  return settings;
}

AmbienceCue cue(double at, const document::AmbienceChange& change) { return {frames({at}, kMasterRate), change}; }

document::AmbienceChange to_street() {
  document::AmbienceChange change;
  change.surface = document::Surface::street;
  return change;
}

constexpr BedPosition kMiddle{.start = 5, .fade_in = false, .fade_out = false};

Stereo bed(const Timeline& timeline, const document::AmbienceSettings& s, std::size_t block = 4096,
           const BedPosition& place = kMiddle) {
  AmbienceBed source(timeline, s, place, Lufs{-20});
  const auto length = static_cast<std::size_t>(timeline.length);
  Stereo out{std::vector<float>(length), std::vector<float>(length)};
  for (std::size_t at = 0; at < length; at += block) {
    const std::size_t count = std::min(block, length - at);
    source.render(static_cast<std::int64_t>(at), std::span(out.left).subspan(at, count),
                  std::span(out.right).subspan(at, count));
  }
  return out;
}

double level(const Stereo& s, std::int64_t from, std::int64_t count) {
  return 20 * std::log10(testing::rms(
                  std::span(s.left).subspan(static_cast<std::size_t>(from), static_cast<std::size_t>(count))));
}

TEST(AmbienceBed, ScenesAreCrossfadedInAnyBlocks) {
  Timeline timeline;
  timeline.length = 20 * kSecond;
  timeline.ambience = {cue(8, to_street())};
  const Stereo out = bed(timeline, settings());
  EXPECT_EQ(bed(timeline, settings(), 1000), out);
  Timeline plain = timeline;
  plain.ambience.clear();
  const Stereo before = bed(plain, settings());
  document::AmbienceSettings other = settings();
  other.scene.surface = document::Surface::street;
  const Stereo after = bed(plain, other);
  const auto same = [&](const Stereo& one, std::int64_t from, std::int64_t to) {
    for (auto f = static_cast<std::size_t>(from); f < static_cast<std::size_t>(to); ++f) {
      if (one.left[f] != out.left[f] || one.right[f] != out.right[f]) return false;
    }
    return true;
  };
  EXPECT_TRUE(same(before, 0, 6 * kSecond));
  EXPECT_TRUE(same(after, 10 * kSecond + 4096, 20 * kSecond));
}

/// In the middle of the fade the power is the mean of both: nothing sags, nothing swells.
TEST(AmbienceBed, CrossfadesKeepThePower) {
  Timeline timeline;
  timeline.length = 20 * kSecond;
  timeline.ambience = {cue(8, to_street())};
  const Stereo out = bed(timeline, settings());
  const double before = std::pow(10, level(out, 2 * kSecond, 4 * kSecond) / 10);
  const double after = std::pow(10, level(out, 12 * kSecond, 6 * kSecond) / 10);
  EXPECT_NEAR(level(out, 7 * kSecond, 2 * kSecond), 10 * std::log10((before + after) / 2), 0.7);
}

TEST(AmbienceBed, ThreeChangesWithinABreath) {
  Timeline timeline;
  timeline.length = 20 * kSecond;
  document::AmbienceChange leaves;
  leaves.surface = document::Surface::leaves;
  document::AmbienceChange roof;
  roof.surface = document::Surface::roof;
  timeline.ambience = {cue(8, to_street()), cue(9, leaves), cue(9.5, roof)};
  const Stereo out = bed(timeline, settings());
  EXPECT_EQ(bed(timeline, settings(), 777), out);
  document::AmbienceSettings other = settings();
  other.scene.surface = document::Surface::roof;
  timeline.ambience.clear();
  const Stereo after = bed(timeline, other);
  for (std::size_t f = 12 * kSecond; f < 20 * kSecond; ++f) ASSERT_EQ(out.left[f], after.left[f]);
}

TEST(AmbienceBed, ScenesDifferInLevelByWhatTheyAre) {
  Timeline timeline;
  timeline.length = 40 * kSecond;
  document::AmbienceChange change;
  const auto changes_by = [&](double to) {
    change.intensity = to;
    timeline.ambience = {cue(20, change)};
    const Stereo out = bed(timeline, settings());
    return level(out, 24 * kSecond, 15 * kSecond) - level(out, 0, 15 * kSecond);
  };
  EXPECT_NEAR(changes_by(0.35), 20 * std::log10(0.7), 0.8);
  // Under speech the bed stays between 28 LU down and 25.5 or what the book's own level is, here 22.
  EXPECT_NEAR(changes_by(0.1), -6, 0.8);
  EXPECT_NEAR(changes_by(1), 0, 1.2);
  change.intensity = 0;
  timeline.ambience = {cue(20, change)};
  const Stereo stopped = bed(timeline, settings());
  for (std::size_t f = 23 * kSecond; f < 40 * kSecond; ++f) ASSERT_EQ(stopped.left[f], 0);
}

TEST(AmbienceBed, TheSceneGoesOnInTheNextChapter) {
  Timeline timeline;
  document::AmbienceChange quieter;
  quieter.intensity = 0.2;
  timeline.ambience = {cue(1, to_street()), cue(2, quieter)};
  const document::AmbienceScene last = last_scene(timeline, {});
  EXPECT_EQ(last.surface, document::Surface::street);
  EXPECT_EQ(last.intensity, 0.2);
  EXPECT_EQ(last.place, document::AmbienceScene{}.place);
}

/// The end of a chapter is what lies before the next one in the endless ambience; up to there it is its own, as loud.
TEST(AmbienceBed, PassesIntoTheNextChapter) {
  Timeline timeline;
  timeline.length = 20 * kSecond + 1234;
  const std::int64_t next = 1'000'000'000;
  BedPosition place = kMiddle;
  place.next = next;
  const Stereo out = bed(timeline, settings(), 4096, place);
  EXPECT_EQ(bed(timeline, settings(), 1001, place), out);
  place.next.reset();
  const Stereo here = bed(timeline, settings(), 4096, place);
  place.start = next - timeline.length;
  const Stereo there = bed(timeline, settings(), 4096, place);
  const auto length = static_cast<std::size_t>(timeline.length);
  for (std::size_t f = 0; f + kSecond < length; ++f) ASSERT_EQ(out.left[f], here.left[f]) << f;
  for (std::size_t f = length - 20; f < length; ++f) ASSERT_NEAR(out.right[f], there.right[f], 1e-4) << f;
  const double mean =
      (level(here, timeline.length - kSecond, kSecond) + level(there, timeline.length - kSecond, kSecond)) / 2;
  EXPECT_NEAR(level(out, timeline.length - kSecond, kSecond), mean, 0.5);
}

/// What one chapter does not know of, another cannot go on with: a fade is over at their border.
TEST(AmbienceBed, FadesEndWhereTheNextChapterBegins) {
  Timeline timeline;
  timeline.length = 12 * kSecond;
  document::AmbienceChange slow = to_street();
  slow.fade = {8};
  timeline.ambience = {cue(1, slow)};
  document::AmbienceChange slow_back;
  slow_back.surface = document::Surface::window;
  slow_back.fade = {8};
  timeline.ambience.push_back(cue(11, slow_back));
  const Stereo out = bed(timeline, settings());
  timeline.ambience.clear();
  const Stereo window = bed(timeline, settings());
  EXPECT_EQ(out.left.front(), window.left.front());
  EXPECT_NEAR(out.left.back(), window.left.back(), 1e-4);
}

}  // namespace
}  // namespace sotto::mix
