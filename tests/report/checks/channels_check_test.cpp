#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/checks/checked_production.h"

namespace sotto::checks {
namespace {

using ::testing::ElementsAre;

TEST(ChannelsCheck, AllowsWhatVoicesOnOneSideMake) {
  CheckedProduction book({"anna", "peter"});
  book.measured.channel_level = {Decibels{-20}, Decibels{-12}};
  EXPECT_EQ(book.listen("channels").verdict(), contents::Verdict::passed);
  book.measured.channel_level = {Decibels{-20}, Decibels{-10}};
  EXPECT_THAT(book.listen("channels").messages(), ElementsAre("the left channel is 10 dB softer"));
}

TEST(ChannelsCheck, NamesAMissingChannelOnceForTheChapter) {
  CheckedProduction book({"anna", "peter"});
  book.measured.channel_level = {Decibels{-20}, Decibels{-90}};
  for (std::size_t c = 0; c < 2; ++c) book.take(c).channels.missing[1] = true;
  const Outcome outcome = book.listen("channels");
  EXPECT_THAT(outcome.messages(), ElementsAre("the right channel is missing"));
  EXPECT_THAT(outcome.lines(), ElementsAre(999));
  EXPECT_EQ(outcome.report.value, "right over left: -70.0 dB; not as mixed");
}

}  // namespace
}  // namespace sotto::checks
