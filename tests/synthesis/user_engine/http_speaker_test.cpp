#include "synthesis/user_engine/http_speaker.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

#include "shared/failure.h"
#include "shared/files.h"
#include "support/engine_voices.h"
#include "synthesis/user_engine/settings.h"
#include "synthesis/user_engine/stand_in_server.h"

namespace sotto::user_engine {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr Patience kPatience{Seconds{20}, Seconds{20}, 0};

class HttpSpeakerTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() { server_ = new StandInServer; }
  static void TearDownTestSuite() { delete server_; }

  static Definition definition(const std::string& model) {
    Definition result;
    result.protocol = kOpenAi;
    result.url = server_->url();
    result.model = model;
    return result;
  }
  Said say(const Definition& asked, const std::string& text = "It rained.") const {
    const auto voice = testing::with(schema().standard_settings(), {{"voice", "bf_emma"}, {"speed", 1.25}});
    return make_http_speaker(asked, voice, folder_ / "p", kPatience)->say(text);
  }
  std::string trouble(const Definition& asked) const {
    try {
      say(asked);
    } catch (const CannotSay& why) {
      return why.what();
    } catch (const MachineFailure& why) {
      return std::string("machine: ") + why.what();
    }
    return {};
  }

  testing::TempFolder folder_;
  static StandInServer* server_;
};
StandInServer* HttpSpeakerTest::server_ = nullptr;

TEST_F(HttpSpeakerTest, GetsSoundForASentence) {
  Definition asked = definition("ok");
  asked.extra = {{"seed", "7"}};
  const Said said = say(asked);
  EXPECT_EQ(said.rate.value, 24000);
  EXPECT_EQ(said.samples.size(), 2U * 7200);
  EXPECT_THAT(read_file(server_->log()),
              AllOf(HasSubstr("\"path\": \"/v1/audio/speech\""), HasSubstr("\"voice\": \"bf_emma\""),
                    HasSubstr("\"stream\": false"), HasSubstr("\"seed\": 7"), HasSubstr("\"speed\": 1.25"),
                    HasSubstr("\"response_format\": \"wav\"")));
}

TEST_F(HttpSpeakerTest, CaptionsAreTheTimesOfWordsMarksAreNone) {
  Definition asked = definition("captioned");
  asked.captioned = true;
  const Said said = say(asked, "It rained, and rained.");
  ASSERT_EQ(said.begins.size(), 4U);
  EXPECT_NEAR(said.begins[2].value, 0.6, 1e-9);
}

TEST_F(HttpSpeakerTest, AsksAgainWhatMayComeYet) {
  for (const char* fault : {"unavailable", "too-many", "error-once"}) {
    EXPECT_EQ(say(definition(fault)).samples.size(), 2U * 7200) << fault;
  }
}

TEST_F(HttpSpeakerTest, TellsWhatIsWrong) {
  EXPECT_THAT(trouble(definition("error")), HasSubstr("fails: status 500: CUDA out of memory"));
  EXPECT_THAT(trouble(definition("bad-request")), HasSubstr("refuses (status 400): Voice 'bf_emma' not found"));
  EXPECT_THAT(trouble(definition("redirect")), HasSubstr("refuses (status 302)"));
  EXPECT_THAT(trouble(definition("empty")), HasSubstr("it sends no sound"));
  EXPECT_THAT(trouble(definition("not-json")), HasSubstr("it is no WAV"));
  EXPECT_THAT(trouble(definition("cut")), HasSubstr("it is cut"));
  Definition captioned = definition("other-form");
  captioned.captioned = true;
  EXPECT_THAT(trouble(captioned), HasSubstr("its answer holds no sound"));
}

TEST_F(HttpSpeakerTest, TheKeyIsInTheEnvironmentAndInNoMessage) {
  Definition asked = definition("key");
  asked.key = "SOTTO_TEST_SERVER_KEY";
  ::unsetenv("SOTTO_TEST_SERVER_KEY");
  EXPECT_THAT(trouble(asked), HasSubstr("machine: the environment variable SOTTO_TEST_SERVER_KEY"));
  ::setenv("SOTTO_TEST_SERVER_KEY", "wrong-8", 1);
  EXPECT_THAT(trouble(asked),
              AllOf(HasSubstr("refuses the key (status 401): Incorrect key: (the key)"), Not(HasSubstr("wrong-8"))));
  ::setenv("SOTTO_TEST_SERVER_KEY", "secret-7", 1);
  EXPECT_EQ(trouble(asked), "");
  ::unsetenv("SOTTO_TEST_SERVER_KEY");
}

TEST_F(HttpSpeakerTest, NobodyThereIsToldAtOnce) {
  Definition asked = definition("ok");
  asked.url = "http://127.0.0.1:1";
  EXPECT_THAT(trouble(asked), HasSubstr("machine: nobody answers at http://127.0.0.1:1"));
}

}  // namespace
}  // namespace sotto::user_engine
