#include "synthesis/user_engine/speaker.h"

#include <gtest/gtest.h>

#include <csignal>

#include "shared/failure.h"
#include "support/engine_voices.h"
#include "support/temp_folder.h"
#include "synthesis/user_engine/settings.h"

namespace sotto::user_engine {
namespace {

TEST(UserSpeaker, TheFirstSentenceMayTakeLonger) {
  const Patience patience;
  EXPECT_EQ(patience.limit(true, 20).value, 200);
  EXPECT_EQ(patience.limit(false, 20).value, 50);
}

TEST(UserSpeaker, IsMadeByItsProtocol) {
  std::signal(SIGPIPE, SIG_IGN);  // as in a worker: the program may end before it has read
  const testing::TempFolder folder;
  const cast::EngineSettings voice = schema().standard_settings();
  Definition server;
  server.protocol = kOpenAi;
  server.url = "http://127.0.0.1:1";
  EXPECT_THROW(make_speaker(server, voice, folder / "p", {})->say("a"), MachineFailure);
  Definition program;
  program.protocol = kWav;
  program.run = {"true"};
  EXPECT_THROW(make_speaker(program, voice, folder / "p", {})->say("a"), CannotSay);
}

}  // namespace
}  // namespace sotto::user_engine
