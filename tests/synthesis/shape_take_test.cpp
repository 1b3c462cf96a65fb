// Trimming and timings, on constructed sound: silence, then bursts of a tone, one a word.

#include "synthesis/shape_take.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <vector>

namespace sotto::synthesis {
namespace {

using Samples = std::vector<std::int16_t>;

void add_silence(Samples& samples, std::size_t frames) { samples.insert(samples.end(), frames, 0); }

void add_tone(Samples& samples, std::size_t frames, double level = 8000) {
  for (std::size_t i = 0; i < frames; ++i) {
    samples.push_back(static_cast<std::int16_t>(std::lround(level * std::cos(0.2 * static_cast<double>(i)))));
  }
}

/// The take of some speech, which stays as it is.
Take shaped(Samples speech, const std::vector<engine::EngineEvent>& events, const std::vector<Span>& words) {
  const TakeView view = shape_take({22050}, speech, events, words);
  return {view.rate, {view.samples.begin(), view.samples.end()}, view.words};
}

/// A sentence of words "abc abc abc ..." and its spans.
std::vector<Span> words_of_three(std::size_t count) {
  std::vector<Span> spans;
  for (std::size_t i = 0; i < count; ++i) spans.push_back({4 * i, 4 * i + 3});
  return spans;
}

void expect_in_order(const Take& take, std::size_t words) {
  ASSERT_EQ(take.words.size(), words);
  std::uint32_t last = 0;
  for (std::size_t i = 0; i < words; ++i) {
    EXPECT_EQ(take.words[i].word, i);
    EXPECT_LE(last, take.words[i].begin);
    EXPECT_LE(take.words[i].begin, take.words[i].end);
    last = take.words[i].end;
  }
  EXPECT_LE(last, take.samples.size());
}

TEST(ShapeTake, TrimsPaddingWithAGuard) {
  Samples speech;
  add_silence(speech, 5000);
  add_tone(speech, 10000);
  add_silence(speech, 7000);
  const Take take = shaped(speech, {}, {});
  EXPECT_GT(take.samples.size(), 10000U);
  EXPECT_LT(take.samples.size(), 11000U);
  EXPECT_TRUE(take.words.empty());
}

TEST(ShapeTake, KeepsWhatIsSoftAndCutsWhatIsNotHeard) {
  Samples speech;
  add_tone(speech, 4000, 20);  // 64 dB below full scale
  add_tone(speech, 3000);
  add_tone(speech, 4000, 60);  // a breath, 55 dB below
  add_tone(speech, 4000, 20);
  const Take take = shaped(speech, {}, {});
  EXPECT_GT(take.samples.size(), 7000U);
  EXPECT_LT(take.samples.size(), 8000U);
}

TEST(ShapeTake, BeginsAndEndsAtZeroWithoutAClick) {
  Samples speech;
  add_tone(speech, 10000);  // no padding at all
  const Take take = shaped(speech, {}, {});
  ASSERT_EQ(take.samples.size(), 10000U);
  EXPECT_EQ(take.samples.front(), 0);
  EXPECT_EQ(take.samples.back(), 0);
  // No step is larger than the tone's own.
  for (std::size_t i = 1; i < take.samples.size(); ++i) {
    EXPECT_LE(std::abs(take.samples[i] - take.samples[i - 1]), 8000 * 0.2 + 200);
  }
  for (std::size_t i = 200; i + 200 < take.samples.size(); ++i) EXPECT_EQ(take.samples[i], speech[i]);
}

TEST(ShapeTake, SilenceIsAnEmptyTakeWithAllItsWords) {
  const Take take = shaped(Samples(9000, 3), std::vector<engine::EngineEvent>{{0, 100}}, words_of_three(4));
  EXPECT_TRUE(take.samples.empty());
  expect_in_order(take, 4);
  expect_in_order(shaped({}, {}, words_of_three(2)), 2);
}

TEST(ShapeTake, WordsSoundWhereTheyWereReported) {
  Samples speech;
  add_silence(speech, 1000);
  add_tone(speech, 4000);     // abc
  add_tone(speech, 3000);     // abc
  add_silence(speech, 6000);  // a comma
  add_tone(speech, 5000);     // abc, reported 50 ms early
  const std::vector<engine::EngineEvent> events = {{0, 1000}, {4, 5000}, {8, 14000 - 1100}};
  const Take take = shaped(speech, events, words_of_three(3));
  expect_in_order(take, 3);
  const auto trimmed = static_cast<std::uint32_t>(speech.size() - take.samples.size());
  EXPECT_NEAR(take.words[0].begin + trimmed, 1000, 5);
  EXPECT_NEAR(take.words[1].begin + trimmed, 5000, 5);
  EXPECT_NEAR(take.words[1].end + trimmed, 8000, 5) << "the pause belongs to no word";
  EXPECT_NEAR(take.words[2].begin + trimmed, 14000, 5) << "a word begins with its sound";
  EXPECT_EQ(take.words[2].end, take.samples.size());
}

struct EventCase {
  const char* name;
  std::vector<engine::EngineEvent> events;
  std::vector<std::uint32_t> begins;
};

TEST(ShapeTake, EveryWordHasItsTimeWhateverWasReported) {
  Samples speech;
  add_tone(speech, 12000);
  const std::vector<EventCase> cases = {
      {"all", {{0, 0}, {4, 4000}, {8, 8000}}, {0, 4000, 8000}},
      {"none", {}, {0, 4000, 8000}},
      {"several for one", {{0, 0}, {4, 3000}, {5, 5000}, {6, 7000}, {8, 9000}}, {0, 3000, 9000}},
      {"one missing", {{0, 0}, {8, 8000}}, {0, 4000, 8000}},
      {"the first missing", {{4, 5000}, {8, 8000}}, {0, 5000, 8000}},
      {"two missing", {{0, 0}}, {0, 4000, 8000}},
      {"one after its follower", {{0, 0}, {8, 6000}, {4, 7000}}, {0, 3000, 6000}},
      {"between two words", {{0, 0}, {3, 5000}, {8, 8000}}, {0, 5000, 8000}},
      {"beyond the text", {{0, 0}, {4, 4000}, {8, 8000}, {90, 1}}, {0, 4000, 8000}},
      {"beyond the sound", {{0, 0}, {4, 4000}, {8, 99999}}, {0, 4000, 12000}},
  };
  for (const EventCase& c : cases) {
    const Take take = shaped(speech, c.events, words_of_three(3));
    expect_in_order(take, 3);
    for (std::size_t i = 0; i < 3; ++i) EXPECT_NEAR(take.words[i].begin, c.begins[i], 10) << c.name << ", word " << i;
  }
}

}  // namespace
}  // namespace sotto::synthesis
