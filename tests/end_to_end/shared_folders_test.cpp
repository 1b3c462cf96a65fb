// Folders on a disk that other machines or containers use at the same time: numbers of processes that are equal, no
// locks, renamings that are said to have failed and were done. The bytes are those of one machine alone.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cerrno>
#include <thread>

#include "end_to_end/faults.h"

namespace sotto::end_to_end {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(SharedDisk, ARenamingThatWasDoneThoughItIsSaidToHaveFailedIsNoFailure) {
  if (!faults_can_be_put()) GTEST_SKIP() << "AddressSanitizer suffers no other layer";
  const TempFolder folder;
  folder.write("kettle.txt", kTwoChapters);
  const Fault fault{.at = 1, .error = "done-" + std::to_string(EIO), .calls = "rename", .stays = true};
  const Outcome outcome = sotto_with(folder, fault, {"produce", "kettle.txt", "-j", "2"});
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_THAT(differing(files_below(folder / "out"), whole().out), IsEmpty());
  EXPECT_THAT(temporary_files(folder.path()), IsEmpty());
}

TEST(SharedDisk, WithoutLocksIsWorkedOnAndTold) {
  if (!faults_can_be_put()) GTEST_SKIP() << "AddressSanitizer suffers no other layer";
  const TempFolder folder;
  folder.write("kettle.txt", kTwoChapters);
  give_engine_data(folder);
  const Fault fault{.at = 1, .error = std::to_string(ENOLCK), .calls = "lock", .stays = true};
  const Outcome outcome = sotto_with(folder, fault, {"produce", "kettle.txt"});
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_THAT(outcome.err, HasSubstr("out/kettle is on a disk without locks: make sure that nothing else"));
  EXPECT_THAT(differing(files_below(folder / "out"), whole().out), IsEmpty());
}

/// Each runs as the first process of a namespace of its own, so that all of them have the same numbers.
TEST(SharedCache, OfContainersWithEqualNumbersOfProcesses) {
  const auto contained = [](const TempFolder& folder, std::vector<std::string> words) {
    words.insert(words.begin(), {"unshare", "--pid", "--fork", program()});
    Command command;
    command.words = std::move(words);
    command.folder = folder.path();
    return testing::run(command);
  };
  const TempFolder probe;
  if (contained(probe, {"--version"}).status != 0) GTEST_SKIP() << "no namespaces may be made here";
  for (int round = 0; round < 2; ++round) {
    const TempFolder shared;
    TempFolder folders[2];
    Outcome outcomes[2];
    std::vector<std::thread> containers;
    for (int i = 0; i < 2; ++i) {
      folders[i].write("kettle.txt", kTwoChapters);
      containers.emplace_back([&, i] {
        outcomes[i] =
            contained(folders[i], {"produce", "kettle.txt", "-j", "1", "--cache", (shared / "cache").string()});
      });
    }
    for (std::thread& one : containers) one.join();
    for (int i = 0; i < 2; ++i) {
      EXPECT_EQ(outcomes[i].status, 0) << outcomes[i].err;
      EXPECT_THAT(differing(files_below(folders[i] / "out"), whole().out), IsEmpty());
    }
    EXPECT_THAT(temporary_files(shared.path()), IsEmpty());
  }
}

}  // namespace
}  // namespace sotto::end_to_end
