#include "cli/doctor_command.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/captured.h"
#include "support/folders.h"
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

TEST(DoctorCommand, HasTheUsersEnginesSpeak) {
  const testing::SmallBook book;
  const std::string program = (testing::test_data() / "engines/stand_in_program.py").string();
  book.folder.write("user/engines.yaml", "mine: {protocol: sotto, run: [python3, " + program + ", sotto]}\n" +
                                             "broken: {protocol: wav, run: [python3, " + program + ", wav, die]}\n");
  book.folder.write("user/voices/mine/narrator.yaml", "engine: {id: user, name: mine}\n");
  book.folder.write("user/voices/mine/meg.yaml", "engine: {id: user, name: broken, voice: anna}\n");
  production::Workspace place = book.workspace;
  place.user = book.folder / "user";
  place.engines = synthesis::builtin_engines(place.user);
  const StopFlag stop;
  const Captured done = captured([&] { return doctor_command({place, Verbosity::normal, stop}); });
  EXPECT_EQ(done.status, kMachineFailed);
  EXPECT_THAT(done.out,
              MatchesRegex(".*ok    voice 'narrator' of 'mine' \\(mine\\): speaks 1.[0-9] s in [0-9.]+ s, the same "
                           "twice\n.*"));
  EXPECT_THAT(done.out, HasSubstr("LACKS voice 'meg' of 'mine' (broken anna): "));
}

}  // namespace
}  // namespace sotto::cli
