#include "synthesis/user_engine/settings.h"

#include <gtest/gtest.h>

#include "support/engine_voices.h"

namespace sotto::user_engine {
namespace {

TEST(UserEngineSettings, AVoiceIsOneLineAndNoOption) {
  const cast::SettingSpec& voice = *schema().find("voice");
  EXPECT_FALSE(voice.mistake("en_GB-alba-medium"));
  EXPECT_FALSE(voice.mistake(""));
  EXPECT_TRUE(voice.mistake("--help"));
  EXPECT_TRUE(voice.mistake("a\nb"));
  EXPECT_TRUE(schema().find("name")->mistake(""));
}

TEST(UserEngineSettings, SummaryNamesEngineAndVoice) {
  EXPECT_EQ(schema().summary(testing::with(schema().standard_settings(), {{"name", "piper"}, {"voice", "alba"}})),
            "piper alba");
}

}  // namespace
}  // namespace sotto::user_engine
