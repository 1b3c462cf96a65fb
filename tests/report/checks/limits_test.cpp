#include "report/checks/limits.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

#include "report/checks/check_registry.h"
#include "support/temp_folder.h"

namespace sotto::checks {
namespace {

using sotto::testing::TempFolder;
using ::testing::HasSubstr;

TEST(Limits, HaveTheValuesOfTheFile) {
  // One of each kind: whole, negative, with decimals.
  const Limits limits;
  EXPECT_EQ(limits.at("complete.slowest"), 3);
  EXPECT_EQ(limits.at("signal.click"), -32);
  EXPECT_EQ(limits.at("attribution.confidence"), 0.8);
  EXPECT_EQ(limits.at("intelligibility.estoi"), 0.93);
}

TEST(Limits, AreWrittenInTheFileAndNowhereElse) {
  std::string text(limits_yaml());
  const std::string value = "estoi: 0.93";
  ASSERT_NE(text.find(value), std::string::npos);
  text.replace(text.find(value), value.size(), "estoi: 0.5");
  EXPECT_EQ(CheckRegistry(all_checks(), text).limits().at("intelligibility.estoi"), 0.5);
}

TEST(Limits, OfAnUnknownNameAreABug) {
  Limits limits;
  EXPECT_THROW(limits.at("signal.clik"), std::logic_error);
  EXPECT_THROW(limits.set("signal.clik", 1), std::logic_error);
  EXPECT_THROW(Limits({{"signal.click"}, {"signal.click"}}), std::logic_error);
}

/// Who begins with a copy of the whole file may do so.
TEST(Limits, ACopyOfTheFileChangesNothing) {
  const TempFolder folder;
  Limits limits;
  limits.set("signal.click", -20);
  Diagnostics diagnostics;
  read_limits(folder.write("limits.yaml", std::string(limits_yaml())), limits, diagnostics);
  EXPECT_EQ(render(diagnostics), "");
  EXPECT_EQ(limits, Limits{});
}

TEST(Limits, AreTheBooksOwnUnlessOthersAreChosen) {
  const TempFolder folder;
  folder.write("book/limits.yaml", "signal: {click: -20}\n");
  folder.write("strict.yaml", "signal: {hum: 6}\n");
  Diagnostics diagnostics;
  EXPECT_EQ(limits_for(folder / "none", {}, diagnostics), Limits{});
  EXPECT_EQ(limits_for(folder / "book", {}, diagnostics).at("signal.click"), -20);
  const Limits chosen = limits_for(folder / "book", folder / "strict.yaml", diagnostics);
  EXPECT_EQ(chosen.at("signal.click"), -32);
  EXPECT_EQ(chosen.at("signal.hum"), 6);
  EXPECT_EQ(render(diagnostics), "");
  limits_for(folder / "book", folder / "gone.yaml", diagnostics);
  EXPECT_THAT(render(diagnostics), HasSubstr("gone.yaml: error: the limits cannot be read"));
}

TEST(Limits, AFileChangesWhatItNames) {
  const TempFolder folder;
  Limits limits;
  Diagnostics diagnostics;
  read_limits(folder.write("limits.yaml", "ambience:\n  speech_over_bed: 12\n"), limits, diagnostics);
  EXPECT_TRUE(diagnostics.empty());
  Limits expected;
  expected.set("ambience.speech_over_bed", 12);
  EXPECT_EQ(limits, expected);
}

TEST(Limits, WhatIsUnknownIsAnErrorAtItsPlace) {
  const TempFolder folder;
  Limits limits;
  Diagnostics diagnostics;
  read_limits(folder.write("limits.yaml", "signal:\n  clik: -20\n  phase: 7\nnoise: {}\n"), limits, diagnostics);
  EXPECT_TRUE(diagnostics.has_errors());
  const std::string told = render(diagnostics);
  EXPECT_THAT(told, HasSubstr(":2:3: error"));
  EXPECT_THAT(told, HasSubstr("click"));
  EXPECT_THAT(told, HasSubstr(":3:10: error"));
  EXPECT_THAT(told, HasSubstr(":4:1: error"));
}

}  // namespace
}  // namespace sotto::checks
