#include "shared/writer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <set>
#include <string>

#include "support/temp_folder.h"
#include "support/writers.h"

namespace sotto {
namespace {

TEST(Writer, IsKnownByItsName) {
  EXPECT_EQ(writer_of(writer_name()), Writer::running);
  EXPECT_EQ(writer_of(unique_name()), Writer::running);
  EXPECT_EQ(writer_of(testing::ended_writer()), Writer::ended);
  EXPECT_EQ(writer_of(testing::writer_elsewhere()), Writer::elsewhere);
  for (const char* none : {"", "4711", "4711-0", "feedc0de-4711", "feedc0de-0123-1", "feedc0de-00000000-x",
                           "feedc0de-00000000-1.x", "feedc0de-00000000-"}) {
    EXPECT_EQ(writer_of(none), Writer::nobody) << none;
  }
}

TEST(Writer, HasEndedWithItsMachinesStart) {
  std::string name = writer_name();  // of this process, but before the machine was started
  name.replace(name.find('-') + 1, 8, "00000000");
  EXPECT_EQ(writer_of(name), Writer::ended);
}

TEST(Writer, HasAnotherUniqueNameEachTime) {
  std::set<std::string> names;
  for (int i = 0; i < 1000; ++i) names.insert(unique_name());
  EXPECT_EQ(names.size(), 1000U);
}

/// Run by the next test, in another process.
TEST(DISABLED_Writer, TellsItsName) { std::fprintf(stderr, "name: %s\n", writer_name().c_str()); }

/// As containers have them: numbers of processes begin anew in each.
TEST(Writer, InAnotherProcessNamespaceIsElsewhere) {
  const std::string self = std::filesystem::read_symlink("/proc/self/exe").string();
  FILE* other = ::popen(("unshare --pid --fork '" + self +
                         "' --gtest_also_run_disabled_tests --gtest_filter=DISABLED_Writer.TellsItsName 2>&1")
                            .c_str(),
                        "r");
  ASSERT_NE(other, nullptr);
  std::string said;
  for (int c = std::fgetc(other); c != EOF; c = std::fgetc(other)) said += static_cast<char>(c);
  if (::pclose(other) != 0) GTEST_SKIP() << "no namespaces may be made here: " << said;
  const std::size_t name = said.find("name: ") + 6;
  EXPECT_EQ(writer_of(said.substr(name, said.find('\n', name) - name)), Writer::elsewhere) << said;
}

TEST(AbandonedFile, IsOneThatNobodyWroteToForLong) {
  const testing::TempFolder folder;
  folder.write("a", "x");
  EXPECT_FALSE(is_abandoned(folder / "a", std::chrono::hours(1)));
  std::filesystem::last_write_time(folder / "a", std::filesystem::file_time_type::clock::now() - std::chrono::hours(2));
  EXPECT_TRUE(is_abandoned(folder / "a", std::chrono::hours(1)));
  EXPECT_FALSE(is_abandoned(folder / "none", std::chrono::hours(1)));
}

}  // namespace
}  // namespace sotto
