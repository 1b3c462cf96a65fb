#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "annotate/document/book.h"
#include "report/checks/chapter_summary.h"

namespace sotto::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// A line that somebody is guessed to say; or else somebody else.
contents::LineReport line(std::string who, double confidence = 0.99, std::string second = {}) {
  contents::LineReport told;
  told.who = std::move(who);
  told.text = "Yes.";
  told.guessed = told.who != document::kNarrator;
  told.confidence = confidence;
  told.second = std::move(second);
  return told;
}

class Attribution : public ::testing::Test {
 protected:
  contents::CheckReport check(const char* id, std::vector<contents::LineReport> lines,
                              const checks::Limits& limits = {}) {
    contents::ProductionReport report;
    contents::ChapterReport& chapter = report.chapters.emplace_back();
    chapter.number = 1;
    chapter.lines = std::move(lines);
    std::map<std::string, std::size_t> counts;
    for (const contents::LineReport& told : chapter.lines) ++counts[told.who];
    for (const auto& [who, count] : counts) {
      contents::CastReport& speaker = report.cast.emplace_back();
      speaker.id = speaker.name = who;
      speaker.lines = count;
    }
    std::vector<checks::ChapterSummary> looks(1);
    checks::summarize_speakers(chapter, limits, looks[0]);
    for (contents::CheckReport& found : checks::attribution_checks(looks, report, limits)) {
      if (found.id == id) return found;
    }
    ADD_FAILURE() << "there is no check " << id;
    return {};
  }
  static std::vector<std::size_t> places(const contents::CheckReport& found) {
    std::vector<std::size_t> lines;
    for (const contents::Finding& finding : found.findings) lines.push_back(finding.line.value());
    return lines;
  }
};

TEST_F(Attribution, UnsureLinesAreListedTheLeastSureFirst) {
  contents::LineReport corrected = line("anna", 0.2);
  corrected.corrected = true;
  const std::vector<contents::LineReport> lines = {line("anna", 0.79, "peter"), line("anna", 0.8),
                                                   line(document::kNarrator), line("peter", 0.4), corrected};
  const contents::CheckReport listed = check("unsure-lines", lines);
  EXPECT_EQ(listed.verdict, contents::Verdict::noted);
  EXPECT_THAT(places(listed), ElementsAre(3, 0));
  EXPECT_EQ(listed.value, "2 of 4 lines unsure");
  EXPECT_THAT(listed.findings[1].message, HasSubstr("or else peter"));
  // A careful publisher.
  checks::Limits careful;
  careful.attribution.unsure_share = 0;
  EXPECT_EQ(check("unsure-lines", lines, careful).verdict, contents::Verdict::failed);
  EXPECT_EQ(check("unsure-lines", {line("anna"), line("peter")}, careful).verdict, contents::Verdict::passed);
}

TEST_F(Attribution, WhoSpeaksOnlyOnceIsNamed) {
  const contents::CheckReport found = check(
      "speakers-with-one-line", {line(document::kNarrator), line("anna"), line("peter"), line("anna"), line("ann")});
  EXPECT_THAT(places(found), ElementsAre(4, 2));
  EXPECT_EQ(found.verdict, contents::Verdict::noted);
}

TEST_F(Attribution, AThirdSpeakerWhoMayBeReadByTwoIsNamed) {
  const auto dialogue = [](const char* third) {
    return std::vector<contents::LineReport>{
        line("anna"),  line("peter"),           line("anna", 0.5, third), line(document::kNarrator),
        line("peter"), line("anna", 0.6, third)};
  };
  const contents::CheckReport found = check("three-read-by-two", dialogue("ruth"));
  EXPECT_THAT(places(found), ElementsAre(2));
  EXPECT_THAT(found.findings[0].message, HasSubstr("2 may be ruth's"));
  // Of the two themselves, it is only unsure who of them it is.
  EXPECT_THAT(check("three-read-by-two", dialogue("peter")).findings, IsEmpty());
  // Three speak already.
  auto three = dialogue("ruth");
  three.push_back(line("john"));
  EXPECT_THAT(check("three-read-by-two", three).findings, IsEmpty());
}

}  // namespace
}  // namespace sotto::testing
