// A new check needs no more than its own file and its limits: a made-up one stands here as it would in a file of its
// own, and is found in everything that a report is.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "report/checks/check_runner.h"
#include "report/checks/checked_production.h"
#include "report/checks/findings.h"
#include "report/checks/root_causes.h"
#include "report/html_page.h"
#include "report/junit.h"
#include "report/report_json.h"
#include "report/terminal_report.h"
#include "support/json_schema.h"
#include "support/temp_folder.h"

namespace sotto::checks {
namespace {

using nlohmann::json;
using sotto::testing::TempFolder;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

CheckSummary summarize(const PlannedChapter& chapter, const Limits& limits) {
  CheckSummary summary;
  for (std::size_t l = 0; l < chapter.report.lines.size(); ++l) {
    const double length = (chapter.report.lines[l].end - chapter.report.lines[l].begin).value;
    if (length > limits.at("breath.longest")) {
      summary.findings.push_back(fail(finding_at(chapter.report, l, fmt::format("{:.1f} s in one breath", length))));
    }
  }
  return summary;
}

void judge(const QuickContext& context, contents::CheckReport& check) {
  check.limit = fmt::format("at most {:g} s", context.limits.at("breath.longest"));
  for (const CheckSummary* chapter : context.chapters) {
    check.findings.insert(check.findings.end(), chapter->findings.begin(), chapter->findings.end());
  }
  finish(check, fmt::format("{} too long", check.findings.size()));
}

Check breath_check() {
  return {.id = "breath",
          .group = "breath",
          .name = "Nobody runs out of breath",
          .meaning = "How long a line is.",
          .hint = "Divide the line.",
          .unit = "s",
          .limits = {{"breath.longest", 1, 600, "s"}},
          .explains = {{"durations", Reach::line}},
          .run = QuickCheck{.summarize = summarize, .judge = judge}};
}

/// What its lines in checks/limits.yaml would be.
constexpr const char* kLimits = "breath:\n  longest: 20\n";

class MadeUpCheck : public ::testing::Test {
 protected:
  MadeUpCheck() {
    std::vector<Check> checks = all_checks();
    checks.push_back(breath_check());
    registry_.emplace(std::move(checks), std::string(limits_yaml()) + kLimits);
    book_.limits = registry_->limits();
    book_.line(1).end = book_.line(1).begin + Seconds{24};
  }

  contents::ProductionReport checked() {
    // Of the other checks only what needs no summary has anything to say.
    const PlannedChapter planned{book_.made.manuscript, book_.script, book_.synthesized, book_.timeline(),
                                 book_.chapter()};
    const std::vector<ChapterSummary> chapters = {{{"breath", summarize(planned, book_.limits)}}};
    contents::ProductionReport report = book_.report;
    const contents::LinesOf lines_of = [&](std::size_t chapter) { return report.chapters[chapter].lines; };
    report.checks = quick_checks(chapters, book_.made.profile, report, lines_of, book_.limits, *registry_);
    return report;
  }

  CheckedProduction book_{{"anna", "peter"}};
  std::optional<CheckRegistry> registry_;
};

TEST_F(MadeUpCheck, IsInReportJsonAsItsSchemaHasIt) {
  const json report = json::parse(report::report_json(checked()));
  EXPECT_THAT(sotto::testing::against_schema(report, sotto::testing::report_schema()), IsEmpty());
  const json& check = report["checks"].back();
  EXPECT_EQ(check["id"], "breath");
  EXPECT_EQ(check["group"], "breath");
  EXPECT_EQ(check["verdict"], "failed");
  EXPECT_EQ(check["limit"], "at most 20 s");
  EXPECT_EQ(check["findings"][0]["line"], 1);
  EXPECT_EQ(report["passed"], false);
}

TEST_F(MadeUpCheck, IsOnTheTerminal) {
  const std::string table = report::checks_table(checked(), 120);
  EXPECT_THAT(table, HasSubstr("FALLS Nobody runs out of breath"));
  EXPECT_THAT(table, HasSubstr("24.0 s in one breath"));
  EXPECT_THAT(table, HasSubstr("Divide the line. Or allow it: `breath: {longest: ...}` in limits.yaml beside the "
                               "book's settings."));
}

TEST_F(MadeUpCheck, IsInJunit) {
  const std::string junit = report::junit_xml(checked());
  EXPECT_THAT(junit, HasSubstr("name=\"Nobody runs out of breath\""));
  EXPECT_THAT(junit, HasSubstr("1 too long (limit: at most 20 s)"));
}

TEST_F(MadeUpCheck, IsOnThePage) {
  const std::string page = report::page_html(checked(), {{}}, {}, {});
  EXPECT_THAT(page, HasSubstr("Nobody runs out of breath"));
  EXPECT_THAT(page, HasSubstr("24.0 s in one breath"));
}

TEST_F(MadeUpCheck, IsHeldToTheLimitsOfTheBook) {
  const TempFolder folder;
  Diagnostics diagnostics;
  read_limits(folder.write("limits.yaml", "breath: {longest: 30}\n"), book_.limits, diagnostics);
  EXPECT_EQ(render(diagnostics), "");
  EXPECT_EQ(checked().checks.back().verdict, contents::Verdict::passed);
  read_limits(folder.write("limits.yaml", "breath: {longest: 601}\n"), book_.limits, diagnostics);
  EXPECT_THAT(render(diagnostics), HasSubstr("between 1 and 600 (s)"));
}

TEST_F(MadeUpCheck, AccountsForTheFailuresOfAnother) {
  std::vector<contents::CheckReport> reports(2);
  reports[0].id = "durations";
  reports[1].id = "breath";
  reports[1].name = "Nobody runs out of breath";
  for (contents::CheckReport& report : reports) {
    report.findings.push_back(fail(finding_at(book_.chapter(), 1, "is wrong")));
    finish(report, "");
  }
  suppress_consequences(reports, *registry_);
  EXPECT_EQ(reports[0].verdict, contents::Verdict::noted);
  EXPECT_EQ(reports[0].findings[0].message, "is wrong (see: Nobody runs out of breath)");
  EXPECT_EQ(reports[1].verdict, contents::Verdict::failed);
}

}  // namespace
}  // namespace sotto::checks
