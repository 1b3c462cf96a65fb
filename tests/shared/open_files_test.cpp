#include "shared/open_files.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <functional>

#include "shared/descriptor.h"
#include "shared/failure.h"
#include "shared/files.h"
#include "shared/sound_file.h"
#include "support/temp_folder.h"

namespace sotto {
namespace {

/// The limit as it was, when a test is over.
class OpenFiles : public ::testing::Test {
 protected:
  OpenFiles() { EXPECT_EQ(::getrlimit(RLIMIT_NOFILE, &before_), 0); }
  ~OpenFiles() override { ::setrlimit(RLIMIT_NOFILE, &before_); }
  rlimit before_{};
};

TEST_F(OpenFiles, AreAsManyAsTheSystemLets) {
  const rlimit low{20, before_.rlim_max};
  ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &low), 0);
  need_open_files(21);
  rlimit now{};
  ASSERT_EQ(::getrlimit(RLIMIT_NOFILE, &now), 0);
  EXPECT_EQ(now.rlim_cur, before_.rlim_max);
}

TEST_F(OpenFiles, ThatAreTooFewAreSaidWithWhatToRaise) {
  try {
    need_open_files(static_cast<std::size_t>(before_.rlim_max) + 1);
    if (before_.rlim_max != RLIM_INFINITY) FAIL();
  } catch (const MachineFailure& failure) {
    EXPECT_THAT(failure.what(), ::testing::HasSubstr("ulimit -n"));
  }
}

TEST_F(OpenFiles, ThatRunOutInTheMiddleAreSaidWithWhatToRaise) {
  const testing::TempFolder folder;
  const std::filesystem::path sound = folder / "a.wav";
  SoundWriter(sound, {}, {}).finish();
  const Descriptor next(::open("/dev/null", O_RDONLY | O_CLOEXEC));
  const rlimit none_left{static_cast<rlim_t>(next.get()) + 1, before_.rlim_max};
  ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &none_left), 0);
  const auto said = [](const std::function<void()>& read) -> std::string {
    try {
      read();
    } catch (const MachineFailure& failure) {
      return failure.what();
    }
    return "";
  };
  using ::testing::HasSubstr;
  EXPECT_THAT(said([&] { read_file(sound); }), HasSubstr("ulimit -n"));
  EXPECT_THAT(said([&] { try_read_file(sound); }), HasSubstr("ulimit -n")) << "it is not missing";
  EXPECT_THAT(said([&] { SoundReader reader(sound); }), HasSubstr("ulimit -n"));
  EXPECT_THAT(said([&] { hash_file(sound); }), HasSubstr("ulimit -n"));
}

}  // namespace
}  // namespace sotto
