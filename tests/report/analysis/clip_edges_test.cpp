#include "report/analysis/clip_edges.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace sotto::analysis {
namespace {

/// A tone that swells and dies away as a word does, faded over the 4 ms at both ends.
std::vector<std::int16_t> word() {
  constexpr std::size_t kClipLength = 11025;
  constexpr double kFade = 88;
  std::vector<std::int16_t> samples(kClipLength);
  for (std::size_t i = 0; i < kClipLength; ++i) {
    const auto at = static_cast<double>(i);
    const auto rest = static_cast<double>(kClipLength - 1 - i);
    const double swell = std::min({1.0, 0.3 + at / 1000, rest / 3000});
    const double fade = std::min({1.0, at / kFade, rest / kFade});
    samples[i] = static_cast<std::int16_t>(12000 * swell * fade * std::sin(0.06 * at + 1));
  }
  return samples;
}

TEST(ClipEdges, OfAWholeTakeAreSilent) {
  const ClipEdges ends = clip_edges(word(), {22050});
  EXPECT_LT(ends.edge(), 0.02);
  EXPECT_LT(ends.last, 0.03);
}

TEST(ClipEdges, OfATakeThatWasCutAreNot) {
  const std::vector<std::int16_t> whole = word();
  const std::span<const std::int16_t> take(whole);
  EXPECT_GT(clip_edges(take.subspan(2205), {22050}).begin, 0.2);
  EXPECT_LT(clip_edges(take.subspan(2205), {22050}).end, 0.02);
  EXPECT_GT(clip_edges(take.first(take.size() - 2205), {22050}).end, 0.2);
  EXPECT_GT(clip_edges(take.first(take.size() - 2205), {22050}).last, 0.2);
}

TEST(ClipEdges, AreTheSameAtAnyLevel) {
  std::vector<std::int16_t> soft = word();
  const double loud = clip_edges(std::span<const std::int16_t>(soft).subspan(2205), {22050}).begin;
  for (std::int16_t& x : soft) x = static_cast<std::int16_t>(x / 10);
  EXPECT_NEAR(clip_edges(std::span<const std::int16_t>(soft).subspan(2205), {22050}).begin, loud, 0.01);
}

TEST(ClipEdges, OfNextToNothingAreNotJudged) {
  const std::vector<std::int16_t> tick(100, 20000);
  EXPECT_EQ(clip_edges(tick, {22050}).edge(), 0);
  EXPECT_EQ(clip_edges({}, {22050}).last, 0);
}

}  // namespace
}  // namespace sotto::analysis
