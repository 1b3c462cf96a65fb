#include "synthesis/flite/flite.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/engine_voices.h"
#include "synthesis/flite/settings.h"

namespace sotto::flite {
namespace {

std::map<std::string, cast::VoiceProfile> one_voice(std::initializer_list<cast::EngineSetting> said) {
  std::map<std::string, cast::VoiceProfile> voices;
  voices["narrator"].engine = testing::with(schema().standard_settings(), said);
  return voices;
}

TEST(Flite, TellsThatASpeakersPitchIsFixed) {
  Diagnostics diagnostics;
  make_engine()->open({})->check(one_voice({{"voice", "rms"}, {"pitch", 1.2}}), diagnostics);
  ASSERT_EQ(diagnostics.all().size(), 1U);
  EXPECT_EQ(diagnostics.all()[0].message, "flite's 'rms' has one pitch only: `pitch` changes nothing");
  Diagnostics none;
  make_engine()->open({})->check(one_voice({{"voice", "awb"}, {"pitch", 1.2}}), none);
  EXPECT_TRUE(none.empty());
}

TEST(Flite, TellsOnceWhatPronunciationOfABookItCannotSay) {
  auto voices = one_voice({});
  voices["narrator"].pronunciations["Ngugi"] = {"&gugi", {"book.yaml", 3, 5, ""}};
  voices["meg"] = voices["narrator"];
  Diagnostics diagnostics;
  make_engine()->open({})->check(voices, diagnostics);
  ASSERT_EQ(diagnostics.all().size(), 1U);
  EXPECT_EQ(diagnostics.all()[0].severity, Severity::warning);
  EXPECT_EQ(diagnostics.all()[0].line, 3U);
}

TEST(Flite, IsNamedByItsLibraries) {
  const auto front_end = make_engine()->open({});
  const std::string slt = front_end->identity(testing::with(schema().standard_settings(), {{"voice", "slt"}}));
  const std::string awb = front_end->identity(testing::with(schema().standard_settings(), {{"voice", "awb"}}));
  EXPECT_THAT(slt, ::testing::MatchesRegex("flite 2\\.[0-9]+, library [0-9a-f]{16}, voice [0-9a-f]{16}"));
  EXPECT_NE(slt, awb);
}

}  // namespace
}  // namespace sotto::flite
