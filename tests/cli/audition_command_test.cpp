#include "cli/audition_command.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "cli/captured.h"
#include "publish/measure.h"
#include "shared/files.h"
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

TEST(AuditionCommand, SpeaksTheLanguageOfABook) {
  const testing::SmallBook book;
  const StopFlag stop;
  const Session session{book.workspace, Verbosity::normal, stop};
  write_file(book.folder / "french.txt", "« Il pleut », dit Marie.\n");
  write_file(book.folder / "french.yaml", "language: fr\n");
  const auto length = [&](const std::string& of) {
    const auto file = book.folder / "meg.wav";
    const Captured done = captured([&] {
      return audition_command({.voice = "meg", .text = "Quatre-vingt-dix oiseaux.", .book = of, .file = file}, session);
    });
    EXPECT_EQ(done.status, kDone) << done.err;
    return publish::measure_master(file, stop).duration.value;
  };
  EXPECT_GT(std::abs(length((book.folder / "french.txt").string()) - length("")), 0.05)
      << "other sounds, other lengths";
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
