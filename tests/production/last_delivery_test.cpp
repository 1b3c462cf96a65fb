#include "production/last_delivery.h"

#include <gtest/gtest.h>

#include "support/temp_folder.h"

namespace sotto::production {
namespace {

TEST(LastDelivery, IsTheOneThatWasNotedLast) {
  const testing::TempFolder folder;
  EXPECT_FALSE(last_delivery(folder / "records"));
  record_delivery(folder / "records", {.profile = "podcast", .formats = {"m4b", "wav"}, .dry = true, .stems = true});
  const DeliveryOverride podcast{.profile = "podcast", .formats = {"m4b", "wav"}, .dry = true};
  EXPECT_EQ(last_delivery(folder / "records"), podcast);
  record_delivery(folder / "records", {});
  EXPECT_EQ(last_delivery(folder / "records"), DeliveryOverride{});
  folder.write("records/delivery", "damaged");
  EXPECT_FALSE(last_delivery(folder / "records"));
}

}  // namespace
}  // namespace sotto::production
