#include "shared/checksummed_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "shared/files.h"
#include "support/temp_folder.h"

namespace sotto {
namespace {

using testing::TempFolder;

TEST(ChecksummedFile, ReadsBackAndNoticesEveryFlippedBitAndEveryTruncation) {
  const TempFolder folder;
  const std::filesystem::path path = folder / "x";
  EXPECT_FALSE(read_checksummed(path).present);
  write_checksummed(path, "level -18\n");
  EXPECT_EQ(read_checksummed(path).text, "level -18\n");
  const std::string good = read_file(path);
  for (std::size_t i = 0; i < good.size(); ++i) {
    std::string bad = good;
    bad[i] = static_cast<char>(bad[i] ^ 4);
    std::ofstream(path) << bad;
    EXPECT_TRUE(read_checksummed(path).damaged()) << "byte " << i;
    std::ofstream(path) << good.substr(0, i);
    EXPECT_TRUE(read_checksummed(path).damaged()) << "cut at " << i;
  }
}

TEST(ChecksummedFile, AnEmptyTextAndAFolderInItsPlace) {
  const TempFolder folder;
  write_checksummed(folder / "empty", "");
  EXPECT_EQ(read_checksummed(folder / "empty").text, "");
  EXPECT_FALSE(read_checksummed(folder / "empty").damaged());
  std::filesystem::create_directories(folder / "folder");
  EXPECT_TRUE(read_checksummed(folder / "folder").damaged());
}

}  // namespace
}  // namespace sotto
