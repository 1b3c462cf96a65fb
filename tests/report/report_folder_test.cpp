#include "report/report_folder.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "report/report_json.h"
#include "shared/files.h"
#include "support/temp_folder.h"

namespace sotto::report {
namespace {

namespace fs = std::filesystem;

contents::ProductionReport report_of(const std::string& production, bool listened) {
  contents::ProductionReport report;
  report.book = "book";
  report.title = "A title with \"production\": \"another\"";
  report.made.production = production;
  report.listened = listened;
  return report;
}

class ReportFolder : public ::testing::Test {
 protected:
  /// As after `check`.
  void listen(const std::string& production) {
    const synthesis::TakeStore store(folder_ / ".cache");
    const StopFlag stop;
    write_report(report_of(production, true), store, report_folder_, 1, stop);
  }
  bool produce(const std::string& production) {
    return keep_quick_report(report_of(production, false), report_folder_);
  }
  bool has(const char* name) const { return fs::exists(report_folder_ / name); }
  std::string json() const { return read_file(report_folder_ / "report.json"); }

  testing::TempFolder folder_;
  fs::path report_folder_ = folder_ / "out/book/report";
};

TEST_F(ReportFolder, KnowsWhichProductionWasListenedTo) {
  EXPECT_EQ(listened_production(report_folder_ / "report.json"), "");
  listen("one");
  EXPECT_EQ(listened_production(report_folder_ / "report.json"), "one");
  produce("two");
  EXPECT_EQ(listened_production(report_folder_ / "report.json"), "");
}

TEST_F(ReportFolder, OnlyTheHeadOfAReportIsRead) {
  listen("one");
  const std::string whole = json();
  write_file(report_folder_ / "report.json", whole.substr(0, whole.find("\"checks\"")) + "\"checks\": [ and no more");
  EXPECT_EQ(listened_production(report_folder_ / "report.json"), "one");
}

TEST_F(ReportFolder, WhatIsNoReportIsOfNoProduction) {
  for (const char* text : {"", "{", "[1, 2]", "{\"listened\": true}", "{\"listened\": true, \"made\": 3}", "\x80"}) {
    write_file(folder_ / "x.json", text);
    EXPECT_EQ(listened_production(folder_ / "x.json"), "") << text;
  }
}

TEST_F(ReportFolder, AQuickReportDoesNotTakeThePlaceOfAFullOneOfTheSameProduction) {
  listen("one");
  const std::string full = json();
  EXPECT_TRUE(produce("one"));
  EXPECT_EQ(json(), full);
  EXPECT_TRUE(has("index.html") && has("junit.xml") && has("summary.md"));
}

TEST_F(ReportFolder, NoPageIsLeftOfAnotherProduction) {
  listen("one");
  EXPECT_FALSE(produce("two"));
  EXPECT_EQ(json(), report_json(report_of("two", false)));
  EXPECT_FALSE(has("index.html") || has("junit.xml") || has("summary.md"));
  EXPECT_FALSE(produce("two"));
  listen("two");
  EXPECT_TRUE(produce("two"));
}

}  // namespace
}  // namespace sotto::report
