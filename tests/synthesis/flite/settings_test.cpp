#include "synthesis/flite/settings.h"

#include <gtest/gtest.h>

namespace sotto::flite {
namespace {

TEST(FliteSettings, KnowTheSpeakers) {
  const cast::SettingSpec& voice = *schema().find("voice");
  EXPECT_FALSE(voice.mistake("slt"));
  ASSERT_TRUE(voice.mistake("stl"));
  EXPECT_EQ(voice.mistake("stl")->message, "flite has no voice 'stl'");
  EXPECT_EQ(voice.mistake("stl")->hint, "did you mean 'slt'?");
}

TEST(FliteSettings, PhonemesAreThoseOfEnglish) {
  EXPECT_FALSE(schema().phoneme_mistake("Giry", "ZIr'i:"));
  EXPECT_TRUE(schema().phoneme_mistake("Giry", "zh&&"));
  EXPECT_TRUE(schema().phoneme_mistake("Giry", ""));
}

TEST(FliteSettings, SummaryNamesSpeakerAndFormants) {
  cast::EngineSettings settings = schema().standard_settings();
  EXPECT_EQ(schema().summary(settings), "slt");
  settings.set("formants", 1.14);
  EXPECT_EQ(schema().summary(settings), "slt x1.14");
}

}  // namespace
}  // namespace sotto::flite
