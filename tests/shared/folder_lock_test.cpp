#include "shared/folder_lock.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "support/temp_folder.h"

namespace sotto {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using testing::TempFolder;

TEST(FolderLock, KeepsOthersOutAndIsGoneAfterwards) {
  const TempFolder folder;
  const fs::path place = folder / "out/book";
  {
    const FolderLock lock(place);
    EXPECT_EQ(lock.last_owner(), "");
    try {
      const FolderLock second(place);
      ADD_FAILURE() << "two have the folder";
    } catch (const FolderBusy& busy) {
      EXPECT_THAT(busy.what(), HasSubstr("process " + std::to_string(::getpid())));
      EXPECT_THAT(busy.what(), HasSubstr("--out"));
    }
  }
  EXPECT_FALSE(fs::exists(folder / "out")) << "made for the lock alone";
  fs::create_directories(place);
  std::ofstream(place / ".lock") << "ada on paris, process 1\n";
  EXPECT_EQ(FolderLock(place).last_owner(), "ada on paris, process 1");
}

TEST(FolderLock, LeavesAFolderThatWasThereOrHasSomethingInIt) {
  const TempFolder folder;
  fs::create_directories(folder / "was-there");
  { const FolderLock lock(folder / "was-there"); }
  EXPECT_TRUE(fs::exists(folder / "was-there"));
  {
    const FolderLock lock(folder / "used");
    folder.write("used/x", "x");
  }
  EXPECT_TRUE(fs::exists(folder / "used/x"));
  fs::create_directories(folder / "out");
  { const FolderLock lock(folder / "out/book"); }
  EXPECT_TRUE(fs::exists(folder / "out"));
}

TEST(FolderLock, EndsWithItsProcess) {
  const TempFolder folder;
  const pid_t child = ::fork();
  if (child == 0) {
    const FolderLock lock(folder.path());
    ::_exit(0);  // without letting go
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  ASSERT_TRUE(fs::exists(folder / ".lock"));
  EXPECT_THAT(FolderLock(folder.path()).last_owner(), HasSubstr("process " + std::to_string(child)));
}

TEST(FolderLock, OfAFolderThatCannotBeMadeIsAFailure) {
  const TempFolder folder;
  folder.write("file", "x");
  EXPECT_THROW(FolderLock(folder / "file/out"), MachineFailure);
}

}  // namespace
}  // namespace sotto
