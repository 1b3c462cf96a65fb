// report.json and its schema say the same: every key of a full report is in the schema, of the type that it says, and
// every key that the schema requires is in the report.

#include "report/report_json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <pugixml.hpp>

#include "report/junit.h"
#include "support/json_schema.h"

namespace sotto::testing {
namespace {

using nlohmann::json;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

contents::ProductionReport full_report() {
  contents::ProductionReport report;
  report.book = "a-book";
  report.title = "A <Book> & \x01 more";
  report.listened = true;
  contents::CheckReport check;
  check.id = "dc";
  check.group = "signal";
  check.name = "No DC offset";
  check.limit = "at most 0.002";
  check.value = "largest: 0.01";
  check.hint = "Run produce again.";
  check.number = 0.01;
  check.verdict = contents::Verdict::failed;
  check.found = 1;
  check.findings.push_back({1, std::size_t{0}, Seconds{1.5}, "a.md:3:1", "offset", 0.01, true});
  report.checks = {check, contents::CheckReport{}};
  contents::ChapterReport chapter;
  chapter.number = 1;
  chapter.title = "One | two";
  contents::LineReport line;
  line.who = "meg";
  line.takes = {"00ff"};
  line.words = {{"yes", {1}, {1.25}}};
  line.guessed = true;
  line.level = Lufs{-18.123456};
  chapter.lines = {line, contents::LineReport{}};
  chapter.momentary = {{0.2}, {-18.04F, -70.0F}};
  chapter.speech_peaks = {{0.05}, {0.5F}};
  report.chapters = {chapter};
  contents::CastReport speaker;
  speaker.id = "meg";
  speaker.sample_chapter = 1;
  report.cast = {speaker, contents::CastReport{}};
  report.distances = {{"meg", "erik", 18, 7, 9, true}};
  report.deliveries = {{"meg", "whisper", 1, {-5}, 0, 0.8, 0}};
  report.changes = {{1, std::nullopt, "", "text", {"is no more"}, {}, {}}};
  return report;
}

TEST(ReportData, KeepsItsSchema) {
  const json schema = report_schema();
  EXPECT_THAT(against_schema(json::parse(report::report_json(full_report())), schema), IsEmpty());
  EXPECT_THAT(against_schema(json::parse(report::report_json({})), schema), IsEmpty());

  json broken = json::parse(report::report_json(full_report()));
  broken["checks"][0]["verdict"] = "good";
  broken["chapters"][0]["number"] = -1;
  broken["extra"] = 1;
  EXPECT_THAT(against_schema(broken, schema),
              ElementsAre("report.chapters[].number is less than 0", "report.checks[].verdict is \"good\"",
                          "report.extra is not in the schema"));
}

TEST(ReportData, IsLaidOutAsOneDocument) {
  for (const contents::ProductionReport& report : {full_report(), contents::ProductionReport{}}) {
    const std::string text = report::report_json(report);
    EXPECT_EQ(text, nlohmann::ordered_json::parse(text).dump(1) + "\n");
  }
}

TEST(ReportData, RoundsToWhatNumbersMean) {
  const json report = json::parse(report::report_json(full_report()));
  const json& chapter = report["chapters"][0];
  EXPECT_EQ(chapter["lines"][0]["level_lufs"], -18.12);
  EXPECT_TRUE(chapter["lines"][1]["level_lufs"].is_null());
  EXPECT_EQ(chapter["momentary_lufs"]["values"], json({-18.0, -70.0}));
  EXPECT_EQ(chapter["speech_peaks"]["values"], json({500}));
  EXPECT_EQ(report["passed"], false);
}

TEST(ReportFiles, JUnitNamesFailuresAndSkips) {
  pugi::xml_document document;
  ASSERT_TRUE(document.load_string(report::junit_xml(full_report()).c_str()));
  const pugi::xml_node suite = document.child("testsuites").child("testsuite");
  EXPECT_STREQ(suite.attribute("name").value(), "a-book");
  EXPECT_EQ(suite.attribute("tests").as_int(), 2);
  EXPECT_EQ(suite.attribute("failures").as_int(), 1);
  EXPECT_EQ(suite.attribute("errors").as_int(-1), 0);
  EXPECT_EQ(suite.attribute("skipped").as_int(), 1);
  const pugi::xml_node test = suite.first_child();
  EXPECT_STREQ(test.attribute("classname").value(), "a-book.signal");
  EXPECT_STREQ(test.attribute("name").value(), "No DC offset");
  EXPECT_STREQ(test.child("failure").attribute("message").value(), "largest: 0.01 (limit: at most 0.002)");
  EXPECT_THAT(test.child("failure").text().get(), HasSubstr("a.md:3:1 at 0:02: offset"));
  EXPECT_TRUE(test.next_sibling().child("skipped"));
}

TEST(ReportFiles, TheSummaryIsMarkdownWhateverTheTitle) {
  const std::string summary = report::markdown_summary(full_report());
  EXPECT_THAT(summary, HasSubstr("1 of 2 checks fall short"));
  EXPECT_THAT(summary, HasSubstr("A \\<Book\\>"));
  EXPECT_THAT(summary, HasSubstr("One \\| two"));
  EXPECT_THAT(summary, HasSubstr("- chapter 1: text (is no more)"));
  EXPECT_THAT(summary, Not(HasSubstr("\x01")));
}

}  // namespace
}  // namespace sotto::testing
