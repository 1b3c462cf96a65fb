#include "shared/open_files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include "shared/failure.h"

namespace sotto {
namespace {

/// The limit as it was, when a test is over.
class OpenFiles : public ::testing::Test {
 protected:
  OpenFiles() { EXPECT_EQ(::getrlimit(RLIMIT_NOFILE, &before_), 0); }
  ~OpenFiles() override { ::setrlimit(RLIMIT_NOFILE, &before_); }
  rlimit before_{};
};

TEST_F(OpenFiles, AreAsManyAsTheSystemLets) {
  const rlimit low{20, before_.rlim_max};
  ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &low), 0);
  need_open_files(21);
  rlimit now{};
  ASSERT_EQ(::getrlimit(RLIMIT_NOFILE, &now), 0);
  EXPECT_EQ(now.rlim_cur, before_.rlim_max);
}

TEST_F(OpenFiles, ThatAreTooFewAreSaidWithWhatToRaise) {
  try {
    need_open_files(static_cast<std::size_t>(before_.rlim_max) + 1);
    if (before_.rlim_max != RLIM_INFINITY) FAIL();
  } catch (const MachineFailure& failure) {
    EXPECT_THAT(failure.what(), ::testing::HasSubstr("ulimit -n"));
  }
}

}  // namespace
}  // namespace sotto
