#include "report/checks/golden_comparison.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "shared/files.h"
#include "support/temp_folder.h"

namespace sotto {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

LineReport line(const std::string& text, double begin, double level) {
  LineReport told;
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

ProductionReport two_chapters() {
  ProductionReport report;
  report.edition = "audiobook";
  for (int number = 1; number <= 2; ++number) {
    ChapterReport& chapter = report.chapters.emplace_back();
    chapter.number = number;
    chapter.title = number == 1 ? "The Rain" : "The Mask";
    chapter.lines = {line("a first line", 1, -18), line("b second line", 4, -18)};
    chapter.momentary = {{0.2}, std::vector<float>(60, -18.0F)};
  }
  return report;
}

class Blessed : public ::testing::Test {
 protected:
  void SetUp() override { bless(two_chapters(), folder_ / "book"); }

  CheckReport compared(ProductionReport& report, double changed = 1) {
    Limits limits;
    limits.regression.changed = changed;
    Diagnostics diagnostics;
    compare_with_blessed(report, folder_ / "book", limits, diagnostics);
    EXPECT_EQ(render(diagnostics), "");
    return report.checks.back();
  }

  testing::TempFolder folder_;
};

TEST_F(Blessed, TheSameIsTheSame) {
  ProductionReport report = two_chapters();
  EXPECT_EQ(compared(report, 0).verdict, Verdict::passed);
  EXPECT_THAT(report.changes, IsEmpty());
}

TEST_F(Blessed, WhatNobodyHearsIsNoChange) {
  ProductionReport report = two_chapters();
  report.chapters[0].lines[1] = line("b second line", 4.02, -18.3);
  EXPECT_EQ(compared(report, 0).verdict, Verdict::passed);
}

TEST_F(Blessed, EachDifferenceIsTold) {
  struct Case {
    const char* what;
    void (*change)(LineReport&);
  };
  const std::vector<Case> cases = {
      {"2.0 dB louder", [](LineReport& l) { l.level = Lufs{-16}; }},
      {"erik speaks instead of meg", [](LineReport& l) { l.who = "erik"; }},
      {"whisper instead of plain", [](LineReport& l) { l.how = "whisper"; }},
      {"0.50 s shorter", [](LineReport& l) { l.end = {5.5}; }},
      {"2.0 semitones higher", [](LineReport& l) { l.pitch = Hertz{246.94}; }},
      {"voiceless now", [](LineReport& l) { l.pitch.reset(); }},
      {"20 % darker", [](LineReport& l) { l.centroid = Hertz{1200}; }},
      {"other takes that measure the same", [](LineReport& l) { l.takes = {"other"}; }},
      {"says other words", [](LineReport& l) { l.text = "b second word"; }},
  };
  for (const Case& c : cases) {
    ProductionReport report = two_chapters();
    c.change(report.chapters[1].lines[1]);
    const CheckReport check = compared(report);
    EXPECT_EQ(check.verdict, Verdict::noted);
    ASSERT_EQ(report.changes.size(), 1U) << c.what;
    EXPECT_EQ(report.changes[0].what, std::vector<std::string>{c.what});
    EXPECT_EQ(report.changes[0].chapter, 2);
    EXPECT_EQ(report.changes[0].line, 1U);
    EXPECT_EQ(report.changes[0].was, std::string(c.what) == "says other words" ? "b second line" : "");
  }
}

TEST_F(Blessed, ABookMayBeHeldToIt) {
  ProductionReport report = two_chapters();
  report.chapters[1].lines[1].level = Lufs{-16};
  EXPECT_EQ(compared(report, 0.25).verdict, Verdict::noted);
  EXPECT_EQ(compared(report, 0.2).verdict, Verdict::failed);
}

TEST_F(Blessed, AnotherEditionIsNotComparedWithIt) {
  ProductionReport report = two_chapters();
  report.edition = "audiobook, dry";
  report.chapters[1].lines[1].level = Lufs{-16};
  EXPECT_EQ(compared(report, 0).verdict, Verdict::skipped);
  EXPECT_THAT(report.changes, IsEmpty());
}

TEST_F(Blessed, ChaptersThatCameOrWentCount) {
  ProductionReport report = two_chapters();
  report.chapters[1].title = "The Morning";
  const CheckReport check = compared(report, 0.9);
  EXPECT_EQ(check.verdict, Verdict::failed);
  EXPECT_THAT(check.findings,
              ElementsAre(::testing::Field(&Finding::message, HasSubstr("is not blessed")),
                          ::testing::Field(&Finding::message, HasSubstr("02-the-mask.txt is no more"))));
  bless(report, folder_ / "book");
  EXPECT_EQ(compared(report, 0).verdict, Verdict::passed);
}

TEST_F(Blessed, WhatCannotBeReadIsToldWithItsLine) {
  write_file(folder_ / "book/01-the-rain.txt", "# head\nmeg\tplain\n");
  ProductionReport report = two_chapters();
  Diagnostics diagnostics;
  compare_with_blessed(report, folder_ / "book", Limits{}, diagnostics);
  EXPECT_THAT(render(diagnostics), HasSubstr("01-the-rain.txt:2: warning"));
}

}  // namespace
}  // namespace sotto
