// The voices that come with Sotto.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <set>

#include "cast/voice_folder.h"
#include "shared/files.h"
#include "support/folders.h"
#include "synthesis/engines.h"
#include "synthesis/espeak_ng/espeak_ng.h"
#include "synthesis/espeak_ng/settings.h"

namespace sotto::cast {
namespace {

namespace fs = std::filesystem;

fs::path voices_folder() { return testing::source_folder() / "voices"; }

std::map<std::string, VoiceProfile> shipped() {
  Diagnostics diagnostics;
  auto voices = read_voices({voices_folder()}, synthesis::builtin_engines().schemas(), diagnostics);
  EXPECT_EQ(render(diagnostics), "");
  return voices;
}

TEST(ShippedVoices, AreAnEnsemble) {
  const auto voices = shipped();
  std::map<std::string, int> kinds;
  for (const auto& [name, voice] : voices) {
    EXPECT_NE(voice.description, "") << name;
    const std::string gender = voice.gender == language::Gender::female ? "f"
                               : voice.gender == language::Gender::male ? "m"
                                                                        : "either";
    ++kinds[gender + " " + voice.age];
  }
  for (const char* name : {"narrator", "meg", "erik"}) EXPECT_TRUE(voices.count(name)) << name;
  for (const char* kind :
       {"f child", "m child", "f young", "m young", "f adult", "m adult", "f old", "m old", "either adult"}) {
    EXPECT_GE(kinds[kind], 1) << kind;
  }
  EXPECT_GE(kinds["f young"] + kinds["f adult"], 4);
  EXPECT_GE(kinds["m young"] + kinds["m adult"], 4);
}

TEST(ShippedVoices, KnowEveryDeliveryAndTellItFromPlainSpeech) {
  for (const auto& [name, voice] : shipped()) {
    EXPECT_EQ(voice.deliveries.size(), script::kDeliveries.size()) << name;
    for (const std::string_view delivery : script::kDeliveries) {
      EXPECT_NE(effective_settings(espeak_ng::schema(), voice, std::string(delivery)), voice.engine)
          << name << " " << delivery;
    }
  }
}

TEST(ShippedVoices, AreAllDifferent) {
  std::set<std::tuple<std::string, std::string, int>> seen;
  for (const auto& [name, voice] : shipped()) {
    EXPECT_TRUE(
        seen.insert({voice.engine.text("voice"), voice.engine.text("variant"), voice.engine.whole("pitch")}).second)
        << name;
  }
}

TEST(ShippedVoices, SayWhyEachValueIsWhatItIs) {
  int values = 0;
  for (const auto& entry : fs::directory_iterator(voices_folder())) {
    if (entry.path().extension() != ".yaml") continue;
    const std::string text = read_file(entry.path());
    EXPECT_EQ(text.find("# yaml-language-server: $schema=voice.schema.json\n"), 0U) << entry.path();
    // The settings of the engine are what nobody could guess again.
    std::istringstream lines(text);
    bool in_engine = false;
    for (std::string line; std::getline(lines, line);) {
      if (line.find_first_not_of(' ') == 0) in_engine = line.find("engine:") == 0;
      if (!in_engine || line.find("  ") != 0) continue;
      ++values;
      const bool explained = line.find('#') != std::string::npos || line.find("rate:") != std::string::npos ||
                             line.find("range:") != std::string::npos ||
                             line.find("voice: gmw/en") != std::string::npos;
      EXPECT_TRUE(explained) << entry.path() << ": " << line;
    }
  }
  EXPECT_GT(values, 30);
}

TEST(ShippedVoices, OfFliteHaveTheNamesOfTheOthersAndMore) {
  Diagnostics diagnostics;
  const auto voices = read_voices({voices_folder() / "flite"}, synthesis::builtin_engines().schemas(), diagnostics);
  EXPECT_EQ(render(diagnostics), "");
  EXPECT_GE(voices.size(), 16U);
  for (const auto& [name, voice] : shipped()) {
    ASSERT_TRUE(voices.contains(name)) << name;
    EXPECT_EQ(voices.at(name).gender, voice.gender) << name;
    EXPECT_EQ(voices.at(name).age, voice.age) << name;
  }
  std::set<std::tuple<std::string, double, double>> seen;
  for (const auto& [name, voice] : voices) {
    EXPECT_EQ(voice.engine.engine, "flite") << name;
    EXPECT_NE(voice.description, "") << name;
    EXPECT_EQ(voice.deliveries.size(), script::kDeliveries.size()) << name;
    EXPECT_TRUE(
        seen.insert({voice.engine.text("voice"), voice.engine.number("pitch"), voice.engine.number("formants")}).second)
        << name;
  }
  Diagnostics spoken;
  synthesis::check_engine_voices(synthesis::builtin_engines(), voices, {}, spoken);
  EXPECT_EQ(render(spoken), "");
}

TEST(ShippedVoices, NeedEveryVariantFileThatIsThere) {
  std::set<std::string> used;
  for (const auto& [name, voice] : shipped()) {
    used.insert(voice.engine.text("variant"));
    for (const auto& [delivery, change] : voice.deliveries) used.insert(change.engine.text("variant"));
  }
  int variants = 0;
  for (const fs::path& folder : espeak_ng::variant_folders({voices_folder()})) {
    for (const auto& entry : fs::directory_iterator(folder)) {
      const std::string name = entry.path().filename().string();
      if (name.find('.') != std::string::npos) continue;
      ++variants;
      EXPECT_TRUE(used.contains(name)) << name;
      const std::string text = read_file(entry.path());
      EXPECT_EQ(text.find("// "), 0U) << name << " does not say what it is for";
      EXPECT_NE(text.find("\nname " + name + "\n"), std::string::npos) << name;
    }
  }
  EXPECT_EQ(variants, 3 * 5);
}

}  // namespace
}  // namespace sotto::cast
