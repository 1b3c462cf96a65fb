#include "report/analysis/decimator.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

namespace sotto::analysis {
namespace {

std::vector<float> sine(double hertz, double rate, std::size_t samples) {
  std::vector<float> sound(samples);
  for (std::size_t i = 0; i < samples; ++i) {
    sound[i] = static_cast<float>(std::sin(2 * std::numbers::pi * hertz * static_cast<double>(i) / rate));
  }
  return sound;
}

/// The largest difference away from the ends, where the filter reaches beyond the sound.
double furthest(const std::vector<float>& a, const std::vector<float>& b) {
  constexpr std::size_t kEnds = 64;
  double most = 0;
  for (std::size_t i = kEnds; i + kEnds < std::min(a.size(), b.size()); ++i) {
    most = std::max(most, std::fabs(static_cast<double>(a[i]) - static_cast<double>(b[i])));
  }
  return most;
}

struct Ratio {
  double from;
  std::size_t down;
  std::size_t up;
};

class Decimators : public ::testing::TestWithParam<Ratio> {};
INSTANTIATE_TEST_SUITE_P(All, Decimators,
                         ::testing::Values(Ratio{44100, 441, 100}, Ratio{22050, 441, 200}, Ratio{44100, 2, 1},
                                           Ratio{44100, 16, 1}));

TEST_P(Decimators, KeepWhatIsLowInTimeAndLevel) {
  const auto [from, down, up] = GetParam();
  const double to = from * static_cast<double>(up) / static_cast<double>(down);
  for (const double share : {0.01, 0.1, 0.5, 0.87}) {
    const double hertz = share * to / 2;
    const std::vector<float> out = Decimator(down, up).whole(sine(hertz, from, 100000));
    EXPECT_EQ(out.size(), (100000 * up + down - 1) / down);
    EXPECT_LT(furthest(out, sine(hertz, to, out.size())), 0.01) << share;
  }
}

TEST_P(Decimators, MirrorNothingIntoThePassBand) {
  const auto [from, down, up] = GetParam();
  const double to = from * static_cast<double>(up) / static_cast<double>(down);
  for (const double share : {1.13, 1.5, 1.9}) {
    if (share * to > from) continue;
    const std::vector<float> out = Decimator(down, up).whole(sine(share * to / 2, from, 100000));
    EXPECT_LT(furthest(out, std::vector<float>(out.size())), 0.01) << share;
  }
}

TEST_P(Decimators, GiveTheSameInBlocksOfAnySize) {
  const auto [from, down, up] = GetParam();
  const std::vector<float> sound = sine(300, from, 20000);
  const std::vector<float> whole = Decimator(down, up).whole(sound);
  Decimator blocks(down, up);
  std::vector<float> out;
  std::size_t size = 1;
  for (std::size_t first = 0; first < sound.size(); first += size, size = size * 7 % 1000 + 1) {
    blocks.add(std::span(sound).subspan(first, std::min(size, sound.size() - first)), out);
  }
  blocks.finish(out);
  EXPECT_EQ(out, whole);
  blocks.add(sound, out);
  blocks.finish(out);
  EXPECT_TRUE(std::equal(whole.begin(), whole.end(), out.begin() + static_cast<std::ptrdiff_t>(whole.size())));
}

}  // namespace
}  // namespace sotto::analysis
