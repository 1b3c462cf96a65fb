#include "synthesis/take_store.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <string>

#include "shared/failure.h"
#include "shared/files.h"
#include "support/temp_folder.h"

namespace sotto::synthesis {
namespace {

namespace fs = std::filesystem;

const TakeId kId = "0123456789abcdef0123456789abcdef";

Take example(std::size_t frames, std::uint32_t words) {
  Take take{{22050}, {}, {}};
  for (std::size_t i = 0; i < frames; ++i) take.samples.push_back(static_cast<std::int16_t>(i * 31 - 500));
  for (std::uint32_t i = 0; i < words; ++i) take.words.push_back({i, 10 * i, 10 * i + 7});
  return take;
}

TakeView view(const Take& take) { return {take.rate, take.samples, take.words}; }

TEST(TakeStore, GivesBackWhatWasSaved) {
  const testing::TempFolder folder;
  const TakeStore store(folder.path());
  for (const auto& [frames, words] : {std::pair(0U, 0U), {0U, 3U}, {5U, 0U}, {4000U, 12U}, {9000U, 500U}}) {
    const Take take = example(frames, words);
    store.save(kId, view(take));
    EXPECT_EQ(store.load(kId), take);
    EXPECT_EQ(store.load_or_throw(kId), take);
    EXPECT_EQ(store.load_info(kId), (TakeInfo{take.rate, frames, take.words}));
    EXPECT_TRUE(store.holds(kId));
  }
}

TEST(TakeStore, KeepsTheRateOfATake) {
  const testing::TempFolder folder;
  const TakeStore store(folder.path());
  for (const double rate : {8000.0, 16000.0, 22050.0, 24000.0, 44100.0, 48000.0}) {
    Take take = example(50, 2);
    take.rate = {rate};
    store.save(kId, view(take));
    EXPECT_EQ(store.load(kId), take);
    EXPECT_EQ(store.load_info(kId), (TakeInfo{{rate}, 50, take.words}));
  }
}

TEST(TakeStore, ReadsTakesThatWereWrittenBeforeTheyHadARate) {
  const testing::TempFolder folder;
  const TakeStore store(folder.path());
  store.save(kId, view(example(40, 3)));
  EXPECT_EQ(read_file(store.path(kId)).substr(0, 8), "SottoTk1") << "22,050 Hz is still written so";
  Take other = example(40, 3);
  other.rate = {16000};
  store.save(kId, view(other));
  const std::string bytes = read_file(store.path(kId));
  EXPECT_EQ(bytes.substr(0, 4), "STk2");
  // A rate that was altered is noticed.
  for (std::size_t i = 4; i < 8; ++i) {
    std::string altered = bytes;
    altered[i] = static_cast<char>(altered[i] ^ 1);
    write_file(store.path(kId), altered);
    EXPECT_FALSE(store.load_info(kId)) << i;
  }
}

TEST(TakeStore, HasNothingThatWasNotSaved) {
  const testing::TempFolder folder;
  const TakeStore store(folder / "not/there");
  EXPECT_FALSE(store.load(kId));
  EXPECT_FALSE(store.load_info(kId));
  EXPECT_FALSE(store.holds(kId));
  EXPECT_THROW(store.load_or_throw(kId), DamagedTake);
}

TEST(TakeStore, LeavesNoOtherFile) {
  const testing::TempFolder folder;
  const TakeStore store(folder.path());
  store.save(kId, view(example(100, 3)));
  std::size_t files = 0;
  for (const auto& entry : fs::recursive_directory_iterator(folder.path())) files += entry.is_regular_file() ? 1 : 0;
  EXPECT_EQ(files, 1U);
  EXPECT_TRUE(fs::exists(store.path(kId)));
}

TEST(TakeStore, NoticesEveryTruncation) {
  const testing::TempFolder folder;
  const TakeStore store(folder.path());
  store.save(kId, view(example(40, 3)));
  const std::string whole = read_file(store.path(kId));
  for (std::size_t size = 0; size < whole.size(); ++size) {
    write_file(store.path(kId), whole.substr(0, size));
    EXPECT_FALSE(store.load(kId)) << size;
    EXPECT_FALSE(store.load_info(kId)) << size;
  }
  write_file(store.path(kId), whole + "x");
  EXPECT_FALSE(store.load(kId));
  EXPECT_FALSE(store.load_info(kId));
  write_file(store.path(kId), whole);
  EXPECT_TRUE(store.load(kId));
}

TEST(TakeStore, NoticesEveryAlteredByte) {
  const testing::TempFolder folder;
  const TakeStore store(folder.path());
  store.save(kId, view(example(40, 3)));
  const std::string whole = read_file(store.path(kId));
  constexpr std::size_t kSoundChecksum = 24;  // of the file's head: matters only with the sound
  const std::size_t sound = whole.size() - 40 * sizeof(std::int16_t);
  for (std::size_t i = 0; i < whole.size(); ++i) {
    std::string altered = whole;
    altered[i] = static_cast<char>(altered[i] ^ 0x10);
    write_file(store.path(kId), altered);
    EXPECT_FALSE(store.load(kId)) << i;
    if (i < kSoundChecksum || (i >= kSoundChecksum + 8 && i < sound)) {
      EXPECT_FALSE(store.load_info(kId)) << i;
    }
  }
}

TEST(TakeStore, AFolderThatCannotBeWrittenIsTheMachinesFailure) {
  const testing::TempFolder folder;
  folder.write("takes", "a file where a folder should be");
  EXPECT_THROW(TakeStore(folder.path()).save(kId, view(example(1, 1))), MachineFailure);
}

}  // namespace
}  // namespace sotto::synthesis
