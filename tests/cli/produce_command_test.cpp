#include "cli/produce_command.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/captured.h"
#include "shared/files.h"
#include "support/small_book.h"

namespace sotto::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(ProduceCommand, ListsMakesAndHasNothingMoreToDo) {
  const testing::SmallBook book;
  const StopFlag stop;
  const Session session{book.workspace, Verbosity::normal, stop};
  const auto produce = [&](ProduceCommandOptions options) {
    options.books = {book.path()};
    return captured([&] { return produce_command(options, session); });
  };
  Captured done = produce({.dry_run = true});
  EXPECT_EQ(done.status, kDone) << done.err;
  EXPECT_THAT(done.out, HasSubstr("would make"));
  done = produce({.explain = true});
  EXPECT_EQ(done.status, kDone) << done.err;
  EXPECT_THAT(done.out, HasSubstr("01-the-kettle.wav: it was not made before"));
  EXPECT_THAT(done.err, HasSubstr("done in"));
  done = produce({.explain = true});
  EXPECT_EQ(done.out, "");
  EXPECT_THAT(done.err, HasSubstr("nothing was to do; looked in"));
  EXPECT_EQ(produce({.dry_run = true}).out, "nothing would be made\n");
}

TEST(ProduceCommand, ADryRunListsTheFilesOfTheWholeBook) {
  const testing::SmallBook book(testing::kSmallStory, "title: Kettles\nformats: [wav, m4b, epub]\n");
  const StopFlag stop;
  const Session session{book.workspace, Verbosity::normal, stop};
  const auto dry_run = [&] {
    return captured([&] { return produce_command({.books = {book.path()}, .dry_run = true}, session); }).out;
  };
  EXPECT_THAT(dry_run(), HasSubstr("b.m4b: it was not made\n"));
  EXPECT_THAT(dry_run(), HasSubstr("b.epub: it was not made\n"));
  ASSERT_EQ(captured([&] { return produce_command({.books = {book.path()}}, session); }).status, kDone);
  EXPECT_EQ(dry_run(), "nothing would be made\n");
  book.folder.write("b/1.md", std::string(testing::kSmallStory) + "It sang.\n");
  EXPECT_THAT(dry_run(), HasSubstr("b.m4b: it is out of date\n"));
}

TEST(ProduceCommand, MakesOneChapterAlone) {
  const testing::SmallBook book;
  const StopFlag stop;
  const Session session{book.workspace, Verbosity::normal, stop};
  const auto produce = [&](std::optional<int> chapter, bool dry_run = false) {
    return captured(
        [&] { return produce_command({.books = {book.path()}, .dry_run = dry_run, .chapter = chapter}, session); });
  };
  EXPECT_THAT(produce(2, true).out, Not(HasSubstr("01-the-kettle")));
  const Captured done = produce(2);
  EXPECT_EQ(done.status, kDone) << done.err;
  EXPECT_THAT(done.err, HasSubstr("out/b/02-the-tea.wav\n"));
  const std::string tea = read_file(book.folder / "out/b/02-the-tea.wav");
  EXPECT_FALSE(std::filesystem::exists(book.folder / "out/b/01-the-kettle.wav"));
  EXPECT_FALSE(std::filesystem::exists(book.folder / "out/b/report"));
  ASSERT_EQ(produce({}).status, kDone);
  EXPECT_EQ(read_file(book.folder / "out/b/02-the-tea.wav"), tea) << "it is the same as in the whole book";
  EXPECT_EQ(produce(1).status, kDone);
  EXPECT_TRUE(std::filesystem::exists(book.folder / "out/b/02-the-tea.wav"));
  const Captured none = produce(3);
  EXPECT_EQ(none.status, kInputWrong);
  EXPECT_THAT(none.err, HasSubstr("none has the number 3: they are 1 to 2"));
}

TEST(ProduceCommand, AWrongBookIsWrongInput) {
  const testing::SmallBook book(testing::kSmallStory, "profile: nothing\n");
  const StopFlag stop;
  const Session session{book.workspace, Verbosity::normal, stop};
  for (const bool dry_run : {true, false}) {
    const Captured done = captured([&] { return produce_command({{book.path()}, false, dry_run, false}, session); });
    EXPECT_EQ(done.status, kInputWrong);
    EXPECT_EQ(done.out, "");
    EXPECT_THAT(done.err, HasSubstr("nothing"));
  }
}

}  // namespace
}  // namespace sotto::cli
