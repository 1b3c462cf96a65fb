#include "synthesis/user_engine/wyoming_speaker.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "shared/failure.h"
#include "support/engine_voices.h"
#include "support/folders.h"
#include "support/temp_folder.h"
#include "synthesis/user_engine/program.h"
#include "synthesis/user_engine/settings.h"

namespace sotto::user_engine {
namespace {

using ::testing::HasSubstr;

constexpr Patience kPatience{Seconds{20}, Seconds{20}, 0};
const std::string kStandIn = (testing::test_data() / "engines/stand_in_wyoming.py").string();

cast::EngineSettings voice(const std::string& name = {}) {
  return testing::with(schema().standard_settings(), {{"voice", name}});
}

Definition over_stdio() {
  Definition definition;
  definition.protocol = kWyoming;
  definition.run = {"python3", kStandIn, "stdio"};
  return definition;
}

std::string trouble(const std::string& fault) {
  const testing::TempFolder folder;
  try {
    make_wyoming_speaker(over_stdio(), voice(fault), folder.path(), kPatience)->say("It rained.");
  } catch (const CannotSay& why) {
    return why.what();
  }
  return {};
}

TEST(WyomingSpeaker, SaysSentenceAfterSentence) {
  const testing::TempFolder folder;
  Program server({"python3", kStandIn, "tcp"}, folder.path());
  Definition over_tcp;
  over_tcp.protocol = kWyoming;
  over_tcp.url = "tcp://127.0.0.1:" + server.read_line(deadline_after(Seconds{60})).value();
  for (const Definition& definition : {over_tcp, over_stdio()}) {
    const auto speaker = make_wyoming_speaker(definition, voice("anna"), folder.path(), kPatience);
    for (const auto& [text, words] : {std::pair{"It rained.", 2}, std::pair{"The house was empty.", 4}}) {
      const Said said = speaker->say(text);
      EXPECT_EQ(said.rate.value, 22050);
      EXPECT_EQ(said.samples.size(), static_cast<std::size_t>(words) * (4410 + 2205));
    }
  }
}

TEST(WyomingSpeaker, TellsWhatIsWrong) {
  EXPECT_THAT(trouble("error"), HasSubstr("no such voice"));
  EXPECT_THAT(trouble("cut"), HasSubstr("its answer is cut"));
  EXPECT_THAT(trouble("die"), HasSubstr("it does not answer"));
  EXPECT_THAT(trouble("no-sound"), HasSubstr("it sends no sound"));
  EXPECT_THAT(trouble("stereo"), HasSubstr("its sound is not mono of 16 bits"));
  EXPECT_THAT(trouble("garbage"), HasSubstr("it answers what is no event"));
}

TEST(WyomingSpeaker, NobodyThereIsToldAtOnce) {
  const testing::TempFolder folder;
  Definition nobody;
  nobody.protocol = kWyoming;
  nobody.url = "tcp://127.0.0.1:1";
  EXPECT_THROW(make_wyoming_speaker(nobody, voice(), folder.path(), kPatience)->say("a"), MachineFailure);
}

}  // namespace
}  // namespace sotto::user_engine
