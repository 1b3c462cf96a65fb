#include "shared/late_library.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "shared/failure.h"

namespace sotto {
namespace {

using ::testing::HasSubstr;

TEST(LateLibrary, FindsWhatALibraryHas) {
  struct Maths {
    LateLibrary library{"libm.so.6"};
    SOTTO_LATE(library, nearbyint);
  };
  EXPECT_EQ(Maths().nearbyint(26.7), 27);
}

TEST(LateLibrary, SaysWhatIsMissing) {
  try {
    const LateLibrary none("libnowhere.so.7");
    FAIL();
  } catch (const MachineFailure& failure) {
    EXPECT_THAT(failure.what(), HasSubstr("libnowhere.so.7 is not installed"));
  }
  EXPECT_THROW(LateLibrary("libm.so.6").find("no_such_function"), MachineFailure);
}

}  // namespace
}  // namespace sotto
