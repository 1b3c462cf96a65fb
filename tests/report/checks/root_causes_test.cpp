#include "report/checks/root_causes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/checks/findings.h"

namespace sotto::checks {
namespace {

using ::testing::HasSubstr;

contents::CheckReport falling(const char* id, std::vector<std::pair<int, std::optional<std::size_t>>> places) {
  contents::CheckReport check;
  check.id = id;
  check.name = std::string("The ") + id;
  for (const auto& [chapter, line] : places) {
    contents::Finding& finding = check.findings.emplace_back();
    finding.chapter = chapter;
    finding.line = line;
    finding.message = "is wrong";
    finding.fails = true;
  }
  finish(check, "a value");
  return check;
}

TEST(Causes, ExplainWhatFollowsAtTheirPlaceAlone) {
  std::vector<contents::CheckReport> checks = {falling("clicks", {{1, 4}, {1, 5}, {2, 4}}),
                                               falling("dropouts", {{1, 4}})};
  suppress_consequences(checks);
  EXPECT_EQ(checks[0].verdict, contents::Verdict::failed);
  ASSERT_EQ(checks[0].findings.size(), 3U);
  // What still fails comes first.
  EXPECT_EQ(checks[0].findings[0].line, 5U);
  EXPECT_TRUE(checks[0].findings[1].fails);
  EXPECT_FALSE(checks[0].findings[2].fails);
  EXPECT_THAT(checks[0].findings[2].message, HasSubstr("(see: The dropouts)"));
  EXPECT_EQ(checks[0].value, "a value");
  EXPECT_EQ(checks[1].verdict, contents::Verdict::failed);
}

TEST(Causes, LeaveANoteWhereEverythingIsExplained) {
  std::vector<contents::CheckReport> checks = {falling("loudness", {{2, {}}}),
                                               falling("chapter-to-chapter", {{2, {}}})};
  suppress_consequences(checks);
  EXPECT_EQ(checks[0].verdict, contents::Verdict::failed);
  EXPECT_EQ(checks[1].verdict, contents::Verdict::noted);
}

TEST(Causes, APauseTearsTheLinesBesideIt) {
  std::vector<contents::CheckReport> checks = {falling("pauses", {{1, 4}}),
                                               falling("dropouts", {{1, 3}, {1, 5}, {1, 6}, {1, {}}})};
  suppress_consequences(checks);
  EXPECT_TRUE(checks[1].findings[0].fails);
  EXPECT_EQ(checks[1].findings[0].line, 6U);
  EXPECT_TRUE(checks[1].findings[1].fails);
  EXPECT_FALSE(checks[1].findings[2].fails);
  EXPECT_FALSE(checks[1].findings[3].fails);
}

TEST(Causes, ThatAreNoFaultExplainNothing) {
  std::vector<contents::CheckReport> checks = {falling("clicks", {{1, 4}}), falling("dropouts", {{1, 4}})};
  checks[1].findings[0].fails = false;
  finish(checks[1], "");
  suppress_consequences(checks);
  EXPECT_EQ(checks[0].verdict, contents::Verdict::failed);
}

}  // namespace
}  // namespace sotto::checks
