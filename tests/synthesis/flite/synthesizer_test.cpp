#include "synthesis/flite/synthesizer.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "support/engine_voices.h"
#include "support/speech.h"
#include "synthesis/flite/flite.h"
#include "synthesis/spoken.h"

namespace sotto::flite {
namespace {

using synthesis::Spoken;
using synthesis::spoken;

constexpr const char* kText = "Rain ran down the window of the little room, and nobody came.";

cast::EngineSettings voice(std::initializer_list<cast::EngineSetting> said = {}) {
  return testing::with(schema().standard_settings(), said);
}

Spoken said(std::initializer_list<cast::EngineSetting> settings, const std::string& text = kText) {
  Spoken result = spoken(*make_engine(), voice(settings), text);
  EXPECT_EQ(result.trouble, "");
  return result;
}

double pitch_of(const Spoken& speech) {
  return testing::measure_speech(testing::floats(speech.samples), speech.rate).pitch;
}

double seconds(const Spoken& speech) { return static_cast<double>(speech.samples.size()) / speech.rate.value; }

TEST(FliteSynthesizer, IsTheSameTwiceAndTellsEachWord) {
  for (const Speaker& speaker : kSpeakers) {
    const Spoken once = said({{"voice", std::string(speaker.name)}});
    const Spoken again = said({{"voice", std::string(speaker.name)}});
    EXPECT_EQ(once.samples, again.samples) << speaker.name;
    ASSERT_EQ(once.events.size(), 12U) << speaker.name;
    EXPECT_EQ(once.events[1].position, 5U);
    for (std::size_t i = 1; i < once.events.size(); ++i) EXPECT_GT(once.events[i].frame, once.events[i - 1].frame);
  }
}

TEST(FliteSynthesizer, FormantsMoveNeitherPitchNorTempo) {
  for (const char* speaker : {"slt", "kal16"}) {
    const Spoken own = said({{"voice", speaker}});
    const Spoken small = said({{"voice", speaker}, {"formants", 1.2}});
    EXPECT_EQ(small.rate.value, 19200);
    EXPECT_NEAR(pitch_of(small) / pitch_of(own), 1, 0.06) << speaker;
    EXPECT_NEAR(seconds(small) / seconds(own), 1, 0.06) << speaker;
  }
}

TEST(FliteSynthesizer, PitchAndRateAreFactors) {
  const Spoken own = said({});
  EXPECT_NEAR(pitch_of(said({{"pitch", 1.2}})) / pitch_of(own), 1.2, 0.06);
  EXPECT_NEAR(seconds(said({{"rate", 240}})) / seconds(own), 160.0 / 240, 0.06);
  EXPECT_NEAR(seconds(said({}, fmt::format("<rate=1.25>{}", kText))) / seconds(own), 1 / 1.25, 0.06);
}

TEST(FliteSynthesizer, PhonesStandForAWord) {
  const Spoken house = said({}, "The house is mine.");
  const Spoken phones = said({}, "The {hh aw1 s} is mine.");
  EXPECT_NEAR(seconds(phones), seconds(house), 0.1);
  ASSERT_EQ(phones.events.size(), 4U);
  EXPECT_EQ(phones.events[2].position, 15U);
}

TEST(FliteSynthesizer, AWhisperIsBreath) {
  const Spoken breath = said({{"manner", "whispered"}});
  EXPECT_LT(testing::measure_speech(testing::floats(breath.samples), breath.rate).voiced, 0.1);
  EXPECT_EQ(breath.samples.size(), said({}).samples.size());
}

TEST(FliteSynthesizer, KnowsItsVersion) {
  EXPECT_EQ(make_engine()->version().find("flite 2."), 0U);
  EXPECT_EQ(installation().speakers.size(), kSpeakers.size());
  EXPECT_NE(installation().speakers[0], installation().speakers[1]);
}

TEST(FliteSynthesizer, AnUnknownVoiceIsTrouble) {
  EXPECT_EQ(spoken(*make_engine(), voice({{"voice", "stl"}}), kText).trouble, "flite has no voice 'stl'");
}

}  // namespace
}  // namespace sotto::flite
