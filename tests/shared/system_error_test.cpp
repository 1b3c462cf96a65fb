#include "shared/system_error.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cerrno>

namespace sotto {
namespace {

using ::testing::HasSubstr;

TEST(SystemReason, SaysWhatHappenedAndWhatToRaise) {
  EXPECT_THAT(system_reason(ENOSPC), HasSubstr("No space left on device; free some space"));
  EXPECT_THAT(system_reason(EFBIG), HasSubstr("ulimit -f"));
  EXPECT_THAT(system_reason(EMFILE), HasSubstr("ulimit -n"));
  EXPECT_THAT(system_reason(ENOMEM), HasSubstr("ulimit -v"));
  EXPECT_THAT(system_reason(EAGAIN), HasSubstr("ulimit -u"));
  EXPECT_THAT(system_reason(ELOOP), HasSubstr("leads back to itself"));
}

TEST(SystemReason, OfAnErrorWithoutAdviceIsWhatTheSystemSays) { EXPECT_EQ(system_reason(EPIPE), "Broken pipe"); }

}  // namespace
}  // namespace sotto
