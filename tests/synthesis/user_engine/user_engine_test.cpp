#include "synthesis/user_engine/user_engine.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "shared/failure.h"
#include "support/engine_voices.h"
#include "support/folders.h"
#include "support/temp_folder.h"
#include "synthesis/synthesize.h"
#include "synthesis/user_engine/settings.h"

namespace sotto::user_engine {
namespace {

using ::testing::HasSubstr;

cast::VoiceProfile voice_of(const std::string& name) {
  cast::VoiceProfile profile;
  profile.name = "narrator";
  profile.engine = testing::with(schema().standard_settings(), {{"name", name}});
  return profile;
}

std::string program(const std::string& protocol, const std::string& fault = "") {
  return fmt::format("{{protocol: {0}, run: [python3, {1}/engines/stand_in_program.py, {0}, '{2}']}}", protocol,
                     testing::test_data().string(), fault);
}

class UserEngineTest : public ::testing::Test {
 protected:
  /// A text that the engine of that name performs.
  synthesis::SynthesisResult perform(const std::string& name, const std::string& text, int workers = 1) {
    const document::Manuscript manuscript{text, {{"text", {0, text.size()}}}};
    script::Script script;
    script::ScriptChapter& chapter = script.chapters.emplace_back();
    script::Line& line = chapter.lines.emplace_back();
    line.span = {0, text.size()};
    line.who = document::kNarrator;
    cast::Cast cast;
    cast.voices[document::kNarrator] = voice_of(name);
    synthesis::SynthesisSettings settings;
    settings.workers = workers;
    settings.engines = synthesis::builtin_engines(folder_.path());
    StopFlag stop;
    return synthesis::synthesize(manuscript, script, cast, synthesis::TakeStore(folder_ / "cache"), settings, stop,
                                 diagnostics_);
  }

  testing::TempFolder folder_;
  Diagnostics diagnostics_;
};

TEST_F(UserEngineTest, WordsHaveTheTimesThatItTells) {
  folder_.write("engines.yaml", "mine: " + program("sotto"));
  const auto result = perform("mine", "It rained all day.");
  EXPECT_EQ(render(diagnostics_), "");
  const auto& sentence = result.chapters.at(0).sentences.at(0);
  ASSERT_EQ(sentence.words.size(), 4U);
  EXPECT_EQ(sentence.rate.value, 16000);
  for (std::size_t i = 0; i < 4; ++i) EXPECT_NEAR(sentence.words[i].begin, 4800.0 * static_cast<double>(i), 150);
}

TEST_F(UserEngineTest, WithoutTimesWordsAreFoundByAnotherVoice) {
  folder_.write("engines.yaml", "mine: " + program("piper-json"));
  const auto result = perform("mine", "It rained all day.", 2);
  EXPECT_EQ(render(diagnostics_), "");
  const auto& words = result.chapters.at(0).sentences.at(0).words;
  ASSERT_EQ(words.size(), 4U);
  for (std::size_t i = 1; i < 4; ++i) EXPECT_GT(words[i].begin, words[i - 1].begin);
}

TEST_F(UserEngineTest, ASentenceThatFailsIsOneSentence) {
  folder_.write("engines.yaml", "mine: " + program("sotto", "refuse"));
  const auto result = perform("mine", "It rained.");
  EXPECT_EQ(result.chapters.at(0).unsaid.size(), 1U);
  EXPECT_THAT(render(diagnostics_), HasSubstr("cannot say this: I will not say that"));
}

TEST_F(UserEngineTest, AProgramThatIsNotThereEndsTheProduction) {
  folder_.write("engines.yaml", "mine: {protocol: sotto, run: [no-such-program]}");
  EXPECT_THROW(perform("mine", "It rained."), MachineFailure);
}

TEST_F(UserEngineTest, VoicesNameOnlyWhatTheUserHas) {
  folder_.write("engines.yaml", "mine: " + program("sotto"));
  const auto front_end = make_engine(folder_.path())->open({});
  front_end->check({{"narrator", voice_of("mine")}, {"meg", voice_of("minne")}}, diagnostics_);
  ASSERT_EQ(diagnostics_.all().size(), 1U);
  EXPECT_EQ(diagnostics_.all()[0].message, "your engines.yaml has no engine 'minne'");
  EXPECT_EQ(diagnostics_.all()[0].hint, "did you mean 'mine'?");
}

TEST_F(UserEngineTest, IsNamedByItsDefinitionAndItsModel) {
  folder_.write("model", "one");
  folder_.write("engines.yaml", "a: {protocol: wav, run: [x, ./model]}\nb: {protocol: wav, run: [y, ./model]}\n");
  const auto identity = [&](const char* name) {
    return make_engine(folder_.path())->open({})->identity(voice_of(name).engine);
  };
  const std::string before = identity("a");
  EXPECT_EQ(identity("a"), before);
  EXPECT_NE(identity("b"), before);
  folder_.write("model", "two");
  EXPECT_NE(identity("a"), before);
}

}  // namespace
}  // namespace sotto::user_engine
