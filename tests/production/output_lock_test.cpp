#include "production/output_lock.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "support/temp_folder.h"
#include "support/writers.h"

namespace sotto::production {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using testing::TempFolder;

TEST(OutputLock, KeepsOthersOutAndSweepsWhatAKilledOwnerLeft) {
  const TempFolder folder;
  const auto progress = silent_progress();
  const std::string master = "out/b/.01.wav." + testing::ended_writer() + ".tmp";
  const std::string take = "cache/takes/.ab.take." + testing::ended_writer() + ".tmp";
  folder.write(master, "half");
  folder.write(take, "half");
  {
    const OutputLock lock(folder / "out/b", folder / "scripts/b", folder / "cache", true, *progress);
    EXPECT_FALSE(fs::exists(folder / master));
    EXPECT_TRUE(fs::exists(folder / take)) << "the cache is known to be good";
    EXPECT_THROW(OutputLock(folder / "out/b", folder / "scripts/b", folder / "cache", true, *progress), FolderBusy);
  }
  const OutputLock lock(folder / "out/b", folder / "scripts/b", folder / "cache", false, *progress);
  EXPECT_FALSE(fs::exists(folder / take));
}

TEST(OutputIsFree, ForItsOwnStoryAndForAStoryOfOneThatIsGone) {
  const TempFolder folder;
  const fs::path story = folder.write("one/story.txt", "One.");
  const fs::path other = folder.write("two/story.txt", "Two.");
  const auto is_free = [&](const fs::path& path, std::string* why = nullptr) {
    Diagnostics diagnostics;
    const bool free =
        is_output_free(path, folder / "records", folder / "out/story", folder / "scripts/story", diagnostics);
    if (why != nullptr) *why = render(diagnostics);
    return free;
  };
  EXPECT_TRUE(is_free(story));
  folder.write("out/story/01.wav", "a master");
  record_story(folder / "records", folder / "out/story", story);
  EXPECT_TRUE(is_free(story));
  std::string why;
  EXPECT_FALSE(is_free(other, &why));
  EXPECT_THAT(why, HasSubstr("is the production of another story of this name"));
  fs::remove(story);
  EXPECT_TRUE(is_free(other));
}

TEST(OutputIsFree, NeverAmongTheStorysOwnFiles) {
  const TempFolder folder;
  const fs::path story = folder.write("book/story.txt", "One.");
  Diagnostics diagnostics;
  EXPECT_FALSE(is_output_free(story, folder / "records", folder / "book", folder / "scripts", diagnostics));
  EXPECT_THAT(render(diagnostics), HasSubstr("among the story's own files"));
}

}  // namespace
}  // namespace sotto::production
