#include "synthesis/espeak_ng/voice_check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "support/engine_voices.h"
#include "support/temp_folder.h"

namespace sotto::espeak_ng {
namespace {

using ::testing::HasSubstr;

cast::VoiceProfile voice(const std::string& name, const std::string& variant) {
  cast::VoiceProfile profile;
  profile.name = name;
  profile.engine = testing::espeak_voice({{"variant", variant}});
  return profile;
}

TEST(VoiceFor, IsTheOneThatSpeaksTheLanguage) {
  EXPECT_EQ(voice_for("gmw/en", "fr"), "roa/fr");
  EXPECT_EQ(voice_for("gmw/en", "fr-BE"), "roa/fr-BE");
  EXPECT_EQ(voice_for("gmw/en", "fr_CA"), "roa/fr");
  EXPECT_EQ(voice_for("gmw/en-GB-x-rp", "en"), "gmw/en-GB-x-rp") << "it speaks it already";
  EXPECT_EQ(voice_for("gmw/en", "zh"), "sit/cmn");
  EXPECT_EQ(voice_for("gmw/en", "fo"), "");
}

TEST(CheckVoices, KnowsWhatTheEngineKnows) {
  struct Case {
    const char* voice;
    const char* variant;
    const char* message;  ///< null: good
    const char* hint;
  };
  for (const Case& c :
       {Case{"gmw/en", "", nullptr, ""}, Case{"gmw/en-GB-x-rp", "f3", nullptr, ""},
        Case{"roa/fr", "Annie", nullptr, ""}, Case{"gmw/en", "ours", nullptr, ""},
        Case{"en-gb", "", "no voice 'en-gb'", "gmw/en"}, Case{"gmw/em", "", "no voice 'gmw/em'", "gmw/en"},
        Case{"gmw/en+f3", "", "no voice 'gmw/en+f3'", ""},
        Case{"gmw/en", "annie", "no variant 'annie'", "did you mean 'Annie'?"},
        Case{"gmw/en", "wisper", "no variant 'wisper'", "did you mean 'whisper'?"},
        Case{"gmw/en", "../../lang/gmw/de", "no variant", ""}}) {
    const testing::TempFolder folder;
    folder.write("variants/ours", "language variant\n");
    Diagnostics diagnostics;
    cast::VoiceProfile profile = voice("meg", c.variant);
    profile.engine.set("voice", c.voice);
    check_voices({{"meg", profile}, {"also", profile}}, OwnVariants({folder / "variants"}), diagnostics);
    if (c.message == nullptr) {
      EXPECT_EQ(render(diagnostics), "");
    } else {
      ASSERT_EQ(diagnostics.all().size(), 1U) << c.voice << " " << c.variant;
      EXPECT_THAT(diagnostics.all()[0].message, HasSubstr(c.message));
      EXPECT_THAT(diagnostics.all()[0].hint, HasSubstr(c.hint));
    }
  }
}

TEST(CheckVoices, LooksAtDeliveriesToo) {
  Diagnostics diagnostics;
  cast::VoiceProfile profile = voice("meg", "f3");
  profile.deliveries["whisper"].engine = testing::espeak_change({{"variant", "whisperr"}});
  check_voices({{"meg", profile}}, OwnVariants(), diagnostics);
  ASSERT_EQ(diagnostics.all().size(), 1U);
  EXPECT_EQ(diagnostics.all()[0].file, "meg");
  EXPECT_EQ(diagnostics.all()[0].hint, "did you mean 'whisper'?");
}

/// The engine leaves out what it does not know, and all after it, without a word.
TEST(CheckVoices, TellsUnknownPhonemes) {
  const std::vector<std::pair<std::string, std::string>> table = {
      {"ZIr'i:", ""},    {"Zi@r'i", ""}, {"'ErIk", ""},        {"_", ""},           {"h@l'oU w'3:ld", ""}, {"ba9", "9"},
      {"xyz!a", "yz!a"}, {"7", "7"},     {"h@l'oU w9d", "9d"}, {"foo#bar", "#bar"},
  };
  for (const auto& [phonemes, unknown] : table) {
    cast::VoiceProfile profile = voice("meg", "f3");
    profile.pronunciations["Giry"] = {phonemes, {"book.yaml", 3, 9, ""}};
    Diagnostics diagnostics;
    check_voices({{"meg", profile}, {"also", profile}}, OwnVariants(), diagnostics);
    if (unknown.empty()) {
      EXPECT_EQ(render(diagnostics), "") << phonemes;
      continue;
    }
    ASSERT_EQ(diagnostics.all().size(), 1U) << render(diagnostics);
    const Diagnostic& told = diagnostics.all().front();
    EXPECT_EQ(told.severity, Severity::error);
    EXPECT_EQ(told.file, "book.yaml");
    EXPECT_EQ(told.line, 3U);
    EXPECT_EQ(told.column, 9U);
    EXPECT_EQ(told.message, "eSpeak NG knows no phoneme '" + unknown + "' in how 'Giry' is said");
  }
}

TEST(CheckVoices, TellsPronunciationsThatTheEngineCrashesOver) {
  cast::VoiceProfile profile = voice("meg", "f3");
  profile.pronunciations["Giry"] = {std::string(800, 'a'), {"book.yaml", 3, 9, ""}};
  profile.pronunciations["Meg"] = {"m'Eg9", {"book.yaml", 4, 9, ""}};
  Diagnostics diagnostics;
  check_voices({{"meg", profile}}, OwnVariants(), diagnostics);
  ASSERT_EQ(diagnostics.all().size(), 2U) << render(diagnostics);
  EXPECT_EQ(diagnostics.all()[0].line, 3U);
  EXPECT_THAT(diagnostics.all()[0].message, HasSubstr("over how 'Giry' is said"));
  EXPECT_THAT(diagnostics.all()[1].message, HasSubstr("no phoneme '9'"));
}

}  // namespace
}  // namespace sotto::espeak_ng
