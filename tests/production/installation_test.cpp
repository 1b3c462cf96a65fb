#include "production/installation.h"

#include <gtest/gtest.h>

#include <cstdlib>

#include "support/folders.h"
#include "support/temp_folder.h"

namespace sotto::production {
namespace {

namespace fs = std::filesystem;

TEST(Installation, AnInstalledProgramHasItsFolderBesideIt) {
  const testing::TempFolder prefix;
  EXPECT_EQ(home_folder(prefix / "bin/sotto"), testing::source_folder());
  fs::create_directories(prefix / "share/sotto/voices");
  EXPECT_EQ(home_folder(prefix / "bin/sotto"), prefix / "share/sotto");
}

TEST(Installation, AProgramInItsBuildFolderIsCalledByRun) { EXPECT_STREQ(command_name(), "./run"); }

TEST(Installation, TheUsersFolderIsThatOfTheXdgSpecification) {
  const auto of = [](const char* config, const char* home) {
    ::setenv("XDG_CONFIG_HOME", config, 1);  // NOLINT(concurrency-mt-unsafe)
    ::setenv("HOME", home, 1);               // NOLINT(concurrency-mt-unsafe)
    return user_folder();
  };
  EXPECT_EQ(of("/config", "/home/meg"), "/config/sotto");
  EXPECT_EQ(of("", "/home/meg"), "/home/meg/.config/sotto");
  EXPECT_EQ(of("relative", "/home/meg"), "/home/meg/.config/sotto");
  EXPECT_EQ(of("", ""), "");
}

}  // namespace
}  // namespace sotto::production
