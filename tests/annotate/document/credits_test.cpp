#include "annotate/document/credits.h"

#include <gtest/gtest.h>

#include "annotate/document/chapters.h"
#include "support/temp_folder.h"

namespace sotto::document {
namespace {

/// "number title | heading | text" of each chapter.
std::vector<std::string> chapters_of(const std::string& settings) {
  const testing::TempFolder folder;
  folder.write("b/1.txt", "The rain came.\n");
  folder.write("b/book.yaml", settings);
  Diagnostics diagnostics;
  const Book book = open_book(folder / "b", diagnostics).value();
  const Manuscript manuscript = read_with_credits(book, diagnostics).value();
  EXPECT_FALSE(diagnostics.has_errors()) << render(diagnostics);
  std::vector<std::string> found;
  for (const Chapter& chapter : find_chapters(manuscript, book.title)) {
    EXPECT_FALSE(chapter.matter);
    found.push_back(std::to_string(chapter.number) + " " + chapter.title + " | " +
                    std::string(chapter.heading.of(manuscript.text)) + " |");
    for (const Paragraph& paragraph : chapter.paragraphs)
      found.back() += " " + std::string(paragraph.span.of(manuscript.text));
  }
  return found;
}

using Found = std::vector<std::string>;

TEST(Credits, StandBeforeTheFirstChapterAndAfterTheLast) {
  EXPECT_EQ(chapters_of("title: Rain\nauthor: A. Bell\ncredits: true\n"),
            (Found{"0 Opening Credits | Rain, by A. Bell. | Read by the voices of Sotto.", "1 Rain |  | The rain came.",
                   "2 Closing Credits | This was Rain, by A. Bell. | Read by the voices of Sotto."}));
}

TEST(Credits, NameWhomTheAuthorNames) {
  EXPECT_EQ(chapters_of("title: \"*Rain* # 2\"\ncredits: {read_by: Ann}\n"),
            (Found{"0 Opening Credits | *Rain* # 2. | Read by Ann.", "1 *Rain* # 2 |  | The rain came.",
                   "2 Closing Credits | This was *Rain* # 2. | Read by Ann."}));
}

TEST(Credits, AreLeftOutUnlessTheyAreWanted) {
  EXPECT_EQ(chapters_of("title: Rain\n"), Found{"1 Rain |  | The rain came."});
  EXPECT_EQ(chapters_of("title: Rain\ncredits: false\n"), Found{"1 Rain |  | The rain came."});
}

}  // namespace
}  // namespace sotto::document
