#include "cli/annotate_command.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/captured.h"
#include "shared/files.h"
#include "support/small_book.h"

namespace sotto::cli {
namespace {

using ::testing::HasSubstr;

TEST(AnnotateCommand, WritesTheScriptAndSaysWhoSpeaks) {
  const testing::SmallBook book;
  const StopFlag stop;
  const Session session{book.workspace, Verbosity::normal, stop};
  const Captured done = captured([&] { return annotate_command({.book = book.path()}, session); });
  EXPECT_EQ(done.status, kDone) << done.err;
  EXPECT_THAT(done.err, HasSubstr("2 chapters, 5 lines of speech"));
  EXPECT_THAT(done.err, HasSubstr("(2 files written)"));
  EXPECT_TRUE(std::filesystem::exists(book.folder / "scripts/b/02-the-tea.yaml"));
}

TEST(AnnotateCommand, AsJsonWritesNothing) {
  const testing::SmallBook book;
  const StopFlag stop;
  const Session session{book.workspace, Verbosity::normal, stop};
  const Captured done = captured([&] { return annotate_command({.book = book.path(), .json = true}, session); });
  EXPECT_EQ(done.status, kDone) << done.err;
  EXPECT_THAT(done.out, HasSubstr("\"speaker\": \"Anna\""));
  EXPECT_FALSE(std::filesystem::exists(book.folder / "scripts"));
}

TEST(AnnotateCommand, SpokenPrintsWhatIsSaidAndWritesNothing) {
  const testing::SmallBook book;
  const StopFlag stop;
  const Session session{book.workspace, Verbosity::normal, stop};
  const Captured done = captured([&] { return annotate_command({.book = book.path(), .spoken = true}, session); });
  EXPECT_EQ(done.status, kDone) << done.err;
  EXPECT_THAT(done.out, HasSubstr("\nanna: "));
  EXPECT_FALSE(std::filesystem::exists(book.folder / "scripts"));
}

TEST(AnnotateCommand, SpokenIsWhatWillBeHeard) {
  const testing::SmallBook book(testing::kSmallStory, "title: Kettles\nauthor: A. Bell\ncredits: true\n");
  const StopFlag stop;
  const Session session{book.workspace, Verbosity::normal, stop};
  ASSERT_EQ(captured([&] { return annotate_command({.book = book.path()}, session); }).status, kDone);
  const auto folder = book.workspace.scripts / "b";
  std::string first = read_file(folder / "01-the-kettle.yaml");
  const std::string said = "who: anna";
  first.replace(first.find(said), said.size(), "who: peter");
  book.folder.write("scripts/b/01-the-kettle.yaml", first);
  std::string second = read_file(folder / "02-the-tea.yaml");
  book.folder.write("scripts/b/02-the-tea.yaml", "aloud: false\n" + second);
  const Captured done = captured([&] { return annotate_command({.book = book.path(), .spoken = true}, session); });
  EXPECT_EQ(done.status, kDone) << done.err;
  EXPECT_THAT(done.out, HasSubstr("# Kettles, by eh Bell.\nnarrator: Read[[ˈɹɛd]] by the voices of Sotto."));
  EXPECT_THAT(done.out, HasSubstr("peter: Is it boiling?"));
  EXPECT_THAT(done.out, ::testing::Not(HasSubstr("an hour ago")));
}

TEST(AnnotateCommand, SpokenLeavesOutTheDirectionsThatTheBookLeavesOut) {
  const testing::SmallBook book;
  book.folder.write("play.txt",
                    "HASAN. Open the door!\n\nANNA. No. (She sits.) Not tonight.\n\nHASAN. Please.\n\nANNA. "
                    "No.\n\nHASAN. Then I go.\n");
  book.folder.write("play.yaml", "directions: silent\n");
  const StopFlag stop;
  const Session session{book.workspace, Verbosity::normal, stop};
  const Captured done = captured(
      [&] { return annotate_command({.book = (book.folder / "play.txt").string(), .spoken = true}, session); });
  EXPECT_EQ(done.status, kDone) << done.err;
  EXPECT_THAT(done.out, HasSubstr("anna: Not tonight."));
  EXPECT_THAT(done.out, ::testing::Not(HasSubstr("She sits")));
}

}  // namespace
}  // namespace sotto::cli
