#include "report/terminal_report.h"
#include "shared/text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "report/full_report.h"

namespace sotto::report {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(TerminalReport, ChecksHaveTheirValueLimitAndFirstFindings) {
  contents::ProductionReport report = full_report();
  const std::string table = checks_table(report, 100);
  EXPECT_THAT(table, HasSubstr("  FALLS No DC offset                               largest: 0.01  (at most 0.002)\n"
                               "        ! a.md:3:1  0:02  offset\n"
                               "          Run produce again.\n"));
  // What was skipped has a line, too.
  EXPECT_THAT(table, HasSubstr("\n  -     "));
  report.checks[0].findings.assign(12, report.checks[0].findings[0]);
  report.checks[0].found = 60;
  EXPECT_THAT(checks_table(report, 100), HasSubstr("and 50 more"));
}

TEST(TerminalReport, TellsOnlyWhatWantsALook) {
  contents::ProductionReport report = full_report();
  EXPECT_THAT(report_table(report, 100), HasSubstr("FALLS No DC offset: largest: 0.01"));
  report.checks[0].verdict = contents::Verdict::noted;
  EXPECT_THAT(report_table(report, 100), HasSubstr("look  No DC offset"));
  report.checks[0].verdict = contents::Verdict::passed;
  EXPECT_THAT(report_table(report, 100), Not(HasSubstr("No DC offset")));
}

TEST(TerminalReport, ListsChaptersAndSpeakers) {
  contents::ProductionReport report = full_report();
  report.chapters[0].measure.duration = Seconds{3725};
  report.cast[0].name = "Meg";
  report.cast[0].voice = "meg";
  report.cast[0].lines = 2;
  report.cast[0].speech = Seconds{61};
  const std::string table = report_table(report, 100);
  EXPECT_THAT(table, HasSubstr("One | two"));
  EXPECT_THAT(table, HasSubstr("1:02:05"));
  EXPECT_THAT(table, HasSubstr("Meg                          2 lines      1:01   voice: meg"));
}

TEST(TerminalReport, KeepsToItsColumns) {
  contents::ProductionReport report = full_report();
  report.checks[0].findings[0].message = std::string(500, 'x');
  std::istringstream lines(checks_table(report, 70));
  bool shortened = false;
  for (std::string line; std::getline(lines, line);) {
    if (line.find("xxx") == std::string::npos) continue;
    shortened = true;
    EXPECT_LE(count_code_points(line), 72U);  // an ellipsis is three bytes
  }
  EXPECT_TRUE(shortened);
}

}  // namespace
}  // namespace sotto::report
