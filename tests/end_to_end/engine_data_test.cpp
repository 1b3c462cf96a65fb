// The cache's copy of the engine's data: whatever befalls it, or its making, the same is heard.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cerrno>
#include <fstream>

#include "end_to_end/faults.h"

namespace sotto::end_to_end {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr const char* kMended = "of the engine's data in the cache w";

/// A story that was produced, and another one with a sentence that is yet to be spoken.
class EngineData : public ::testing::Test {
 protected:
  EngineData() {
    folder.write("kettle.txt", kTwoChapters);
    EXPECT_EQ(sotto(folder, {"produce", "kettle.txt"}).status, 0);
    for (const auto& entry : fs::recursive_directory_iterator(cache)) {
      // A link might lead to the system's data, which no test may harm.
      if (entry.is_symlink() || !entry.is_regular_file() || entry.path().filename() == "proved") continue;
      files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
  }
  void SetUp() override { ASSERT_GT(files.size(), 100U) << "there is no copy"; }
  /// Produces what is yet to be spoken, and expects to hear what is heard where nothing happened.
  Outcome goes_on() {
    std::string text = kTwoChapters;
    text.replace(text.find("kettle began"), 12, "pot started");
    folder.write("kettle.txt", text);
    const Outcome outcome = sotto(folder, {"produce", "kettle.txt"});
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    const TempFolder other;
    other.write("kettle.txt", text);
    EXPECT_EQ(sotto(other, {"produce", "kettle.txt"}).status, 0);
    EXPECT_THAT(differing(files_below(folder / "out"), files_below(other / "out")), IsEmpty());
    return outcome;
  }
  TempFolder folder;
  fs::path cache = folder / "out/.cache/engine-data";
  std::vector<fs::path> files;
};

TEST_F(EngineData, IsACopyThatNothingLinksToTheSystems) {
  for (const auto& entry : fs::recursive_directory_iterator(folder / "out")) {
    EXPECT_FALSE(entry.is_symlink()) << entry.path();
    if (entry.is_regular_file()) {
      EXPECT_EQ(fs::hard_link_count(entry.path()), 1U) << entry.path();
    }
  }
  EXPECT_THAT(goes_on().err, Not(HasSubstr("damaged")));
}

TEST_F(EngineData, ThatIsDamagedIsMadeAgainWithANote) {
  // As after a loss of power: nothing of it was synced.
  std::size_t way = 0;
  for (const fs::path& file : files) {
    const auto size = fs::file_size(file);
    if (way % 4 == 0) fs::resize_file(file, 0);
    if (way % 4 == 1) fs::resize_file(file, size / 2);
    if (way % 4 == 2) std::ofstream(file, std::ios::binary) << std::string(size, '\0');
    if (way % 4 == 3) fs::remove(file);
    ++way;
  }
  EXPECT_THAT(goes_on().err, HasSubstr(kMended));
}

TEST_F(EngineData, OfWhichABitIsFlippedIsMadeAgainWithANote) {
  for (const fs::path& file : files) {
    std::string bytes = read_file(file);
    if (bytes.empty()) continue;
    bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 0x10);
    std::ofstream(file, std::ios::binary) << bytes;
  }
  EXPECT_THAT(goes_on().err, HasSubstr(kMended));
}

TEST_F(EngineData, IsLookedAtWhereAllOfTheCacheIs) {
  const fs::path phondata =
      *std::find_if(files.begin(), files.end(), [](const fs::path& file) { return file.filename() == "phondata"; });
  fs::resize_file(phondata, 100);
  EXPECT_THAT(sotto(folder, {"produce", "kettle.txt"}).err, HasSubstr("nothing was to do")) << "nobody needs it";
  EXPECT_THAT(sotto(folder, {"produce", "kettle.txt", "--verify"}).err,
              HasSubstr("note: 1 damaged file of the engine's data in the cache was made again"));
  EXPECT_THAT(sotto(folder, {"produce", "kettle.txt", "--verify"}).err, Not(HasSubstr("damaged")));
}

TEST_F(EngineData, IsCleanedAwayOnlyWhereNoBookUsesIt) {
  EXPECT_EQ(sotto(folder, {"clean", "--max-size", "0"}).status, 0);
  EXPECT_TRUE(fs::exists(files.front()));
  // Of another version of the engine, long ago; and as links, as it once was.
  folder.write("out/.cache/engine-data/0123456789abcdef/phontab", std::string(1'000'000, 'x'));
  fs::create_directories(cache / "links");
  fs::create_symlink(folder.path(), cache / "links/lang");
  EXPECT_THAT(sotto(folder, {"clean", "--max-size", "0"}).err, HasSubstr("removed 2 files, 1.0 MB"));
  EXPECT_FALSE(fs::exists(cache / "0123456789abcdef"));
  EXPECT_FALSE(fs::exists(cache / "links"));
  EXPECT_TRUE(fs::exists(folder / "kettle.txt"));
  EXPECT_TRUE(fs::exists(files.front()));
}

/// The numbers of those calls of a first production that make the copy.
std::vector<std::size_t> calls_of_the_copy(const std::vector<std::string>& log, const std::string& call) {
  std::vector<std::size_t> numbers;
  std::size_t number = 0;
  for (const std::string& line : log) {
    if (!line.starts_with(call + " ")) continue;
    ++number;
    if (line.find("/engine-data/") != std::string::npos) numbers.push_back(number);
  }
  return numbers;
}

class EngineDataInTheMaking : public EngineData {
 protected:
  void SetUp() override {
    if (!faults_can_be_put()) GTEST_SKIP() << "AddressSanitizer suffers no other layer";
    EngineData::SetUp();
    log = calls_of(logged_production("first-production", [](const TempFolder&) {}));
  }
  /// What a first production does at some points of the copying, and the one after it.
  void fail(const std::string& call, const std::string& error, bool stays, int status, const std::string& told) {
    const std::vector<std::size_t> numbers = calls_of_the_copy(log, call);
    ASSERT_GT(numbers.size(), 100U);
    constexpr std::size_t kPoints = 2;  // the first call, one in the middle, the last
    for (std::size_t point = 0; point <= kPoints; ++point) {
      const TempFolder other;
      other.write("kettle.txt", kTwoChapters);
      const Fault fault{numbers[(numbers.size() - 1) * point / kPoints], error, call, stays};
      SCOPED_TRACE(call + " " + std::to_string(fault.at));
      const Outcome outcome = sotto_with(other, fault, {"produce", "kettle.txt"});
      EXPECT_EQ(outcome.status, status) << outcome.err;
      EXPECT_THAT(outcome.err, HasSubstr(told));
      if (error != "kill") {
        EXPECT_THAT(temporary_files(other.path()), IsEmpty());
      }
      const Outcome again = sotto(other, {"produce", "kettle.txt"});
      EXPECT_EQ(again.status, 0) << again.err;
      EXPECT_THAT(again.err, Not(HasSubstr("damaged"))) << "what was never whole is not damaged";
      EXPECT_THAT(differing(files_below(other / "out"), files_below(folder / "out")), IsEmpty());
      EXPECT_THAT(temporary_files(other.path()), IsEmpty());
    }
  }
  std::vector<std::string> log;
};

TEST_F(EngineDataInTheMaking, MayBeKilled) { fail("write", "kill", false, 128 + 9, ""); }

TEST_F(EngineDataInTheMaking, MayFindNoSpace) {
  fail("write", std::to_string(ENOSPC), true, 3, "No space left on device; free some space");
}

TEST_F(EngineDataInTheMaking, MayFindABrokenDisk) {
  fail("write", std::to_string(EIO), false, 3, "Input/output error");
}

}  // namespace
}  // namespace sotto::end_to_end
