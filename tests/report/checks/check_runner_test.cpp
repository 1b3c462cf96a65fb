#include "report/checks/check_runner.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "report/checks/checked_production.h"

namespace sotto::checks {
namespace {

using contents::Verdict;
using ::testing::ElementsAre;

void finish_at_once(const ListeningContext& /*context*/, contents::CheckReport& check) { finish(check, "judged"); }
bool never(const ListeningContext& /*context*/) { return false; }

CheckSummary count_lines(const PlannedChapter& chapter, const Limits& /*limits*/) {
  CheckSummary summary;
  summary.examined = chapter.report.lines.size();
  return summary;
}
void sum_up(const QuickContext& context, contents::CheckReport& check) {
  std::size_t lines = 0;
  for (const CheckSummary* chapter : context.chapters) lines += chapter->examined;
  finish(check, std::to_string(lines));
}

const CheckRegistry& small_registry() {
  const auto check = [](const char* id, decltype(Check::run) run) {
    return Check{.id = id, .group = "group", .name = "name", .meaning = "meaning", .unit = "dB", .run = run};
  };
  static const CheckRegistry registry(
      {check("counted", QuickCheck{.summarize = count_lines, .judge = sum_up}),
       check("never", ListeningCheck{.judge = finish_at_once, .applies = never}),
       check("heard", ListeningCheck{.judge = finish_at_once}),
       check("always", ListeningCheck{.judge = finish_at_once, .without_masters = true})},
      "checks: [always, counted, never, heard]\n");
  return registry;
}

std::vector<std::string> run_ids(const std::vector<contents::CheckReport>& reports) {
  std::vector<std::string> ids;
  for (const contents::CheckReport& report : reports) ids.push_back(report.id);
  return ids;
}

class CheckRunner : public ::testing::Test {
 protected:
  ChapterSummary summary() {
    return summarize_chapter(
        {book_.made.manuscript, book_.script, book_.synthesized, book_.timeline(), book_.chapter()}, book_.limits,
        small_registry());
  }

  CheckedProduction book_{{"anna", "peter"}};
};

TEST_F(CheckRunner, KeepsOfAChapterWhatTheQuickChecksWant) {
  const ChapterSummary kept = summary();
  ASSERT_EQ(kept.size(), 1U);
  EXPECT_EQ(kept.at("counted").examined, 2U);
}

TEST_F(CheckRunner, MakesQuickChecksOfAllChapters) {
  const auto reports =
      quick_checks({summary(), summary(), {}}, book_.made.profile, book_.report, {}, book_.limits, small_registry());
  ASSERT_THAT(run_ids(reports), ElementsAre("counted"));
  EXPECT_EQ(reports[0].value, "4");
  EXPECT_EQ(reports[0].group, "group");
  EXPECT_EQ(reports[0].name, "name");
  EXPECT_EQ(reports[0].meaning, "meaning");
  EXPECT_EQ(reports[0].unit, "dB");
}

TEST_F(CheckRunner, MakesAllThatApplyInTheOrderOfTheRegistry) {
  const auto reports = listening_checks({summary()}, book_.context(), small_registry());
  EXPECT_THAT(run_ids(reports), ElementsAre("always", "counted", "heard"));
  EXPECT_EQ(reports[2].verdict, Verdict::passed);
}

TEST_F(CheckRunner, SkipsWhatNeedsAMasterWhereThereIsNone) {
  ListeningContext context = book_.context();
  context.chapters.clear();
  const auto reports = listening_checks({summary()}, context, small_registry());
  EXPECT_EQ(reports[0].verdict, Verdict::passed);
  EXPECT_EQ(reports[1].verdict, Verdict::passed);
  EXPECT_EQ(reports[2].verdict, Verdict::skipped);
  EXPECT_EQ(reports[2].value, "no chapter could be listened to");
}

}  // namespace
}  // namespace sotto::checks
