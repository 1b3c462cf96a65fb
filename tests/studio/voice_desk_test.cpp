#include "studio/voice_desk.h"

#include <gtest/gtest.h>

#include <thread>

#include "studio/open_studio.h"

namespace sotto::studio {
namespace {

TEST(VoiceDesk, SpeaksLineAfterLineFromSeveralThreads) {
  OpenStudio open;
  const auto speaker = open.studio.speaker();
  const auto reading = open.studio.reading();
  const cast::VoiceProfile voice = open.studio.cast()->voices.at("anna");
  std::vector<std::string> sounds(6);
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < sounds.size(); ++i) {
    threads.emplace_back([&, i] {
      sounds[i] = speaker->speak({voice, "", "Number " + std::to_string(i / 2) + "."}, reading->manuscript);
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (std::size_t i = 0; i < sounds.size(); i += 2) {
    EXPECT_TRUE(sounds[i].starts_with("RIFF"));
    EXPECT_EQ(sounds[i], sounds[i + 1]);
  }
  EXPECT_NE(sounds[0], sounds[2]);
  EXPECT_EQ(speaker->speak({voice, "", "..."}, reading->manuscript), "");
}

}  // namespace
}  // namespace sotto::studio
