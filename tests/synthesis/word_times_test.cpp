#include "synthesis/word_times.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace sotto::synthesis {
namespace {

/// Four words, each a glide of its own, of these lengths in milliseconds, with 100 ms after each.
void speak(const std::vector<int>& lengths, Hertz rate, engine::SharedSpeech& speech, bool tell) {
  speech.set_rate(rate);
  for (std::size_t word = 0; word < lengths.size(); ++word) {
    if (tell)
      speech.add_event({static_cast<std::uint32_t>(3 * word), static_cast<std::uint32_t>(speech.samples().size())});
    std::vector<std::int16_t> sound(static_cast<std::size_t>(lengths[word] * rate.value / 1000));
    double phase = 0;
    for (std::size_t i = 0; i < sound.size(); ++i) {
      const double progress = static_cast<double>(i) / static_cast<double>(sound.size());
      phase += (400 + 700 * static_cast<double>(word) + 300 * progress) / rate.value;
      sound[i] = static_cast<std::int16_t>(8000 * std::sin(2 * 3.14159265 * phase));
    }
    speech.add_samples(sound);
    speech.add_samples(std::vector<std::int16_t>(static_cast<std::size_t>(rate.value / 10)));
  }
  speech.complete();
}

TEST(WordTimes, AreFoundByAVoiceOfAnotherRateAndTempo) {
  const std::vector<Span> words = {{0, 2}, {3, 5}, {6, 8}, {9, 11}};
  engine::SharedSpeech speech;
  engine::SharedSpeech reference;
  speak({300, 500, 200, 400}, {16000}, speech, false);
  speak({200, 250, 250, 300}, {22050}, reference, true);
  const auto events = events_by_reference(speech, words, reference, words);
  ASSERT_EQ(events.size(), 4U);
  const double begins[] = {0, 400, 1000, 1300};
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_EQ(events[i].position, words[i].begin);
    EXPECT_NEAR(events[i].frame / 16.0, begins[i], 30) << i;
  }
}

}  // namespace
}  // namespace sotto::synthesis
