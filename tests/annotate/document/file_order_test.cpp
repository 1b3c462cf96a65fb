#include "annotate/document/file_order.h"

#include <gtest/gtest.h>

#include "annotate/language/languages.h"
#include "shared/files.h"
#include "support/temp_folder.h"

namespace sotto::document {
namespace {

using Paths = std::vector<std::filesystem::path>;

TEST(FileOrderTest, NamesThatAreHeadingsTellIt) {
  Paths files = {"chapter-four.md", "chapter-one.md", "chapter-three.md",
                 "chapter-two.md",  "epilogue.md",    "prologue.md"};
  EXPECT_TRUE(order_by_headings(language::default_language(), files));
  EXPECT_EQ(files, (Paths{"prologue.md", "chapter-one.md", "chapter-two.md", "chapter-three.md", "chapter-four.md",
                          "epilogue.md"}));
  EXPECT_FALSE(order_by_headings(language::default_language(), files));
}

TEST(FileOrderTest, OtherNamesStay) {
  for (Paths files : {Paths{"02-prologue.md", "1-chapter-one.md"}, Paths{"chapter-two.md", "rain.md"},
                      Paths{"chapter-one.md", "part-one.md"}}) {
    const Paths before = files;
    EXPECT_FALSE(order_by_headings(language::default_language(), files));
    EXPECT_EQ(files, before);
  }
}

TEST(FileOrderTest, SoDoFirstLines) {
  const testing::TempFolder folder;
  write_file(folder.path() / "quay.txt", "\nChapter Two\n\nIt rained.\n");
  write_file(folder.path() / "rain.txt", "CHAPTER ONE\n\nIt came.\n");
  Paths files = {folder.path() / "quay.txt", folder.path() / "rain.txt"};
  EXPECT_TRUE(order_by_headings(language::default_language(), files));
  EXPECT_EQ(files.front().filename(), "rain.txt");
}

TEST(FileOrderTest, ANameIsATitle) {
  EXPECT_EQ(title_from_file_name("03-the-nursery.md"), "The Nursery");
  EXPECT_EQ(title_from_file_name("7.txt"), "");
}

}  // namespace
}  // namespace sotto::document
