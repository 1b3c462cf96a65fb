#include "cli/audition_command.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/captured.h"
#include "publish/measure.h"
#include "support/small_book.h"

namespace sotto::cli {
namespace {

using ::testing::HasSubstr;

TEST(AuditionCommand, IsAsLoudAsInABook) {
  const testing::SmallBook book;
  const StopFlag stop;
  const Session session{book.workspace, Verbosity::normal, stop};
  const auto file = book.folder / "meg.wav";
  const auto audition = [&](const std::string& how, bool rain) {
    const Captured done = captured([&] {
      return audition_command({.voice = "meg", .text = "It rained.", .how = how, .rain = rain, .file = file}, session);
    });
    EXPECT_EQ(done.status, kDone) << done.err;
    return publish::measure_master(file, stop);
  };
  const publish::MasterMeasure plain = audition("", false);
  const publish::MasterMeasure whisper = audition("whisper", false);
  EXPECT_GT((plain.loudness - whisper.loudness).value, 3) << "a whisper is quieter by intent";
  EXPECT_GT(audition("", true).duration.value, plain.duration.value + 2) << "rain has time to come in and to go";
}

TEST(AuditionCommand, SuggestsWhatThereIs) {
  const testing::SmallBook book;
  const StopFlag stop;
  const Session session{book.workspace, Verbosity::normal, stop};
  Captured done = captured([&] { return audition_command({.voice = "mge"}, session); });
  EXPECT_EQ(done.status, kInputWrong);
  EXPECT_THAT(done.err, HasSubstr("did you mean 'meg'?"));
  done = captured([&] { return audition_command({.voice = "meg", .how = "whispr"}, session); });
  EXPECT_THAT(done.err, HasSubstr("did you mean 'whisper'?"));
  done = captured([&] { return audition_command({.voice = "meg", .file = "a.ogg"}, session); });
  EXPECT_EQ(done.status, kInputWrong);
}

}  // namespace
}  // namespace sotto::cli
