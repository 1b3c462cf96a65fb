#include "studio/new_book.h"

#include <gtest/gtest.h>

#include "shared/files.h"
#include "support/small_book.h"

namespace sotto::studio {
namespace {

TEST(NewBook, GetsAFolderOfItsOwn) {
  const testing::SmallBook place;
  std::string why;
  const auto book = add_book("My Novel (draft).TXT", "It rained.\n", place.workspace, why);
  ASSERT_TRUE(book) << why;
  EXPECT_EQ(read_file(place.workspace.stories / "my-novel-draft/my-novel-draft.txt"), "It rained.\n");
  EXPECT_FALSE(add_book("my novel draft.epub", "", place.workspace, why));
  EXPECT_NE(why.find("already"), std::string::npos);
}

TEST(NewBook, IsAFolderOfChapters) {
  const testing::SmallBook place;
  std::string why;
  const auto book = add_folder("Two Days",
                               {{"1.md", "# One\n\nIt rained.\n"},
                                {"../../2.md", "# Two\n\nIt snowed.\n"},
                                {"book.yaml", "title: Days\n"},
                                {"run.sh", "x"}},
                               place.workspace, why);
  ASSERT_TRUE(book) << why;
  EXPECT_EQ(book->title, "Days");
  EXPECT_EQ(book->files.size(), 2U);
  EXPECT_TRUE(std::filesystem::exists(place.workspace.stories / "two-days/2.md"));
  EXPECT_FALSE(std::filesystem::exists(place.workspace.stories / "two-days/run.sh"));
  EXPECT_FALSE(add_folder("Two Days", {{"1.md", "Again.\n"}}, place.workspace, why));
  EXPECT_FALSE(add_folder("Pictures", {{"a.png", "x"}, {"book.yaml", "title: X\n"}}, place.workspace, why));
  EXPECT_FALSE(add_folder("Broken", {{"1.md", "It rained.\n"}, {"book.yaml", "title: ["}}, place.workspace, why));
  EXPECT_FALSE(std::filesystem::exists(place.workspace.stories / "broken"));
}

TEST(NewBook, LeavesNothingWhereItIsNone) {
  const testing::SmallBook place;
  std::string why;
  for (const char* name : {"picture.png", "../../.txt", "", "broken.epub", "run.sh"}) {
    EXPECT_FALSE(add_book(name, "PK no archive", place.workspace, why)) << name;
    EXPECT_NE(why, "");
  }
  // Wherever a name leads, the file is below the stories.
  const auto book = add_book("../../outside.txt", "It rained.\n", place.workspace, why);
  ASSERT_TRUE(book);
  EXPECT_TRUE(std::filesystem::exists(place.workspace.stories / "outside/outside.txt"));
  std::size_t stories = 0;
  for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(place.workspace.stories)) ++stories;
  EXPECT_EQ(stories, 1U);
}

}  // namespace
}  // namespace sotto::studio
