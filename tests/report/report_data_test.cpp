// report.json and its schema say the same: every key of a full report is in the schema, of the type that it says, and
// every key that the schema requires is in the report.

#include "report/report_data.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "report/report_files.h"
#include "shared/files.h"

namespace sotto::testing {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

ProductionReport full_report() {
  ProductionReport report;
  report.book = "a-book";
  report.title = "A <Book> & \x01 more";
  report.listened = true;
  CheckReport check;
  check.id = "dc";
  check.group = "signal";
  check.name = "No DC offset";
  check.limit = "at most 0.002";
  check.value = "largest: 0.01";
  check.hint = "Run produce again.";
  check.number = 0.01;
  check.verdict = Verdict::failed;
  check.found = 1;
  check.findings.push_back({1, std::size_t{0}, Seconds{1.5}, "a.md:3:1", "offset", 0.01, true});
  report.checks = {check, CheckReport{}};
  ChapterReport chapter;
  chapter.number = 1;
  chapter.title = "One | two";
  LineReport line;
  line.who = "meg";
  line.takes = {"00ff"};
  line.words = {{"yes", {1}, {1.25}}};
  line.guessed = true;
  line.level = Lufs{-18.123456};
  chapter.lines = {line, LineReport{}};
  chapter.momentary = {{0.2}, {-18.04F, -70.0F}};
  chapter.speech_peaks = {{0.05}, {0.5F}};
  report.chapters = {chapter};
  CastReport speaker;
  speaker.id = "meg";
  speaker.sample_chapter = 1;
  report.cast = {speaker, CastReport{}};
  report.distances = {{"meg", "erik", 18, 7, 9, true}};
  report.deliveries = {{"meg", "whisper", 1, {-5}, 0, 0.8, 0}};
  report.changes = {{1, std::nullopt, "", "text", {"is no more"}, {}, {}}};
  return report;
}

bool has_type(const json& value, const std::string& type) {
  return (type == "object" && value.is_object()) || (type == "array" && value.is_array()) ||
         (type == "string" && value.is_string()) || (type == "number" && value.is_number()) ||
         (type == "integer" && value.is_number_integer()) || (type == "boolean" && value.is_boolean()) ||
         (type == "null" && value.is_null());
}

/// What of the value the schema does not allow.
void validate(const json& value, json rules, const json& definitions, const std::string& path,
              std::vector<std::string>& wrong) {
  if (rules.contains("$ref")) {
    rules = definitions.at(rules.at("$ref").get<std::string>().substr(std::string("#/definitions/").size()));
  }
  if (rules.contains("enum")) {
    if (std::find(rules["enum"].begin(), rules["enum"].end(), value) == rules["enum"].end()) wrong.push_back(path);
    return;
  }
  const json types = rules["type"].is_array() ? rules["type"] : json::array({rules["type"]});
  if (std::none_of(types.begin(), types.end(), [&](const json& t) { return has_type(value, t); })) {
    wrong.push_back(path + " has another type");
  }
  if (value.is_object()) {
    for (const auto& [key, part] : value.items()) {
      if (!rules["properties"].contains(key)) {
        wrong.push_back(path + "." + key + " is not in the schema");
      } else {
        validate(part, rules["properties"][key], definitions, path + "." + key, wrong);
      }
    }
    for (const json& key : rules["required"]) {
      if (!value.contains(key)) wrong.push_back(path + "." + key.get<std::string>() + " is missing");
    }
  }
  if (value.is_array()) {
    for (const json& item : value) validate(item, rules["items"], definitions, path + "[]", wrong);
  }
}

TEST(ReportData, KeepsItsSchema) {
  const auto path = std::filesystem::path(SOTTO_SOURCE_DIR) / "pipeline/report/report.schema.json";
  const json schema = json::parse(read_file(path));
  std::vector<std::string> wrong;
  validate(json::parse(report_json(full_report())), schema, schema["definitions"], "report", wrong);
  EXPECT_THAT(wrong, IsEmpty());
  validate(json::parse(report_json({})), schema, schema["definitions"], "report", wrong);
  EXPECT_THAT(wrong, IsEmpty());

  json broken = json::parse(report_json(full_report()));
  broken["checks"][0]["verdict"] = "good";
  broken["extra"] = 1;
  validate(broken, schema, schema["definitions"], "report", wrong);
  EXPECT_EQ(wrong.size(), 2U);
}

TEST(ReportData, IsLaidOutAsOneDocument) {
  for (const ProductionReport& report : {full_report(), ProductionReport{}}) {
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

TEST(ReportFiles, JUnitNamesFailuresAndSkips) {
  const std::string xml = junit_xml(full_report());
  EXPECT_THAT(xml, HasSubstr("tests=\"2\" failures=\"1\" skipped=\"1\""));
  EXPECT_THAT(xml, HasSubstr("classname=\"a-book.signal\" name=\"No DC offset\""));
  EXPECT_THAT(xml, HasSubstr("a.md:3:1 at 0:02: offset"));
  EXPECT_THAT(xml, HasSubstr("<skipped"));
}

TEST(ReportFiles, TheSummaryIsMarkdownWhateverTheTitle) {
  const std::string summary = markdown_summary(full_report());
  EXPECT_THAT(summary, HasSubstr("1 of 2 checks fall short"));
  EXPECT_THAT(summary, HasSubstr("A \\<Book\\>"));
  EXPECT_THAT(summary, HasSubstr("One \\| two"));
  EXPECT_THAT(summary, HasSubstr("- chapter 1: text (is no more)"));
  EXPECT_THAT(summary, Not(HasSubstr("\x01")));
}

}  // namespace
}  // namespace sotto::testing
