// A production is killed, or loses its power, anywhere: the next run finishes it with the same bytes and leaves nothing
// half done behind.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <set>

#include "end_to_end/faults.h"

namespace sotto::end_to_end {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

void expect_finished(const TempFolder& folder) {
  const Outcome again = sotto(folder, {"produce", "kettle.txt", "-j", "2"});
  EXPECT_EQ(again.status, 0) << again.err;
  EXPECT_THAT(differing(files_below(folder / "out"), whole().out), IsEmpty());
  EXPECT_THAT(differing(files_below(folder / "scripts"), whole().scripts), IsEmpty());
  EXPECT_THAT(temporary_files(folder.path()), IsEmpty());
}

/// The files that are there under their final name, but not with all their bytes: somebody may be listening to them.
std::vector<std::string> torn(const TempFolder& folder) {
  std::vector<std::string> names;
  const auto look = [&](const char* below, const std::map<std::string, std::string>& wanted) {
    for (const auto& [name, bytes] : files_below(folder / below)) {
      if (name.ends_with(".tmp") || name.ends_with(".new") || name.ends_with("/.lock")) continue;
      const auto whole_one = wanted.find(name);
      if (whole_one == wanted.end() || whole_one->second != bytes) names.push_back(name);
    }
  };
  look("out", whole().out);
  look("scripts", whole().scripts);
  return names;
}

/// Ten tests of five points each, so that they run side by side.
class Killed : public ::testing::TestWithParam<std::size_t> {
 protected:
  void SetUp() override {
    if (!faults_can_be_put()) GTEST_SKIP() << "AddressSanitizer suffers no other layer";
  }
};

TEST_P(Killed, TheNextRunFinishes) {
  constexpr std::size_t kPoints = 50;
  constexpr std::size_t kTests = 10;
  const std::size_t writes = count_calls(whole().log, "write ");
  const std::size_t others = whole().log.size() - writes;
  ASSERT_GT(writes, kPoints);
  for (std::size_t point = GetParam(); point < kPoints; point += kTests) {
    // Two in three in the middle of a write; the rest at opening, syncing, renaming, forking.
    Fault fault{.error = "kill", .calls = "write"};
    fault.at = 1 + writes * point / kPoints;
    if (point % 3 == 2) {
      fault.calls = "open,sync,rename,fork";
      fault.at = 1 + others * point / kPoints;
    }
    SCOPED_TRACE(fault.calls + " " + std::to_string(fault.at));
    const TempFolder folder;
    folder.write("kettle.txt", kTwoChapters);
    give_engine_data(folder);
    const Outcome outcome = sotto_with(folder, fault, {"produce", "kettle.txt", "-j", "2"});
    EXPECT_EQ(outcome.status, 128 + 9) << outcome.err;
    EXPECT_THAT(torn(folder), IsEmpty());
    expect_finished(folder);
  }
}

INSTANTIATE_TEST_SUITE_P(Anywhere, Killed, ::testing::Range(std::size_t{0}, std::size_t{10}));

/// The files that stand under their final name without having been synced since they were last written.
std::set<std::string> unsynced(const std::vector<std::string>& log) {
  std::set<std::string> dirty;
  for (const std::string& line : log) {
    std::istringstream words(line);
    std::string call;
    std::string path;
    std::string to;
    words >> call >> path >> to;
    if (call == "write") dirty.insert(path);
    if (call == "sync") dirty.erase(path);
    if (call != "rename") continue;
    dirty.erase(to);
    if (dirty.erase(path) > 0) dirty.insert(to);
  }
  return dirty;
}

/// What a power cut makes of files whose bytes had not reached the disk: nothing, a part, or zeros.
void tear(const std::set<std::string>& files) {
  std::size_t way = 0;
  for (const std::string& path : files) {
    std::error_code none;
    if (!fs::exists(path, none)) continue;
    const auto size = fs::file_size(path);
    switch (way++ % 3) {
      case 0:
        fs::resize_file(path, 0);
        break;
      case 1:
        fs::resize_file(path, size / 2);
        break;
      default:
        std::ofstream(path, std::ios::binary) << std::string(size, '\0');
    }
  }
}

TEST(PowerCut, WhatAUserSeesIsSyncedBeforeItAppears) {
  if (!faults_can_be_put()) GTEST_SKIP() << "AddressSanitizer suffers no other layer";
  for (const std::string& path : unsynced(whole().log)) {
    // The lock's file says who makes the book, and is gone in the end.
    if (path.ends_with("/.lock")) continue;
    EXPECT_THAT(path, HasSubstr("/.cache/")) << "not synced, and nothing proves it";
  }
}

class PowerCuts : public ::testing::TestWithParam<std::size_t> {};

TEST_P(PowerCuts, LeaveNothingTorn) {
  if (!faults_can_be_put()) GTEST_SKIP() << "AddressSanitizer suffers no other layer";
  const TempFolder folder;
  folder.write("kettle.txt", kTwoChapters);
  give_engine_data(folder);
  std::vector<std::string> log;
  const std::size_t writes = count_calls(whole().log, "write ");
  // The last one comes when everything is done.
  const std::size_t at = 1 + writes * GetParam() / 8;
  sotto_with(folder, {.at = at, .error = "kill", .calls = "write"}, {"produce", "kettle.txt", "-j", "2"}, &log);
  tear(unsynced(log));
  // Some renames had not reached the disk either.
  std::size_t number = 0;
  for (const auto& entry : fs::recursive_directory_iterator(folder / "out")) {
    if (entry.is_regular_file() && ++number % 4 == 0) fs::remove(entry.path());
  }
  expect_finished(folder);
}

INSTANTIATE_TEST_SUITE_P(Anywhere, PowerCuts, ::testing::Range(std::size_t{0}, std::size_t{9}));

/// Every file of the cache, damaged in one way each: all is noticed, made again, and told of.
class CrashDamage : public ::testing::TestWithParam<const char*> {};

TEST_P(CrashDamage, IsNoticedAndMadeAgain) {
  const std::string way = GetParam();
  const TempFolder folder;
  copy_fixture(two_chapters(), folder);
  const auto before = files_below(folder / "out");
  std::size_t damaged = 0;
  for (const auto& entry : fs::recursive_directory_iterator(folder / "out/.cache")) {
    if (!entry.is_regular_file() || entry.is_symlink()) continue;
    std::string bytes = read_file(entry.path());
    if (bytes.empty()) continue;
    if (way == "Empty") bytes.clear();
    if (way == "Truncated") bytes.resize(bytes.size() - 1);
    if (way == "BitAtTheEnd") bytes.back() = static_cast<char>(bytes.back() ^ 1);
    if (way == "BitInTheMiddle") bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 0x10);
    std::ofstream(entry.path(), std::ios::binary) << bytes;
    ++damaged;
  }
  EXPECT_GT(damaged, 10U);
  // The masters go, too, so that every take is needed.
  for (const auto& [name, bytes] : before) {
    if (name.ends_with(".wav")) fs::remove(folder / "out" / name);
  }
  const Outcome again = sotto(folder, {"produce", "kettle.txt"});
  EXPECT_EQ(again.status, 0) << again.err;
  EXPECT_THAT(again.err, HasSubstr("damaged"));
  EXPECT_THAT(differing(files_below(folder / "out"), before), IsEmpty());
  EXPECT_THAT(sotto(folder, {"produce", "kettle.txt"}).err, HasSubstr("nothing was to do"));
}

INSTANTIATE_TEST_SUITE_P(OfTheCache, CrashDamage,
                         ::testing::Values("Empty", "Truncated", "BitAtTheEnd", "BitInTheMiddle"),
                         [](const auto& way) { return std::string(way.param); });

TEST(DamagedParts, AreNoReasonToSayThatNothingWasToDo) {
  const TempFolder folder;
  copy_fixture(two_chapters(), folder);
  const auto before = files_below(folder / "out");
  for (const char* part : {"takes", "levels"}) {
    for (const auto& entry : fs::recursive_directory_iterator(folder / "out/.cache" / part)) {
      if (entry.is_regular_file()) fs::resize_file(entry.path(), 1);
    }
    const Outcome again = sotto(folder, {"produce", "kettle.txt"});
    EXPECT_EQ(again.status, 0) << again.err;
    EXPECT_THAT(again.err, AllOf(HasSubstr("damaged"), HasSubstr("done in "), Not(HasSubstr("nothing was to do"))));
    EXPECT_THAT(differing(files_below(folder / "out"), before), IsEmpty());
    EXPECT_THAT(sotto(folder, {"produce", "kettle.txt"}).err, HasSubstr("nothing was to do"));
  }
}

TEST(QuietDamage, OfATakeWhoseFileSeemsUntouchedIsNoticedWhenItIsHeard) {
  const TempFolder folder;
  copy_fixture(two_chapters(), folder);
  const auto before = files_below(folder / "out");
  for (const auto& entry : fs::recursive_directory_iterator(folder / "out/.cache/takes")) {
    if (!entry.is_regular_file()) continue;
    std::string bytes = read_file(entry.path());
    bytes.back() = static_cast<char>(bytes.back() ^ 1);
    write_file(entry.path(), bytes);
  }
  // As if the disk had lost the bit by itself: what is known to be good is so until a time to come.
  seem_proved(folder / "out/.cache/made/kettle");
  for (const auto& [name, bytes] : before) {
    if (name.ends_with(".wav")) fs::remove(folder / "out" / name);
  }
  const Outcome again = sotto(folder, {"produce", "kettle.txt"});
  EXPECT_EQ(again.status, 0) << again.err;
  EXPECT_THAT(again.err, HasSubstr("damaged"));
  EXPECT_THAT(differing(files_below(folder / "out"), before), IsEmpty());
}

}  // namespace
}  // namespace sotto::end_to_end
