#include "report/checks/golden_comparison.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/checks/golden_file.h"
#include "report/checks/run_checks.h"
#include "shared/files.h"
#include "support/temp_folder.h"

namespace sotto::checks {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

contents::LineReport line(const std::string& text, double begin, double level) {
  contents::LineReport told;
  told.who = "meg";
  told.text = text;
  told.begin = {begin};
  told.end = {begin + 2};
  told.level = Lufs{level};
  told.pitch = Hertz{220};
  told.centroid = Hertz{1500};
  told.takes = {std::string(32, text.front())};
  return told;
}

contents::ProductionReport two_chapters() {
  contents::ProductionReport report;
  report.edition = "audiobook";
  for (int number = 1; number <= 2; ++number) {
    contents::ChapterReport& chapter = report.chapters.emplace_back();
    chapter.number = number;
    chapter.title = number == 1 ? "The Rain" : "The Mask";
    chapter.lines = {line("a first line", 1, -18), line("b second line", 4, -18)};
    chapter.momentary = {{0.2}, std::vector<float>(60, -18.0F)};
  }
  return report;
}

class Blessed : public ::testing::Test {
 protected:
  void SetUp() override { update_golden(two_chapters(), folder_ / "book"); }

  contents::CheckReport compared(contents::ProductionReport& report, double changed = 1) {
    Limits limits;
    limits.set("regression.changed", changed);
    Diagnostics diagnostics;
    add_golden_checks(report, folder_ / "book", limits, diagnostics);
    EXPECT_EQ(render(diagnostics), "");
    return report.checks.back();
  }

  testing::TempFolder folder_;
};

TEST_F(Blessed, TheSameIsTheSame) {
  contents::ProductionReport report = two_chapters();
  EXPECT_EQ(compared(report, 0).verdict, contents::Verdict::passed);
  EXPECT_THAT(report.changes, IsEmpty());
}

TEST_F(Blessed, WhatNobodyHearsIsNoChange) {
  contents::ProductionReport report = two_chapters();
  report.chapters[0].lines[1] = line("b second line", 4.02, -18.3);
  EXPECT_EQ(compared(report, 0).verdict, contents::Verdict::passed);
}

TEST_F(Blessed, EachDifferenceIsTold) {
  struct Case {
    const char* what;
    void (*change)(contents::LineReport&);
  };
  const std::vector<Case> cases = {
      {"2.0 dB louder", [](contents::LineReport& l) { l.level = Lufs{-16}; }},
      {"erik speaks instead of meg", [](contents::LineReport& l) { l.who = "erik"; }},
      {"whisper instead of plain", [](contents::LineReport& l) { l.how = "whisper"; }},
      {"0.50 s shorter", [](contents::LineReport& l) { l.end = {5.5}; }},
      {"2.0 semitones higher", [](contents::LineReport& l) { l.pitch = Hertz{246.94}; }},
      {"voiceless now", [](contents::LineReport& l) { l.pitch.reset(); }},
      {"20 % darker", [](contents::LineReport& l) { l.centroid = Hertz{1200}; }},
      {"other takes that measure the same", [](contents::LineReport& l) { l.takes = {"other"}; }},
      {"says other words", [](contents::LineReport& l) { l.text = "b second word"; }},
  };
  for (const Case& c : cases) {
    contents::ProductionReport report = two_chapters();
    c.change(report.chapters[1].lines[1]);
    const contents::CheckReport check = compared(report);
    EXPECT_EQ(check.verdict, contents::Verdict::noted);
    ASSERT_EQ(report.changes.size(), 1U) << c.what;
    EXPECT_EQ(report.changes[0].what, std::vector<std::string>{c.what});
    EXPECT_EQ(report.changes[0].chapter, 2);
    EXPECT_EQ(report.changes[0].line, 1U);
    EXPECT_EQ(report.changes[0].was, std::string(c.what) == "says other words" ? "b second line" : "");
  }
}

TEST_F(Blessed, ABookMayBeHeldToIt) {
  contents::ProductionReport report = two_chapters();
  report.chapters[1].lines[1].level = Lufs{-16};
  EXPECT_EQ(compared(report, 0.25).verdict, contents::Verdict::noted);
  EXPECT_EQ(compared(report, 0.2).verdict, contents::Verdict::failed);
}

TEST_F(Blessed, AnotherEditionIsNotComparedWithIt) {
  contents::ProductionReport report = two_chapters();
  report.edition = "audiobook, dry";
  report.chapters[1].lines[1].level = Lufs{-16};
  EXPECT_EQ(compared(report, 0).verdict, contents::Verdict::skipped);
  EXPECT_THAT(report.changes, IsEmpty());
}

TEST_F(Blessed, ChaptersThatCameOrWentCount) {
  contents::ProductionReport report = two_chapters();
  report.chapters[1].title = "The Morning";
  const contents::CheckReport check = compared(report, 0.9);
  EXPECT_EQ(check.verdict, contents::Verdict::failed);
  EXPECT_THAT(check.findings,
              ElementsAre(::testing::Field(&contents::Finding::message, HasSubstr("is not blessed")),
                          ::testing::Field(&contents::Finding::message, HasSubstr("02-the-mask.txt is no more"))));
  update_golden(report, folder_ / "book");
  EXPECT_EQ(compared(report, 0).verdict, contents::Verdict::passed);
}

TEST_F(Blessed, WhatCannotBeReadIsToldWithItsLine) {
  write_file(folder_ / "book/01-the-rain.txt", "# head\nmeg\tplain\n");
  contents::ProductionReport report = two_chapters();
  Diagnostics diagnostics;
  add_golden_checks(report, folder_ / "book", Limits{}, diagnostics);
  EXPECT_THAT(render(diagnostics), HasSubstr("01-the-rain.txt:2: warning"));
}

}  // namespace
}  // namespace sotto::checks
