#include "studio/files_change.h"

#include <gtest/gtest.h>

#include "shared/files.h"
#include "support/temp_folder.h"

namespace sotto::studio {
namespace {

TEST(FilesChange, FilesOfTwoFoldersChangeTogetherOrNotAtAll) {
  const testing::TempFolder folder;
  folder.write("a/1", "one\n");
  folder.write("b/2", "saved by an editor\n");
  EXPECT_FALSE(write_texts({{folder / "a/1", "one\n", "eins\n"}, {folder / "b/2", "two\n", "zwei\n"}}));
  EXPECT_EQ(read_file(folder / "a/1"), "one\n");
  EXPECT_EQ(read_file(folder / "b/2"), "saved by an editor\n");
  EXPECT_TRUE(write_texts({{folder / "a/1", "one\n", "eins\n"}, {folder / "b/2", "saved by an editor\n", "zwei\n"}}));
  EXPECT_EQ(read_file(folder / "a/1"), "eins\n");
  EXPECT_EQ(read_file(folder / "b/2"), "zwei\n");
}

TEST(FilesChange, AFileThatCameGoesAgain) {
  const testing::TempFolder folder;
  const std::vector<NewText> texts = {{folder / "new/book.yaml", std::nullopt, "title: A\n"}};
  ASSERT_TRUE(write_texts(texts));
  const Change change{"settings", patches_of(texts)};
  const auto back = patched_texts(change, true);
  ASSERT_TRUE(back);
  ASSERT_TRUE(write_texts(*back));
  EXPECT_FALSE(std::filesystem::exists(folder / "new/book.yaml"));
  const auto again = patched_texts(change, false);
  ASSERT_TRUE(again);
  ASSERT_TRUE(write_texts(*again));
  EXPECT_EQ(read_file(folder / "new/book.yaml"), "title: A\n");
}

TEST(FilesChange, LinesThatSomebodyChangedSinceAreTheirs) {
  const testing::TempFolder folder;
  folder.write("f", "one\nII\n");
  EXPECT_FALSE(patched_texts({"", {{(folder / "f").string(), make_patch("one\ntwo\n", "one\n2\n")}}}, true));
}

}  // namespace
}  // namespace sotto::studio
