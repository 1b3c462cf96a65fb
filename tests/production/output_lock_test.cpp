// What keeps files whole and to themselves: seals, locks, leftovers; names of files; what is left to do.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

#include "shared/checksummed_file.h"
#include "shared/files.h"
#include "shared/folder_lock.h"
#include "shared/multi_progress.h"
#include "shared/text.h"
#include "support/temp_folder.h"

namespace sotto::production {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using testing::TempFolder;

TEST(SealedFile, ReadsBackAndNoticesEveryFlippedBitAndEveryTruncation) {
  const TempFolder folder;
  const fs::path path = folder / "x";
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

TEST(Leftovers, OfEndedProcessesAreRemovedAndOthersLeft) {
  const TempFolder folder;
  const std::string ours = ".a.wav." + std::to_string(::getpid()) + "-0.tmp";
  folder.write("deep/.a.wav.999999999-3.tmp", "x");
  folder.write("deep/" + ours, "x");
  folder.write("deep/notes.tmp", "x");
  folder.write("deep/.hidden", "x");
  EXPECT_EQ(remove_leftovers(folder.path(), Leftovers::of_ended_processes), 1U);
  EXPECT_TRUE(fs::exists(folder / ("deep/" + ours)));
  EXPECT_EQ(remove_leftovers(folder.path(), Leftovers::of_anyone), 1U);
  EXPECT_TRUE(fs::exists(folder / "deep/notes.tmp"));
  EXPECT_TRUE(fs::exists(folder / "deep/.hidden"));
}

TEST(FileSlug, IsTakenByEverySystem) {
  EXPECT_EQ(file_slug("The Mask"), "the-mask");
  for (const char* device : {"CON", "prn", "Aux", "NUL", "com1", "LPT9"}) {
    EXPECT_EQ(file_slug(device), lower_case(device) + "-");
  }
  EXPECT_EQ(file_slug("console"), "console");
  EXPECT_EQ(file_slug("../../etc/passwd"), "etc-passwd");
  EXPECT_EQ(file_slug("a:b*c?<d>|\"e\\f"), "a-b-c-d-e-f");
  EXPECT_EQ(file_slug("..."), "x");
  std::string longest;
  for (int i = 0; i < 100; ++i) longest += "word ";
  EXPECT_EQ(file_slug(longest).size(), 59U);  // cut at a hyphen
  std::string greek;
  for (int i = 0; i < 100; ++i) greek += "\u03bb";
  EXPECT_EQ(file_slug(greek).size(), 60U);
  EXPECT_EQ(count_code_points(file_slug(greek)), 30U);
}

TEST(CodePointOffsets, AnswerInAnyOrder) {
  const std::string text = "a\u00e9\u20ac\U0001F600b\xFFz";
  for (const std::size_t first : {0U, 3U, 10U, 12U}) {
    CodePointOffsets offsets(text);
    offsets.at(first);
    EXPECT_EQ(offsets.at(12), 6U);
    EXPECT_EQ(offsets.at(6), 3U);
    EXPECT_EQ(offsets.at(11), 5U);
    EXPECT_EQ(offsets.at(1), 1U);
    EXPECT_EQ(offsets.at(0), 0U);
  }
}

TEST(BooksDone, AreToldInTheColumnsThatThereAre) {
  const BooksDone done{48, 100, "53 of 110", "1392 of ~3000", 0.49, 35};
  EXPECT_EQ(in_columns(done, 79), "48 of 100 books, 53 of 110 chapters, 1392 of ~3000 lines  49 %  35 s left");
  EXPECT_EQ(in_columns(done, 60), "48 of 100 books, 53 of 110 chapters  49 %  35 s left");
  EXPECT_EQ(in_columns(done, 39), "48 of 100 books  49 %  35 s left");
  EXPECT_EQ(in_columns(done, 20), "49 %  35 s left");
  EXPECT_EQ(in_columns({0, 100, "0", "0", 0.004, -1}, 30), "0 of 100 books  0 %  ...");
  const BooksDone longest{9999, 9999, "99999 of ~99999", "9999999 of ~9999999", 1, 99 * 3600 + 59 * 60};
  for (std::size_t columns = 5; columns < 100; ++columns) EXPECT_LE(in_columns(longest, columns).size(), columns);
}

TEST(DoneOf, TellsHowManyThereAreBeforeAllBooksAreRead) {
  DoneOf lines({100, 300, 50, 50});
  EXPECT_EQ(lines.text(), "0");
  lines.will_make(0, 20);
  lines.done(5);
  EXPECT_EQ(lines.text(), "5 of ~100");
  lines.will_make(1, 80);
  lines.will_make(1, 80);  // told again
  EXPECT_EQ(lines.text(), "5 of ~125");
  lines.will_make(2, 11);
  EXPECT_EQ(lines.text(), "5 of ~123");
  lines.ends(3);  // it could not be read
  lines.ends(0);
  EXPECT_EQ(lines.text(), "5 of 111");
}

TEST(WorkLeft, WeighsWhatIsLeftByWhatWasWorked) {
  WorkLeft work({100, 300});
  EXPECT_LT(work.seconds_left(1), 0) << "nothing is known yet";
  work.worked(0, 50);
  EXPECT_DOUBLE_EQ(work.seconds_left(10), 70);
  work.expect_more(1, -200);  // most of it is there already
  EXPECT_DOUBLE_EQ(work.seconds_left(10), 30);
  work.done(0);
  EXPECT_DOUBLE_EQ(work.seconds_left(10), 20);
  EXPECT_DOUBLE_EQ(work.share(), 0.75);
  work.expect_more(1, 100);
  EXPECT_DOUBLE_EQ(work.share(), 0.6);
  EXPECT_DOUBLE_EQ(work.seconds_left(10), 40);
  work.worked(1, 1000);
  work.done(1);
  EXPECT_DOUBLE_EQ(work.share(), 1);
}

}  // namespace
}  // namespace sotto::production
