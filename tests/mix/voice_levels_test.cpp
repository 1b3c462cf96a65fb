#include "mix/voice_levels.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "shared/audio.h"
#include "shared/failure.h"
#include "support/signals.h"
#include "support/temp_folder.h"

namespace sotto::mix {
namespace {

/// Two voices without any tone, and takes of noise.
class VoiceLevelsTest : public ::testing::Test {
 protected:
  VoiceLevelsTest() : store_(folder_.path()) {
    for (const char* who : {"meg", "erik"}) {
      cast::VoiceProfile& profile = cast_.voices[who];
      profile.name = who;
      profile.tone.high_pass = {0};
    }
  }

  void say(const std::string& who, double amplitude, double seconds, const std::string& how = {}) {
    const auto count = static_cast<std::size_t>(frames({seconds}, testing::kTakeRate));
    std::vector<std::int16_t> samples;
    for (const float x : testing::noise(amplitude, count, timeline_.cues.size() + 1)) {
      samples.push_back(static_cast<std::int16_t>(x * 32767));
    }
    Cue cue;
    cue.line = cue.sentence = timeline_.cues.size();
    cue.who = who;
    cue.how = how;
    cue.take = fmt::format("{:032x}", timeline_.cues.size() + 1);
    cue.begin = timeline_.length;
    cue.end = cue.begin + 2 * static_cast<std::int64_t>(count);
    store_.save(cue.take, {testing::kTakeRate, samples, {}});
    timeline_.length = cue.end + 100;
    timeline_.cues.push_back(std::move(cue));
  }

  VoiceLevels levels(const VoiceLevels& known = {}) const { return measure_levels(timeline_, cast_, store_, known); }
  double level(const std::string& who, const std::string& how = {}) const { return levels().at({who, how}).value; }

  testing::TempFolder folder_;
  synthesis::TakeStore store_;
  cast::Cast cast_;
  Timeline timeline_;
};

TEST_F(VoiceLevelsTest, AreThoseOfTheVoicesApartByWhatTheyDifferIn) {
  say("meg", 0.3, 3);
  say("erik", 0.15, 3);
  say("meg", 0.03, 3, "whisper");
  ASSERT_EQ(levels().size(), 3U);
  EXPECT_NEAR(level("meg") - level("erik"), 6.02, 0.2);
  EXPECT_NEAR(level("meg") - level("meg", "whisper"), 20, 0.2);
}

/// A pan of constant power, and a level that the mixer adds later, change nothing.
TEST_F(VoiceLevelsTest, DoNotDependOnPlaceOrLevelOfTheProfile) {
  say("meg", 0.3, 3);
  const double before = level("meg");
  cast_.voices["meg"].pan = 0.7;
  cast_.voices["meg"].level = {-9};
  EXPECT_NEAR(level("meg"), before, 0.05);
  cast_.voices["meg"].tone.high_pass = {2000};
  EXPECT_LT(level("meg"), before - 0.3) << "but the tone counts";
}

TEST_F(VoiceLevelsTest, AMinuteIsEnough) {
  say("meg", 0.1, 61);
  const double minute = level("meg");
  say("meg", 0.9, 30);
  EXPECT_EQ(level("meg"), minute);
}

TEST_F(VoiceLevelsTest, KnownOnesAreTakenOverUnmeasured) {
  say("meg", 0.3, 2);
  timeline_.cues.front().take = std::string(32, '0');  // a take that is not there
  const VoiceLevels known = {{{"meg", ""}, Lufs{-21}}, {{"nobody", ""}, Lufs{-5}}};
  EXPECT_EQ(levels(known), (VoiceLevels{{{"meg", ""}, Lufs{-21}}}));
  EXPECT_THROW(levels(), MachineFailure);
}

TEST_F(VoiceLevelsTest, WhoMakesNoSoundHasNone) {
  say("meg", 0, 2);
  say("erik", 0.3, 2);
  EXPECT_EQ(levels().count({"meg", ""}), 0U);
  EXPECT_EQ(levels().count({"erik", ""}), 1U);
}

TEST_F(VoiceLevelsTest, StopsWhenAsked) {
  say("meg", 0.3, 1);
  StopFlag stop;
  stop.set();
  EXPECT_THROW(measure_levels(timeline_, cast_, store_, {}, stop), Interrupted);
}

TEST(CalibrationText, CoversTheScript) {
  script::Script script;
  script::ScriptChapter& chapter = script.chapters.emplace_back();
  const std::vector<std::pair<std::string, std::string>> said = {
      {"meg", "softly"}, {"narrator", ""}, {"meg", ""}, {"erik", ""}, {"meg", "softly"}};
  for (const auto& [who, how] : said) {
    script::Line& line = chapter.lines.emplace_back();
    line.who = who;
    line.how = how;
  }
  const CalibrationText reading = calibration_text(language::default_language(), script);
  ASSERT_EQ(reading.script.chapters.size(), 1U);
  std::vector<std::pair<std::string, std::string>> voices;
  for (const script::Line& line : reading.script.chapters.front().lines) {
    voices.emplace_back(line.who, line.how);
    EXPECT_EQ(line.span.of(reading.manuscript.text), line.say);
  }
  EXPECT_EQ(voices, (std::vector<std::pair<std::string, std::string>>{
                        {"erik", ""}, {"meg", ""}, {"meg", "softly"}, {"narrator", ""}}));
}

}  // namespace
}  // namespace sotto::mix
