#include "cli/check_command.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/captured.h"
#include "cli/produce_command.h"
#include "support/small_book.h"

namespace sotto::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(CheckCommand, ChecksWhatIsMadeAndRefusesWhatIsNot) {
  const testing::SmallBook book;
  const StopFlag stop;
  const Session session{book.workspace, Verbosity::normal, stop};
  const auto check = [&](bool bless) {
    return captured([&] { return check_command({{book.path()}, {}, bless}, session); });
  };
  Captured done = check(false);
  EXPECT_EQ(done.status, kInputWrong);
  EXPECT_THAT(done.err, HasSubstr("no chapter of 'b' is made"));
  ASSERT_EQ(captured([&] { return produce_command({.books = {book.path()}}, session); }).status, kDone);
  done = check(true);
  EXPECT_THAT(done.out, HasSubstr("Kettles: "));
  EXPECT_TRUE(std::filesystem::exists(book.folder / "out/b/report/index.html"));
  EXPECT_TRUE(std::filesystem::exists(book.folder / "golden/b"));
  book.folder.write("b/book.yaml", "title: Kettles\nambience: {level: -18}\n");
  done = check(false);
  EXPECT_EQ(done.status, kFallsShort);
  EXPECT_THAT(done.out, HasSubstr("it is out of date: the ambience changed"));
}

TEST(CheckCommand, ChecksTheEditionThatWasMadeLast) {
  testing::SmallBook book;
  const StopFlag stop;
  const auto produce = [&](const production::DeliveryOverride& delivery) {
    book.workspace.delivery = delivery;
    const Session session{book.workspace, Verbosity::normal, stop};
    EXPECT_EQ(captured([&] { return produce_command({.books = {book.path()}}, session); }).status, kDone);
    book.workspace.delivery = {};
  };
  const auto check = [&] {
    const Session session{book.workspace, Verbosity::normal, stop};
    return captured([&] { return check_command({{book.path()}, {}, false}, session); });
  };
  const auto listened = [&](const char* edition) {
    return std::filesystem::exists(book.folder / "out/b" / edition / "report/index.html");
  };
  produce({.profile = "librivox"});
  EXPECT_THAT(check().err, HasSubstr("out/b/librivox: this is the edition 'librivox', which was made last"));
  EXPECT_TRUE(listened("librivox"));
  produce({.profile = "", .formats = {"flac"}});
  EXPECT_THAT(check().err, Not(HasSubstr("this is the edition")));
  EXPECT_TRUE(listened(""));
  produce({.profile = "", .dry = true});
  EXPECT_THAT(check().err, HasSubstr("this is the edition 'dry'"));
  std::filesystem::remove_all(book.folder / "out/b/dry");
  EXPECT_EQ(check().status, kInputWrong) << "of the book's own there is only FLAC";
}

}  // namespace
}  // namespace sotto::cli
