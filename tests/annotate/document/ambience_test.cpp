#include "annotate/document/ambience.h"

#include <gtest/gtest.h>

namespace sotto::document {
namespace {

TEST(AmbienceChange, AnOpenedWindowIsHeardWhereNothingElseIsSaid) {
  AmbienceChange open;
  open.place = ListeningPosition::open_door;
  EXPECT_GT(natural_level(changed(AmbienceScene{}, open)).value, natural_level(AmbienceScene{}).value + 1);
}

}  // namespace
}  // namespace sotto::document
