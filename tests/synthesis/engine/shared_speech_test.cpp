#include "synthesis/engine/shared_speech.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <vector>

namespace sotto::engine {
namespace {

TEST(SharedSpeech, IsWhatAChildSaid) {
  SharedSpeech speech;
  const pid_t child = ::fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    speech.set_rate({16000});
    speech.add_event({0, 0});
    speech.add_samples(std::vector<std::int16_t>{1, -2, 3});
    speech.add_event({4, 3});
    speech.add_samples(std::vector<std::int16_t>{4});
    speech.complete();
    ::_exit(EXIT_SUCCESS);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  EXPECT_TRUE(speech.is_complete());
  EXPECT_FALSE(speech.is_full());
  EXPECT_EQ(speech.rate(), Hertz{16000});
  EXPECT_TRUE(std::ranges::equal(speech.samples(), std::vector<std::int16_t>{1, -2, 3, 4}));
  EXPECT_TRUE(std::ranges::equal(speech.events(), std::vector<EngineEvent>{{0, 0}, {4, 3}}));
}

TEST(SharedSpeech, OfAChildThatDiedIsNotComplete) {
  SharedSpeech speech;
  const pid_t child = ::fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    speech.set_rate({22050});
    speech.add_samples(std::vector<std::int16_t>(100, 5));
    ::_exit(EXIT_FAILURE);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  EXPECT_FALSE(speech.is_complete());
  EXPECT_EQ(speech.samples().size(), 100U);
}

TEST(SharedSpeech, ForgetsTheLastSentence) {
  SharedSpeech speech;
  speech.set_rate({48000});
  speech.add_samples(std::vector<std::int16_t>(10'000'000, 7));  // more than is kept between sentences
  speech.add_event({1, 1});
  speech.complete();
  speech.clear();
  EXPECT_FALSE(speech.is_complete());
  EXPECT_TRUE(speech.samples().empty());
  EXPECT_TRUE(speech.events().empty());
  EXPECT_EQ(speech.rate(), Hertz{0});
}

TEST(SharedSpeech, HoldsAnHourAtAnyRateAndNoMore) {
  for (const double rate : {16000.0, 22050.0}) {
    SharedSpeech speech;
    speech.set_rate({rate});
    const std::vector<std::int16_t> minute(static_cast<std::size_t>(60 * rate));
    for (int i = 0; i < 60; ++i) ASSERT_TRUE(speech.add_samples(minute)) << i;
    EXPECT_FALSE(speech.is_full());
    EXPECT_FALSE(speech.add_samples(std::vector<std::int16_t>(1)));
    EXPECT_TRUE(speech.is_full());
    speech.clear();
    EXPECT_FALSE(speech.is_full());
  }
}

TEST(SharedSpeech, HoldsOnlySoManyEvents) {
  SharedSpeech speech;
  for (std::uint32_t i = 0; i < SharedSpeech::kMostEvents; ++i) ASSERT_TRUE(speech.add_event({i, i}));
  EXPECT_FALSE(speech.add_event({0, 0}));
  EXPECT_TRUE(speech.is_full());
  EXPECT_EQ(speech.events().size(), SharedSpeech::kMostEvents);
}

}  // namespace
}  // namespace sotto::engine
