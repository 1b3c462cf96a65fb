#include "production/workspace.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/small_book.h"

namespace sotto::production {
namespace {

using ::testing::HasSubstr;
using testing::SmallBook;

TEST(Workspace, RecordsMoveWithTheirOutFolderAndAreApartInASharedCache) {
  const SmallBook book;
  Diagnostics diagnostics;
  const document::Book opened = book.open(diagnostics);
  Workspace workspace = book.workspace;
  EXPECT_EQ(workspace.records_of(opened), workspace.out / ".cache/made/b");
  workspace.cache = book.folder / "shared";
  const auto first = workspace.records_of(opened);
  EXPECT_THAT(first.filename().string(), HasSubstr("b-"));
  workspace.out = book.folder / "other";
  EXPECT_NE(workspace.records_of(opened), first);
}

TEST(Workspace, TheCommandLineChoosesTheProfileForOnce) {
  const SmallBook book;
  Diagnostics diagnostics;
  const document::Book opened = book.open(diagnostics);
  Workspace workspace = book.workspace;
  EXPECT_EQ(workspace.profile_of(opened, diagnostics)->name, "audiobook");
  workspace.delivery = {.profile = "acx-technical", .dry = true};
  const auto chosen = workspace.profile_of(opened, diagnostics);
  ASSERT_TRUE(chosen.has_value()) << render(diagnostics);
  EXPECT_EQ(chosen->name, "acx-technical");
  EXPECT_TRUE(chosen->dry);
  workspace.delivery.profile = "acx-technicl";
  EXPECT_FALSE(workspace.profile_of(opened, diagnostics));
  EXPECT_THAT(render(diagnostics), HasSubstr("did you mean 'acx-technical'?"));
}

TEST(FindBooks, ByPathOrByNameAndAllWhereNoneIsNamed) {
  const SmallBook book;
  book.folder.write("story/one.txt", "One.\n");
  book.folder.write("story/two.txt", "Two.\n");
  book.folder.write("story/.hidden", "");
  Diagnostics diagnostics;
  EXPECT_EQ(find_books({}, book.workspace, diagnostics).size(), 2U);
  EXPECT_EQ(find_books({book.path(), "two.txt"}, book.workspace, diagnostics).size(), 2U);
  EXPECT_FALSE(diagnostics.has_errors()) << render(diagnostics);
  find_books({"tow.txt"}, book.workspace, diagnostics);
  EXPECT_THAT(render(diagnostics), HasSubstr("did you mean 'two.txt'?"));
  find_books({"one.txt", "one.txt"}, book.workspace, diagnostics);
  EXPECT_THAT(render(diagnostics), HasSubstr("would both be made in"));
}

}  // namespace
}  // namespace sotto::production
