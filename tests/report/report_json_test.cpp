// report.json and its schema say the same: every key of a full report is in the schema, of the type that it says, and
// every key that the schema requires is in the report.

#include "report/report_json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "report/full_report.h"
#include "support/json_schema.h"

namespace sotto::report {
namespace {

using nlohmann::json;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(ReportData, KeepsItsSchema) {
  const json schema = testing::report_schema();
  EXPECT_THAT(testing::against_schema(json::parse(report_json(full_report())), schema), IsEmpty());
  EXPECT_THAT(testing::against_schema(json::parse(report_json({})), schema), IsEmpty());

  json broken = json::parse(report_json(full_report()));
  broken["checks"][0]["verdict"] = "good";
  broken["chapters"][0]["number"] = -1;
  broken["extra"] = 1;
  EXPECT_THAT(testing::against_schema(broken, schema),
              ElementsAre("report.chapters[].number is less than 0", "report.checks[].verdict is \"good\"",
                          "report.extra is not in the schema"));
}

TEST(ReportData, IsLaidOutAsOneDocument) {
  for (const contents::ProductionReport& report : {full_report(), contents::ProductionReport{}}) {
    const std::string text = report_json(report);
    EXPECT_EQ(text, nlohmann::ordered_json::parse(text).dump(1) + "\n");
  }
}

TEST(ReportData, RoundsToWhatNumbersMean) {
  const json report = json::parse(report_json(full_report()));
  const json& chapter = report["chapters"][0];
  EXPECT_EQ(chapter["lines"][0]["level_lufs"], -18.12);
  EXPECT_TRUE(chapter["lines"][1]["level_lufs"].is_null());
  EXPECT_EQ(chapter["momentary_lufs"]["values"], json({-18.0, -70.0}));
  EXPECT_EQ(chapter["speech_peaks"]["values"], json({500}));
  EXPECT_EQ(report["passed"], false);
}

}  // namespace
}  // namespace sotto::report
