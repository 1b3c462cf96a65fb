#include "annotate/document/sources/gutenberg.h"

#include <gtest/gtest.h>

#include <string>

namespace sotto::document {
namespace {

/// "title|author".
std::string named_by_gutenberg(const SourceMetadata& metadata) { return metadata.title + "|" + metadata.author(); }
TEST(Gutenberg, MarksAreLinesOfTheirOwn) {
  EXPECT_EQ(gutenberg_mark("*** START OF THE PROJECT GUTENBERG EBOOK EMMA ***"), Block::Kind::gutenberg_start);
  EXPECT_EQ(gutenberg_mark("***START OF THIS PROJECT GUTENBERG EBOOK EMMA***"), Block::Kind::gutenberg_start);
  EXPECT_EQ(gutenberg_mark("*** END OF THE PROJECT GUTENBERG EBOOK EMMA ***"), Block::Kind::gutenberg_end);
  EXPECT_EQ(gutenberg_mark("End of Project Gutenberg's Emma, by Jane Austen"), Block::Kind::gutenberg_end);
  EXPECT_EQ(gutenberg_mark("*** END OF PART ONE ***"), std::nullopt);
  EXPECT_EQ(gutenberg_mark("START OF THE PROJECT GUTENBERG EBOOK"), std::nullopt);
  EXPECT_EQ(gutenberg_mark("He had read Project Gutenberg's END OF days."), std::nullopt);
}

TEST(Gutenberg, TheLanguageStandsInTheHeader) {
  EXPECT_EQ(gutenberg_metadata("Project Gutenberg\nTitle: Regen\nLanguage: German\n").language, "German");
}

TEST(Gutenberg, TitleAndAuthorStandInTheHeader) {
  EXPECT_EQ(named_by_gutenberg(
                gutenberg_metadata("The Project Gutenberg eBook\r\n\r\nTitle: The   Mask\r\nAuthor: A. N. Other\r\n")),
            "The Mask|A. N. Other");
  EXPECT_EQ(gutenberg_metadata("A letter\n\nTitle: The Mask\n"), SourceMetadata{});
  EXPECT_EQ(gutenberg_metadata("Project Gutenberg\n" + std::string(4000, 'x') + "\nTitle: The Mask\n"),
            SourceMetadata{});
}

}  // namespace
}  // namespace sotto::document
