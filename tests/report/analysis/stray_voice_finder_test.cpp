#include "report/analysis/stray_voice_finder.h"

#include <gtest/gtest.h>

#include "report/analysis/residual.h"

namespace sotto::analysis {
namespace {

/// A second and a half of bed in which a buzz of so many hertz sounds from 0.5 to 0.9 s.
std::vector<SignalEvent> found(double hertz, double level, bool in_the_bed = false) {
  std::vector<float> sound = sotto::testing::noise(0.003, frames_of(1.5), 9);
  std::vector<float> planned = sound;
  for (std::size_t i = frames_of(0.5); i < frames_of(0.9); ++i) {
    const double phase = hertz * static_cast<double>(i) / kMasterRate.value;
    sound[i] += static_cast<float>(level * (2 * (phase - std::floor(phase)) - 1));
  }
  StrayVoiceFinder finder;
  if (in_the_bed) planned = sound;
  for (float& x : planned) x *= 3;  // before the chapter's gain
  finder.add({BedStretch::Kind::pause, 44100, 441}, sound, planned);
  return finder.voices();
}

TEST(StrayVoiceFinder, TellsAVoiceInAPause) {
  const auto voices = found(150, 0.05);
  ASSERT_EQ(voices.size(), 1U);
  EXPECT_NEAR(voices[0].at.value, 1.51, 0.05);
  EXPECT_NEAR(voices[0].length.value, 0.4, 0.08);
  EXPECT_GT(voices[0].value, 15);
}

TEST(StrayVoiceFinder, WhatTheBedHasIsNobodys) {
  for (const SignalEvent& event : found(150, 0.05, true)) EXPECT_LT(event.value, 1);
}

TEST(StrayVoiceFinder, HearsNoneInNoiseNorWhatIsTooSoft) {
  EXPECT_TRUE(found(150, 0).empty());
  EXPECT_TRUE(found(150, 0.0002).empty());
}

}  // namespace
}  // namespace sotto::analysis
