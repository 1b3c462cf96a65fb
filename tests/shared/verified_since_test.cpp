#include "shared/verified_since.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdint>
#include <fstream>
#include <string>

#include "shared/checksummed_file.h"
#include "shared/files.h"
#include "support/temp_folder.h"

namespace sotto {
namespace {

using testing::TempFolder;

TEST(VerifiedSince, NothingIsKnownBeforeItIsTold) {
  const TempFolder folder;
  EXPECT_EQ(VerifiedSince(folder / "records").until_ns(), 0);
}

TEST(VerifiedSince, IsEarlierThanTheTimeToldByAFewTicksOfTheFileClock) {
  const TempFolder folder;
  const VerifiedSince verified(folder / "records");
  const std::int64_t now = VerifiedSince::now_ns();
  verified.is_until(now);
  EXPECT_LT(verified.until_ns(), now);
  EXPECT_GT(verified.until_ns(), now - 1'000'000'000);
  EXPECT_EQ(VerifiedSince(folder / "records").until_ns(), verified.until_ns()) << "another process reads the same";
}

/// A file that is written after the time told has a later time: it is read again.
TEST(VerifiedSince, WhatIsWrittenAfterwardsIsNewer) {
  const TempFolder folder;
  const VerifiedSince verified(folder.path());
  verified.is_until(VerifiedSince::now_ns());
  struct stat info {};
  ASSERT_EQ(::stat(folder.write("take", "x").c_str(), &info), 0);
  EXPECT_GT(info.st_mtim.tv_sec * 1'000'000'000 + info.st_mtim.tv_nsec, verified.until_ns());
}

TEST(VerifiedSince, IsForgottenAfterARestartOfTheMachineAndWhenDamaged) {
  const TempFolder folder;
  const VerifiedSince verified(folder.path());
  write_checksummed(folder / "proved", "1700000000000000000 another-boot\n");
  EXPECT_EQ(verified.until_ns(), 0);
  write_checksummed(folder / "proved", "1700000000000000000");
  EXPECT_EQ(verified.until_ns(), 0);
  verified.is_until(VerifiedSince::now_ns());
  ASSERT_GT(verified.until_ns(), 0);
  std::string bytes = read_file(folder / "proved");
  bytes[3] = bytes[3] == '9' ? '8' : '9';
  std::ofstream(folder / "proved") << bytes;
  EXPECT_EQ(verified.until_ns(), 0);
}

}  // namespace
}  // namespace sotto
