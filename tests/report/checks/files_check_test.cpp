#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/checks/checked_production.h"

namespace sotto::checks {
namespace {

using ::testing::ElementsAre;

TEST(FilesCheck, HoldsWhatIsDecodedToTheCeilingAndToTheMaster) {
  CheckedProduction book({"anna"});
  contents::ChapterReport& master = book.chapter();
  master.measure.loudness = Lufs{-18};
  master.measure.duration = Seconds{10};
  contents::FileReport file;
  file.format = "m4b";
  file.path = "../b.m4b";
  file.chapters = {{master.number, master.measure}};
  file.chapters[0].measure.true_peak = Decibels{-1.5};
  book.report.files = {file};
  EXPECT_EQ(book.quick("files").verdict(), contents::Verdict::passed);
  contents::EncodedChapterReport& heard = book.report.files[0].chapters[0];
  heard.measure.true_peak = Decibels{-1.4};
  heard.measure.loudness = Lufs{-18.5};
  EXPECT_THAT(book.quick("files").messages(), ElementsAre("b.m4b: -1.40 dBTP", "b.m4b: -0.5 LU from its master"));
  book.report.files[0] = file;
  book.report.files[0].fault = "is missing";
  EXPECT_THAT(book.quick("files").messages(), ElementsAre("b.m4b: is missing"));
}

}  // namespace
}  // namespace sotto::checks
