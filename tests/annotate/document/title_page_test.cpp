#include "annotate/document/title_page.h"

#include <gtest/gtest.h>

#include <string>

#include "support/temp_folder.h"

namespace sotto::document {
namespace {

using testing::TempFolder;

/// "title / author" that a file gives to a book that is named after it.
std::string title_page(const std::string& name, const std::string& text) {
  const TempFolder folder;
  Book book;
  book.title = "Named";
  read_title_page(folder.write(name, text), book);
  return book.title + " / " + book.author;
}

TEST(TitlePage, ComesFromWhatTheFormatSays) {
  EXPECT_EQ(title_page("a.md", "---\ntitle: Rain\nauthor: Zoë\n---\n\n# Other\n\nOne.\n"), "Rain / Zoë");
  EXPECT_EQ(title_page("a.txt", "Project Gutenberg\n\nTitle: Emma\n\nAuthor: Jane Austen\n\nCHAPTER I\n\nOne.\n"),
            "Emma / Jane Austen");
}

TEST(TitlePage, OrFromTheFirstLines) {
  EXPECT_EQ(title_page("a.txt", "THE MASK\nby A. N. Other\n\nOne.\n"), "The Mask / A. N. Other");
  EXPECT_EQ(title_page("a.txt", "The Mask\n\nBy A. N. Other\n\nOne.\n"), "The Mask / A. N. Other");
  EXPECT_EQ(title_page("a.txt", "Produced by A. Person\n\nTHE MASK\n\nBy A. N. Other\n\nOne.\n"),
            "The Mask / A. N. Other");
  EXPECT_EQ(title_page("a.txt", "Seven\n\nIt rained.\n"), "Seven / ");
  EXPECT_EQ(title_page("a.txt", "ANNA\nWhere?\n\nTOM\nHere.\n\nANNA\nWhy?\n\nTOM\nSo.\n"), "Named / ");
  EXPECT_EQ(title_page("a.md", "# The *Mask*\n\nOne.\n"), "The Mask / ");
  EXPECT_EQ(title_page("a.md", "---\nauthor: Zoë\n---\n\n# Rain\n\nOne.\n"), "Rain / Zoë");
}

TEST(TitlePage, ChaptersAndProseNameNoBook) {
  EXPECT_EQ(title_page("a.md", "# One\n\nRain.\n\n# Two\n\nFog.\n"), "Named / ");
  EXPECT_EQ(title_page("a.txt", "CHAPTER I\n\nOne.\n"), "Named / ");
  EXPECT_EQ(title_page("a.txt", "It rained.\n\nOne.\n"), "Named / ");
  EXPECT_EQ(title_page("a.txt", ""), "Named / ");
}

TEST(TitlePage, AFileThatCannotBeReadChangesNothing) {
  Book book;
  book.title = "Named";
  read_title_page("/nonexistent/a.txt", book);
  EXPECT_EQ(book.title, "Named");
}

}  // namespace
}  // namespace sotto::document
