#include "report/checks/golden_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/checks/checked_production.h"
#include "shared/files.h"
#include "support/temp_folder.h"

namespace sotto::checks {
namespace {

using sotto::testing::TempFolder;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

contents::ProductionReport one_chapter() {
  contents::ProductionReport report = CheckedProduction({"anna", "peter"}).report;
  report.edition = "audiobook, dry";
  report.chapters[0].title = "The Rain";
  report.chapters[0].momentary = {Seconds{0.2}, std::vector<float>(40, -18.4F)};
  report.chapters[0].lines[0].level = Lufs{-18.26};
  report.chapters[0].lines[1].how = "whisper";
  return report;
}

TEST(GoldenFile, IsALineOfTextForEachLine) {
  EXPECT_THAT(golden_chapter(one_chapter().chapters[0]),
              HasSubstr("anna\tplain\t1.00\t2.00\t-18.3\t-\t-\t-18 -18 -18 -18\ttake-0\tNothing is very far away.\n"
                        "peter\twhisper\t4.00\t2.00\t-\t-\t-\t-18 -18 -18 -18\ttake-1\tNothing is very far away.\n"));
}

TEST(GoldenFile, IsReadAsItWasWritten) {
  const TempFolder folder;
  const contents::ProductionReport report = one_chapter();
  update_golden(report, folder / "book");
  EXPECT_EQ(golden_edition(folder / "book"), "audiobook, dry");
  EXPECT_EQ(golden_file_name(report.chapters[0]), "01-the-rain.txt");
  Diagnostics diagnostics;
  const std::vector<GoldenLine> lines = read_golden(folder / "book/01-the-rain.txt", diagnostics);
  EXPECT_EQ(render(diagnostics), "");
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0].who, "anna");
  EXPECT_EQ(lines[0].level, -18.3);
  EXPECT_EQ(lines[0].pitch, std::nullopt);
  EXPECT_THAT(lines[0].levels, ElementsAre(-18, -18, -18, -18));
  EXPECT_THAT(lines[1].takes, ElementsAre("take-1"));
  EXPECT_EQ(lines[1].how, "whisper");
}

TEST(GoldenFile, OfAChapterThatIsNoMoreIsRemoved) {
  const TempFolder folder;
  contents::ProductionReport report = one_chapter();
  update_golden(report, folder / "book");
  report.chapters[0].title = "The Mask";
  EXPECT_THAT(other_golden_files(report, folder / "book"), ElementsAre(folder / "book/01-the-rain.txt"));
  update_golden(report, folder / "book");
  EXPECT_THAT(other_golden_files(report, folder / "book"), IsEmpty());
  EXPECT_FALSE(std::filesystem::exists(folder / "book/01-the-rain.txt"));
}

}  // namespace
}  // namespace sotto::checks
