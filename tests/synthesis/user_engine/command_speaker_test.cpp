#include "synthesis/user_engine/command_speaker.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "shared/failure.h"
#include "support/engine_voices.h"
#include "support/folders.h"
#include "support/temp_folder.h"
#include "synthesis/user_engine/settings.h"

namespace sotto::user_engine {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

/// Short enough for a test of what hangs, long enough for a slow machine otherwise.
constexpr Patience kPatience{Seconds{20}, Seconds{20}, 0};
constexpr Patience kImpatience{Seconds{0.3}, Seconds{0.3}, 0};

cast::EngineSettings voice(std::initializer_list<cast::EngineSetting> said = {}) {
  return testing::with(schema().standard_settings(), said);
}

Definition stand_in(const std::string& protocol, const std::string& fault = {}) {
  Definition definition;
  definition.protocol = protocol;
  definition.run = {"python3", (testing::test_data() / "engines/stand_in_program.py").string(), protocol, fault};
  return definition;
}

std::unique_ptr<Speaker> speaker_of(const Definition& definition, const testing::TempFolder& folder,
                                    const Patience& patience = kPatience) {
  return make_command_speaker(definition, voice(), folder.path(), patience);
}

/// Why it cannot say a sentence.
std::string trouble(const Definition& definition, const Patience& patience = kPatience) {
  const testing::TempFolder folder;
  try {
    speaker_of(definition, folder, patience)->say("It rained.");
  } catch (const CannotSay& why) {
    return why.what();
  }
  return {};
}

TEST(CommandSpeaker, SaysSentenceAfterSentenceInEachProtocol) {
  for (const char* protocol : {"sotto", "piper-json", "piper-dir", "wav"}) {
    const testing::TempFolder folder;
    const auto speaker = speaker_of(stand_in(protocol), folder);
    for (const auto& [text, words] :
         {std::pair{"It rained.", 2}, std::pair{"The house \u2013 was \u201cempty\u201d.", 5}}) {
      const Said said = speaker->say(text);
      EXPECT_EQ(said.rate.value, 16000) << protocol;
      EXPECT_EQ(said.samples.size(), static_cast<std::size_t>(words) * 4800) << protocol;
      EXPECT_EQ(said.begins.size(), protocol == std::string("sotto") ? static_cast<std::size_t>(words) : 0U);
    }
    EXPECT_TRUE(std::filesystem::is_empty(folder.path())) << protocol;
  }
}

TEST(CommandSpeaker, OneThatDiesIsStartedAgain) {
  const testing::TempFolder folder;
  EXPECT_EQ(speaker_of(stand_in("sotto", "once"), folder)->say("It rained.").samples.size(), 9600U);
}

TEST(CommandSpeaker, TellsWhatIsWrong) {
  EXPECT_THAT(trouble(stand_in("sotto", "die")),
              HasSubstr("does not answer, and ended with status 9; its last words:\nthe model is broken"));
  EXPECT_THAT(trouble(stand_in("sotto", "no-ready"), kImpatience), HasSubstr("does not say that it is ready"));
  EXPECT_THAT(trouble(stand_in("sotto", "hang"), kImpatience), HasSubstr("fails: it does not"));
  EXPECT_THAT(trouble(stand_in("sotto", "garbage")), HasSubstr("it answers 'hello', which is no JSON object"));
  EXPECT_THAT(trouble(stand_in("sotto", "wrong-id")), HasSubstr("it answers what it was not asked"));
  EXPECT_THAT(trouble(stand_in("sotto", "no-file")), HasSubstr("it made no file"));
  EXPECT_THAT(trouble(stand_in("sotto", "refuse")), HasSubstr("cannot say this: I will not say that"));
  EXPECT_THAT(trouble(stand_in("piper-json", "cut")), HasSubstr("it is cut"));
  EXPECT_THAT(trouble(stand_in("wav", "garbage")), HasSubstr("of what it wrote, it is no WAV"));
  EXPECT_THAT(trouble(stand_in("wav", "die")), HasSubstr("it made no sound, and ended with status 9"));
}

TEST(CommandSpeaker, FiveFailuresInARowEndTheProduction) {
  const testing::TempFolder folder;
  const auto speaker = speaker_of(stand_in("sotto", "refuse"), folder);
  for (int i = 0; i < 4; ++i) EXPECT_THROW(speaker->say("It rained."), CannotSay);
  EXPECT_THROW(speaker->say("It rained."), MachineFailure);
}

TEST(CommandSpeaker, ArgumentsAreFilledIn) {
  Definition definition;
  definition.run = {"piper", "--model={voice}.onnx", "{speaker}", "{length_scale}", "{out}", "{text}", "{other}"};
  EXPECT_THAT(arguments_for(definition, voice({{"voice", "{text}"}, {"speaker", "3"}, {"speed", 0.8}}), "/f",
                            "/f/1.wav", "a b"),
              ElementsAre("piper", "--model={text}.onnx", "3", "1.250", "/f/1.wav", "a b", "{other}"));
}

}  // namespace
}  // namespace sotto::user_engine
