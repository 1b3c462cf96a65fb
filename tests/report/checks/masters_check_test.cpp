#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/checks/checked_production.h"

namespace sotto::checks {
namespace {

using ::testing::ElementsAre;

TEST(MastersCheck, NamesTheChaptersThatCouldNotBeAnalyzed) {
  CheckedProduction book({"anna"});
  EXPECT_EQ(book.listen("masters").verdict(), contents::Verdict::passed);
  book.chapter().unheard = "it is out of date: the script changed";
  const Outcome outcome = book.listen("masters");
  EXPECT_EQ(outcome.verdict(), contents::Verdict::failed);
  EXPECT_THAT(outcome.messages(), ElementsAre("it is out of date: the script changed"));
  EXPECT_EQ(outcome.report.value, "1 master, 1 to be made again");
  EXPECT_EQ(outcome.report.hint, "Make it again: sotto produce story");
}

TEST(MastersCheck, LeavesAFileOfAnotherFormatToAnotherCheck) {
  CheckedProduction book({"anna"});
  book.chapter().unheard = "it is an MP3";
  book.chapter().form = publish::form_of(book.made.profile);
  book.chapter().form->channels = 1;
  EXPECT_EQ(book.listen("masters").verdict(), contents::Verdict::passed);
}

}  // namespace
}  // namespace sotto::checks
