#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/checks/checked_production.h"

namespace sotto::checks {
namespace {

using ::testing::ElementsAre;

TEST(BedRepeatsCheck, NamesALoop) {
  CheckedProduction book({"anna"});
  book.measured.repeated = {Seconds{5}, Seconds{4}};
  EXPECT_EQ(book.listen("bed-repeats").verdict(), contents::Verdict::passed);
  book.measured.repeated = {Seconds{40}, Seconds{4}};
  EXPECT_THAT(book.listen("bed-repeats").messages(), ElementsAre("40 s of the bed come again after 4.00 s"));
}

TEST(BedRepeatsCheck, IsNotMadeOfARecording) {
  CheckedProduction book({"anna"});
  const auto& check = std::get<ListeningCheck>(check_named("bed-repeats").run);
  EXPECT_TRUE(check.applies(book.context()));
  book.timeline().ambience.emplace_back().change.bed = document::bed_named("fire.ogg");
  EXPECT_FALSE(check.applies(book.context()));
  book.timeline().ambience.clear();
  book.made.book.ambience.scene.bed = {document::Bed::Kind::none};
  EXPECT_FALSE(check.applies(book.context()));
}

}  // namespace
}  // namespace sotto::checks
