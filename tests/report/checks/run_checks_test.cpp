#include "report/checks/run_checks.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "report/checks/checked_production.h"
#include "support/temp_folder.h"

namespace sotto::checks {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

std::vector<std::string> ids_of(const contents::ProductionReport& report) {
  std::vector<std::string> ids;
  for (const contents::CheckReport& check : report.checks) ids.push_back(check.id);
  return ids;
}

class ListeningToAProduction : public ::testing::Test {
 protected:
  void SetUp() override {
    made_.script.chapters.resize(1);
    made_.performance.chapters.resize(1);
    made_.chapters.resize(1);
    made_.timelines.resize(1);
  }

  contents::ProductionReport report() {
    const auto silent = silent_progress();
    return run_checks(made_, store_, Limits(), folder_.path(), 2, *silent, {});
  }

  testing::TempFolder folder_;
  synthesis::TakeStore store_{folder_ / "cache"};
  contents::MadeProduction made_;
};

TEST_F(ListeningToAProduction, AnOutdatedMasterIsNotHeardAndToldWhy) {
  made_.chapters[0].outdated = {{contents::RebuildReason::Kind::never_made}};
  const contents::ProductionReport heard = report();
  EXPECT_TRUE(heard.listened);
  EXPECT_THAT(heard.chapters.at(0).unheard, HasSubstr("it is out of date: "));
  EXPECT_THAT(heard.chapters.at(0).unheard, HasSubstr(contents::in_words(made_.chapters[0].outdated)));
  EXPECT_THAT(ids_of(heard), Contains("masters"));
}

TEST_F(ListeningToAProduction, AMasterThatCannotBeReadIsNotHeard) {
  made_.chapters[0].master = folder_ / "nothing.wav";
  const contents::ProductionReport heard = report();
  EXPECT_THAT(heard.chapters.at(0).unheard, Not(IsEmpty()));
  EXPECT_THAT(heard.chapters.at(0).unheard, Not(HasSubstr("out of date")));
}

TEST_F(ListeningToAProduction, TheGoldenChecksAreAddedToTheOthers) {
  made_.chapters[0].outdated = {{contents::RebuildReason::Kind::never_made}};
  contents::ProductionReport heard = report();
  const std::size_t before = heard.checks.size();
  Diagnostics diagnostics;
  add_golden_checks(heard, folder_ / "golden", Limits(), diagnostics);
  EXPECT_GT(heard.checks.size(), before);
  EXPECT_THAT(ids_of(heard), Contains("regression"));
  EXPECT_TRUE(heard.golden.empty()) << "there is none to compare with";
}

}  // namespace
}  // namespace sotto::checks
