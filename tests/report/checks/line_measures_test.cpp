#include "report/checks/line_measures.h"

#include <gtest/gtest.h>

#include <cmath>

#include "report/checks/checked_production.h"

namespace sotto::checks {
namespace {

/// One line of two takes and one of one, with a word each.
class LineMeasures : public ::testing::Test {
 protected:
  LineMeasures() {
    book_.timeline().cues[1].line = 0;
    book_.timeline().cues[2].line = 1;
    book_.chapter().lines.pop_back();
    for (std::size_t s = 0; s < 3; ++s) book_.synthesized.sentences.emplace_back().words.resize(1);
    book_.line(0).words = {{"far", Seconds{1}, Seconds{2}}, {"away", Seconds{4}, Seconds{5}}};
    book_.line(1).begin = Seconds{7};
    book_.line(1).words = {{"no", Seconds{7}, Seconds{8}}};
    for (std::size_t c = 0; c < 3; ++c) {
      book_.take(c).bed = Lufs{-40};
      book_.take(c).intelligibility = {9, 10};
    }
  }
  void add(bool has_bed = true) {
    add_line_measures(book_.timeline(), book_.synthesized, book_.measured, {Seconds{0.03}, has_bed},
                      book_.chapter().lines);
  }

  CheckedProduction book_{{"anna", "anna", "peter"}};
};

TEST_F(LineMeasures, AreThePowerOfTheTakesWeighedByTime) {
  book_.take(1).level = Lufs{-24};
  add();
  EXPECT_NEAR(book_.line(0).level->value, 10 * std::log10((std::pow(10, -1.8) + std::pow(10, -2.4)) / 2), 1e-9);
  EXPECT_NEAR(book_.line(1).over_bed->value, 22, 1e-9);
  EXPECT_DOUBLE_EQ(*book_.line(0).intelligibility, 0.9);
}

TEST_F(LineMeasures, LeaveOutTakesThatAreTornOrNotFound) {
  book_.take(0).missing = Seconds{0.031};
  book_.take(1).level = Lufs{-24};
  book_.take(2).found = false;
  add();
  EXPECT_NEAR(book_.line(0).level->value, -24, 1e-9);
  EXPECT_FALSE(book_.line(1).level);
  EXPECT_FALSE(book_.line(1).intelligibility);
}

TEST_F(LineMeasures, StandOverNoBedInADryEdition) {
  add(false);
  EXPECT_TRUE(book_.line(0).level);
  EXPECT_FALSE(book_.line(0).over_bed);
}

TEST_F(LineMeasures, MoveLinesAndWordsToWhereTheyAreHeard) {
  book_.take(1).shift = frames(Seconds{0.5}, kMasterRate);
  book_.take(2).shift = frames(Seconds{0.25}, kMasterRate);
  add();
  EXPECT_EQ(book_.line(0).begin, Seconds{1});
  EXPECT_EQ(book_.line(0).end, Seconds{6.5});
  EXPECT_EQ(book_.line(0).words[1].begin, Seconds{4.5});
  EXPECT_EQ(book_.line(1).begin, Seconds{7.25});
}

TEST_F(LineMeasures, LeaveWhatWasMovedOutOfOrderBesideItsNeighbours) {
  book_.take(2).shift = -frames(Seconds{6.5}, kMasterRate);
  add();
  EXPECT_EQ(book_.line(1).begin, Seconds{7});
}

}  // namespace
}  // namespace sotto::checks
