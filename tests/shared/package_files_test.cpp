#include "shared/package_files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "support/fake_dpkg.h"
#include "support/temp_folder.h"

namespace sotto {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(PackageFiles, ThatAreNotAsInstalledAreFound) {
  const testing::TempFolder programs;
  const std::string path = std::getenv("PATH");
  testing::write_fake_dpkg(programs, "/usr/share/kettle",
                           "missing     /usr/share/kettle/steam\n??5?????? c /usr/share/kettle/deep/lid\n"
                           "??5??????   /usr/share/kettles\n");
  ::setenv("PATH", (programs.path().string() + ":" + path).c_str(), 1);
  const AlteredFiles altered = altered_package_files("/usr/share/kettle");
  const AlteredFiles elsewhere = altered_package_files("/usr/share");
  ::setenv("PATH", "/nowhere", 1);
  const AlteredFiles without_dpkg = altered_package_files("/usr/share/kettle");
  ::setenv("PATH", path.c_str(), 1);
  EXPECT_THAT(altered.packages, ElementsAre("kettle-data:all", "lids"));
  EXPECT_THAT(altered.files, ElementsAre("/usr/share/kettle/steam", "/usr/share/kettle/deep/lid"));
  EXPECT_THAT(elsewhere.packages, IsEmpty());
  EXPECT_THAT(without_dpkg.packages, IsEmpty());
}

}  // namespace
}  // namespace sotto
