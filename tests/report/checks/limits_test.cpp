#include "report/checks/limits.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "support/temp_folder.h"

namespace sotto::testing {
namespace {

using ::testing::HasSubstr;

TEST(Limits, TheFileOfAllLimitsHoldsTheBuiltInOnes) {
  checks::Limits limits;
  Diagnostics diagnostics;
  // Read over other values, so that a key that is missing in the file would be noticed.
  limits.complete = {9, 9, 0.9, 0.9};
  limits.signal = {0.9, {-9}, {9}, {9}, {9}, {9}, 0.9, {9}};
  limits.loudness = {{9}, {9}, {9}, {9}, {9}};
  limits.ambience = {{9}, {9}, {9}, {9}, {9}, {9}, {9}};
  limits.intelligibility = {0.8, 0.8, {19}, {9}};
  limits.voices = {9, 9};
  limits.deliveries = {0.9, {9}};
  limits.attribution = {0.9, 0.9};
  limits.regression = {0.9};
  checks::read_limits(std::filesystem::path(SOTTO_SOURCE_DIR) / "checks" / "limits.yaml", limits, diagnostics);
  EXPECT_EQ(render(diagnostics), "");
  EXPECT_EQ(limits, checks::Limits{});
}

TEST(Limits, AFileChangesWhatItNames) {
  const TempFolder folder;
  checks::Limits limits;
  Diagnostics diagnostics;
  checks::read_limits(folder.write("limits.yaml", "ambience:\n  speech_over_bed: 12\n"), limits, diagnostics);
  EXPECT_TRUE(diagnostics.empty());
  checks::Limits expected;
  expected.ambience.speech_over_bed = {12};
  EXPECT_EQ(limits, expected);
}

TEST(Limits, WhatIsUnknownIsAnErrorAtItsPlace) {
  const TempFolder folder;
  checks::Limits limits;
  Diagnostics diagnostics;
  checks::read_limits(folder.write("limits.yaml", "signal:\n  clik: -20\n  phase: 7\nnoise: {}\n"), limits,
                      diagnostics);
  EXPECT_TRUE(diagnostics.has_errors());
  const std::string told = render(diagnostics);
  EXPECT_THAT(told, HasSubstr(":2:3: error"));
  EXPECT_THAT(told, HasSubstr("click"));
  EXPECT_THAT(told, HasSubstr(":3:10: error"));
  EXPECT_THAT(told, HasSubstr(":4:1: error"));
}

}  // namespace
}  // namespace sotto::testing
