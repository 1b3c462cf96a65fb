#include "synthesis/espeak_ng/settings.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "support/engine_voices.h"

namespace sotto::espeak_ng {
namespace {

using testing::espeak_change;
using testing::espeak_voice;

cast::EngineSettings after(const cast::EngineSettings& voice, const cast::EngineSettings& change) {
  return cast::changed(schema(), voice, change);
}

TEST(EspeakSettings, AreThoseThatTakesAreNamedByInThisOrder) {
  std::vector<std::string> keys;
  for (const cast::EngineSetting& setting : schema().standard_settings().all) keys.push_back(setting.key);
  EXPECT_EQ(keys, (std::vector<std::string>{"voice", "variant", "rate", "pitch", "range", "volume", "word_gap"}));
  EXPECT_EQ(schema().id, "espeak-ng");
}

TEST(EspeakSettings, ADeliveryScalesTheRateAndStepsTheRest) {
  const auto voice = espeak_voice({{"variant", "f3"}, {"rate", 160}, {"pitch", 60}});
  EXPECT_EQ(after(voice, espeak_change({{"variant", "whisperf"}, {"rate", 0.9}, {"pitch", -5}, {"range", -10}})),
            espeak_voice({{"variant", "whisperf"}, {"rate", 144}, {"pitch", 55}, {"range", 40}}));
}

TEST(EspeakSettings, StayWithinTheEnginesRange) {
  const auto most = espeak_change({{"rate", 2.0}, {"pitch", 50}, {"range", 50}, {"word_gap", 20}});
  EXPECT_EQ(after(espeak_voice({{"rate", 400}, {"pitch", 60}, {"word_gap", 45}}), most),
            espeak_voice({{"rate", 450}, {"pitch", 99}, {"range", 99}, {"word_gap", 50}}));
  const auto least = espeak_change({{"rate", 0.5}, {"pitch", -50}, {"range", -50}});
  EXPECT_EQ(after(espeak_voice({{"rate", 100}, {"pitch", 10}, {"range", 10}}), least),
            espeak_voice({{"rate", 80}, {"pitch", 0}, {"range", 0}}));
}

TEST(EspeakSettings, NameAVoiceAsTheEngineDoes) {
  EXPECT_EQ(voice_name(espeak_voice()), "gmw/en");
  EXPECT_EQ(voice_name(espeak_voice({{"voice", "gmw/en-US"}, {"variant", "f3"}})), "gmw/en-US+f3");
}

TEST(EspeakSettings, NoNameLeavesTheEnginesData) {
  const auto& voice = *schema().find("voice");
  const auto& variant = *schema().find("variant");
  for (const char* good : {"gmw/en", "gmw/en-GB-x-rp", "en"}) EXPECT_FALSE(voice.mistake(good)) << good;
  for (const char* bad : {"", "/etc/passwd", "gmw/", "../en", "gmw/en+f3", "en\n"})
    EXPECT_TRUE(voice.mistake(bad)) << bad;
  for (const char* good : {"", "f3", "Mr serious", "bright-tears"}) EXPECT_FALSE(variant.mistake(good)) << good;
  for (const char* bad : {"a/b", "../f3", "f3.bak"}) EXPECT_TRUE(variant.mistake(bad)) << bad;
}

TEST(EspeakSettings, PhonemesAreVisibleAsciiWithoutBrackets) {
  for (const char* good : {"ZIr'i:", "Zi@r'i", "_"}) EXPECT_FALSE(schema().phoneme_mistake("Giry", good)) << good;
  for (const char* bad : {"", "[[zi]]", "zi ri", "\u0292i"}) {
    const auto mistake = schema().phoneme_mistake("Giry", bad);
    ASSERT_TRUE(mistake) << bad;
    EXPECT_EQ(mistake->message, "the pronunciation of 'Giry' must be eSpeak NG phonemes");
  }
}

}  // namespace
}  // namespace sotto::espeak_ng
