#include "report/checks/findings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/checks/checked_production.h"

namespace sotto::checks {
namespace {

using contents::Verdict;
using ::testing::ElementsAre;

contents::Finding finding(const char* message, bool fails) {
  contents::Finding f;
  f.message = message;
  f.fails = fails;
  return f;
}

TEST(Findings, FailingOnesComeFirstAndDecide) {
  Outcome outcome;
  finish(outcome.report, "nothing");
  EXPECT_EQ(outcome.verdict(), Verdict::passed);
  outcome.report.findings = {finding("a", false)};
  finish(outcome.report, "one");
  EXPECT_EQ(outcome.verdict(), Verdict::noted);
  outcome.report.findings = {finding("a", false), finding("b", true), finding("c", false), finding("d", true)};
  finish(outcome.report, "four");
  EXPECT_EQ(outcome.verdict(), Verdict::failed);
  EXPECT_THAT(outcome.messages(), ElementsAre("b", "d", "a", "c"));
  EXPECT_EQ(outcome.report.value, "four");
  EXPECT_EQ(outcome.report.found, 4U);
}

TEST(Findings, AreTrimmedWithTheirNumberKept) {
  std::vector<contents::CheckReport> reports(1);
  reports[0].findings.resize(contents::kMostFindings + 7);
  finish(reports[0], "");
  trim(reports);
  EXPECT_EQ(reports[0].findings.size(), contents::kMostFindings);
  EXPECT_EQ(reports[0].found, contents::kMostFindings + 7);
}

TEST(Findings, OfALineHaveItsPlaceAndItsTimeWhereItSounds) {
  CheckedProduction book({"anna", "peter"});
  const contents::Finding spoken = finding_at(book.chapter(), 1, "is wrong");
  EXPECT_EQ(spoken.chapter, 1);
  EXPECT_EQ(spoken.line, 1U);
  EXPECT_EQ(spoken.time, Seconds{4});
  EXPECT_EQ(spoken.place, "story.md:2:1");
  book.line(1).takes.clear();
  EXPECT_EQ(finding_at(book.chapter(), 1, "is wrong").time, std::nullopt);
}

TEST(Findings, AtATimeNameTheLineThatWasHeardLast) {
  CheckedProduction book({"anna", "peter"});
  const ListeningContext context = book.context();
  EXPECT_EQ(finding_at(context.chapters[0], Seconds{0.5}, "").line, std::nullopt);
  EXPECT_EQ(finding_at(context.chapters[0], Seconds{3.5}, "").line, 0U);
  EXPECT_EQ(finding_at(context.chapters[0], Seconds{5}, "").line, 1U);
  // Where it is heard, not where it was planned.
  book.take(1).shift = frames(Seconds{2}, kMasterRate);
  EXPECT_EQ(finding_at(context.chapters[0], Seconds{5}, "").line, 0U);
  book.timeline().cues[0].line = synthesis::kTitle;
  EXPECT_EQ(finding_at(context.chapters[0], Seconds{3.5}, "").line, std::nullopt);
}

TEST(Findings, AtACueNameTheTitleWhereItIsOne) {
  CheckedProduction book({"anna", "peter"});
  book.take(0).shift = frames(Seconds{1}, kMasterRate);
  const ListeningContext context = book.context();
  EXPECT_EQ(finding_at_cue(context.chapters[0], 0, "is wrong").time, Seconds{2});
  EXPECT_EQ(finding_at_cue(context.chapters[0], 0, "is wrong").line, 0U);
  book.timeline().cues[0].line = synthesis::kTitle;
  const contents::Finding title = finding_at_cue(context.chapters[0], 0, "is wrong");
  EXPECT_EQ(title.message, "the title: is wrong");
  EXPECT_EQ(title.line, std::nullopt);
}

}  // namespace
}  // namespace sotto::checks
