#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/checks/checked_production.h"

namespace sotto::checks {
namespace {

using ::testing::ElementsAre;

TEST(DeliveryCheck, NamesEverythingThatTheProfileDoesNotAllow) {
  CheckedProduction book({"anna"});
  publish::DeliveryProfile& profile = book.made.profile;
  profile.rms = publish::AllowedLevel{{-23}, {-18}};
  profile.noise_floor = Decibels{-60};
  profile.head = publish::AllowedTime{{0.5}, {1}};
  profile.longest = Seconds{120};
  publish::MasterMeasure& measure = book.chapter().measure;
  measure.levels.rms = Decibels{-20};
  measure.levels.floor = Decibels{-70};
  // A window of the meter is 10 ms.
  measure.levels.head = Seconds{1.009};
  EXPECT_EQ(book.quick("delivery").verdict(), contents::Verdict::passed);

  measure.duration = Seconds{150};
  measure.levels.rms = Decibels{-17};
  measure.levels.floor = Decibels{-50};
  measure.levels.head = Seconds{1.5};
  measure.bit_rate = 128;
  EXPECT_THAT(book.quick("delivery").messages(),
              ElementsAre("1.50 s of silence before the first sound; 0.5 to 1 are asked for",
                          "a level of -17.0 dB RMS; -23 to -18 are asked for",
                          "a noise floor of -50.0 dB RMS; at most -60 is asked for",
                          "2.5 minutes long; at most 2 are asked for", "128 kbit/s; 0 are asked for"));
}

TEST(DeliveryCheck, NamesAFileOfAnotherForm) {
  CheckedProduction book({"anna"});
  book.chapter().form = publish::form_of(book.made.profile);
  EXPECT_EQ(book.quick("delivery").verdict(), contents::Verdict::passed);
  book.chapter().form->channels = 1;
  EXPECT_EQ(book.quick("delivery").verdict(), contents::Verdict::failed);
}

}  // namespace
}  // namespace sotto::checks
