#include "cli/doctor_command.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/captured.h"
#include "support/small_book.h"

namespace sotto::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::MatchesRegex;

TEST(DoctorCommand, LooksForEngineVoicesAndFolders) {
  const testing::SmallBook book;
  const StopFlag stop;
  Captured done = captured([&] { return doctor_command({book.workspace, Verbosity::normal, stop}); });
  EXPECT_THAT(done.out, MatchesRegex(".*ok    speech engine: eSpeak NG [^\n]*; it speaks\n.*"));
  EXPECT_THAT(done.out, HasSubstr(" voice profiles"));
  production::Workspace blocked = book.workspace;
  blocked.out = book.folder.write("file", "in the way") / "out";
  done = captured([&] { return doctor_command({blocked, Verbosity::normal, stop}); });
  EXPECT_EQ(done.status, kMachineFailed);
  EXPECT_THAT(done.out, HasSubstr("LACKS a folder to write to"));
}

}  // namespace
}  // namespace sotto::cli
