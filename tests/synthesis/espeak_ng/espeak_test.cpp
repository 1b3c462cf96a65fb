// The engine itself, in child processes: a process can start it once.

#include "synthesis/espeak_ng/espeak.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <string>

#include "shared/failure.h"
#include "support/engine_voices.h"
#include "support/temp_folder.h"

namespace sotto::espeak_ng {
namespace {

/// Runs something in a child; whether that ended well.
bool in_child(const std::function<bool()>& run) {
  const pid_t child = ::fork();
  if (child == 0) {
    bool good = false;
    try {
      good = run();
    } catch (...) {
      ::_exit(EXIT_FAILURE);
    }
    ::_exit(good ? EXIT_SUCCESS : EXIT_FAILURE);
  }
  int status = 0;
  return ::waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == EXIT_SUCCESS;
}

TEST(Installation, IsThatOfTheMachine) {
  const Installation& found = installation();
  EXPECT_FALSE(found.version.empty());
  EXPECT_TRUE(std::filesystem::exists(found.data / "phontab"));
  EXPECT_TRUE(std::binary_search(found.voices.begin(), found.voices.end(), "gmw/en"));
  EXPECT_TRUE(std::binary_search(found.variants.begin(), found.variants.end(), "f3"));
}

TEST(Installation, KnowsItsVoicesAndNoOthers) {
  EXPECT_TRUE(knows_voice("gmw/en"));
  for (const char* other : {"en-gb", "gmw/em", "gmw/en+f3", ""}) EXPECT_FALSE(knows_voice(other)) << other;
}

TEST(UnknownPhonemes, AreTheFirstAndAllAfterIt) {
  EXPECT_EQ(unknown_phonemes("gmw/en", "ZIr'i:"), "");
  EXPECT_EQ(unknown_phonemes("gmw/en", "xyz!a"), "yz!a");
  EXPECT_EQ(unknown_phonemes("gmw/en", "h@l'oU w9d"), "9d");
}

TEST(EspeakEngine, SpeaksAtItsRateAndTellsItsWords) {
  engine::SharedSpeech speech;
  ASSERT_TRUE(in_child([&] {
    Espeak espeak;
    espeak.start();
    if (!espeak.set_voice(testing::espeak_voice({{"variant", "f3"}})).empty()) return false;
    espeak.speak("Rain fell all night.", speech);
    return true;
  }));
  EXPECT_TRUE(speech.is_complete());
  EXPECT_EQ(speech.rate(), Hertz{22050});
  EXPECT_GT(speech.samples().size(), 22050U / 2);
  EXPECT_LT(speech.samples().size(), 22050U * 4);
  ASSERT_EQ(speech.events().size(), 4U);
  EXPECT_EQ(speech.events()[0].position, 0U);
  EXPECT_EQ(speech.events()[1].position, 5U);
  EXPECT_GT(speech.events()[3].frame, speech.events()[1].frame);
}

TEST(EspeakEngine, RefusesAVoiceThatItLacks) {
  EXPECT_TRUE(in_child([] {
    Espeak espeak;
    espeak.start();
    return espeak.set_voice(testing::espeak_voice({{"variant", "nosuch"}})) ==
               "eSpeak NG has no voice 'gmw/en+nosuch'" &&
           espeak.set_voice(testing::espeak_voice()).empty();
  }));
}

TEST(EspeakEngine, WithoutItsDataIsTheMachinesFailure) {
  const testing::TempFolder empty;
  for (const std::filesystem::path& data : {empty.path(), empty / "nowhere"}) {
    EXPECT_TRUE(in_child([&] {
      try {
        Espeak(data).start();
      } catch (const MachineFailure& failure) {
        return std::string(failure.what()).find(data.string()) != std::string::npos;
      }
      return false;
    })) << data;
  }
}

}  // namespace
}  // namespace sotto::espeak_ng
