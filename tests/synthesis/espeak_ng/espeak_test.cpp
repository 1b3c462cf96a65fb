// The engine itself, in child processes: a process can start it once.

#include "synthesis/espeak_ng/espeak.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <string>
#include <vector>

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
  EXPECT_TRUE(std::binary_search(found.variants.begin(), found.variants.end(), "f3"));
  const std::vector<std::string> voices = voice_names();
  EXPECT_TRUE(std::binary_search(voices.begin(), voices.end(), "gmw/en"));
}

TEST(Installation, KnowsItsVoicesAndNoOthers) {
  EXPECT_THAT(known_voices({"gmw/en", "en-gb", "gmw/em", "gmw/en+f3", "", "zls/sr"}),
              ::testing::ElementsAre("gmw/en", "zls/sr"));
}

TEST(Installation, IsSoundInAllItsVoices) {
  const std::vector<std::string> all = voice_names();
  EXPECT_EQ(known_voices({all.begin(), all.end()}).size(), all.size());
}

TEST(Spellings, AreAskedForWhatTheVoiceDoesNotKnow) {
  const auto unknown = [](const std::string& phonemes) { return ask_spellings({{"gmw/en", phonemes}}).at(0).unknown; };
  EXPECT_EQ(unknown("ZIr'i:"), "");
  EXPECT_EQ(unknown("xyz!a"), "yz!a");
  EXPECT_EQ(unknown("h@l'oU w9d"), "9d");
}

TEST(Spellings, ThatCrashTheEngineAreTheOnlyOnesWithoutAnAnswer) {
  std::string endless;
  while (endless.size() < 800) endless += "sa";
  const std::vector<SpellingAnswer> answers =
      ask_spellings({{"gmw/en", "ZIr'i:"}, {"gmw/en", endless}, {"gmw/en", "xyz!a"}, {"zls/sr", endless}});
  ASSERT_EQ(answers.size(), 4U);
  EXPECT_EQ(answers[0].trouble, "");
  EXPECT_NE(answers[1].trouble, "");
  EXPECT_EQ(answers[2].trouble, "");
  EXPECT_EQ(answers[2].unknown, "yz!a");
  EXPECT_NE(answers[3].trouble, "");
}

TEST(Spellings, AreNotAskedForWithoutEndWhereTheEngineCrashes) {
  const std::vector<Spelling> many(1000, {"gmw/en", std::string(800, 'a')});
  EXPECT_LT(ask_spellings(many).size(), 100U);
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
