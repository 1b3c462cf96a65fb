#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/checks/checked_production.h"

namespace sotto::checks {
namespace {

/// Chapters of so many LUFS; of so many dB RMS, where it counts.
contents::CheckReport between(const std::vector<double>& levels, const publish::DeliveryProfile& profile = {},
                              Decibels rms = {-22}) {
  CheckedProduction book({});
  book.made.profile = profile;
  book.report.chapters.clear();
  for (const double level : levels) {
    contents::ChapterReport& chapter = book.report.chapters.emplace_back();
    chapter.number = static_cast<int>(book.report.chapters.size());
    chapter.lines.resize(1);
    chapter.measure = {{60}, {level}, {3}, {-2}, {}, {}, 0};
    chapter.measure.levels.rms = rms;
  }
  return book.quick("chapter-to-chapter").report;
}

TEST(ChapterToChapterCheck, TellsTheWholeDifference) {
  const contents::CheckReport check = between({-18, -17.9, -18.2, -16.1});
  EXPECT_EQ(check.verdict, contents::Verdict::failed);
  EXPECT_EQ(check.value, "2.10 LU");
  ASSERT_EQ(check.findings.size(), 1U);
  EXPECT_EQ(check.findings[0].chapter, 4);
  EXPECT_EQ(check.findings[0].message, "2.10 LU louder than chapter 3");
}

TEST(ChapterToChapterCheck, NamesTheOneThatStandsOut) {
  EXPECT_EQ(between({-18, -20, -17.9}).findings.at(0).chapter, 2);
  EXPECT_EQ(between({-18, -20, -17.9}).findings.at(0).message, "2.10 LU softer than chapter 3");
  // Of two, the one that is not as the profile asks.
  EXPECT_EQ(between({-18.1, -16}).findings.at(0).chapter, 2);
  EXPECT_EQ(between({-20, -18.1}).findings.at(0).chapter, 1);
}

TEST(ChapterToChapterCheck, AllowsWhatTheLimitAllows) {
  EXPECT_EQ(between({-18, -17.5}).verdict, contents::Verdict::passed);
  EXPECT_EQ(between({-18, -17.49}).verdict, contents::Verdict::failed);
  EXPECT_EQ(between({-18}).verdict, contents::Verdict::skipped);
}

TEST(ChapterToChapterCheck, LeavesOutWhatTheRmsLevelHolds) {
  publish::DeliveryProfile profile;
  profile.loudness = {-21};
  profile.rms = publish::AllowedLevel{{-23}, {-18}};
  // As soft as its RMS level may be: it cannot be brought down to the others.
  const contents::CheckReport check = between({-19.5, -19.5}, profile, {-22.8});
  EXPECT_EQ(check.verdict, contents::Verdict::skipped);
}

}  // namespace
}  // namespace sotto::checks
