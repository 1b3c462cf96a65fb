#include "production/book_tags.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "production/planned.h"
#include "publish/cover/cover.h"
#include "support/archives.h"
#include "support/small_book.h"

namespace sotto::production {
namespace {

using ::testing::StartsWith;

TEST(BookTags, SayWhatTheBookSaysAndWhoReads) {
  testing::SmallBook book(testing::kSmallStory,
                          "title: Kettles\nauthor: Ann\nseries: Tea\nseries_number: 2\nyear: 987\n"
                          "cast: {narrator: {voice: narrator}, Anna: {voice: old-woman}}\ngenres: [A, B]\n");
  const encoding::BookTags tags = book_tags(planned(book));
  EXPECT_EQ(tags.title, "Kettles");
  EXPECT_EQ(tags.author, "Ann");
  EXPECT_EQ(tags.series, "Tea");
  EXPECT_EQ(tags.series_number, "2");
  EXPECT_EQ(tags.year, "0987");
  EXPECT_EQ(tags.language, "en-gb");
  EXPECT_EQ(tags.genre, "A; B");
  EXPECT_THAT(tags.narrators, StartsWith("Narrator, Old Woman"));
}

TEST(BookTags, AnEpubBringsItsOwnAndItsCover) {
  const std::string png = cover::draw_cover({"The Quay", "A. Writer", ""}, {1, 2, 3});
  testing::SmallEpub epub;
  epub.pages = {{"a.xhtml", testing::page("<p>It rained.</p>")}};
  epub.metadata +=
      "<dc:publisher>P</dc:publisher><dc:date>1910-05-25</dc:date><dc:description>Rain.</dc:description>"
      "<meta property=\"belongs-to-collection\" id=\"s\">Quays</meta>"
      "<meta refines=\"#s\" property=\"collection-type\">series</meta>"
      "<meta refines=\"#s\" property=\"group-position\">2</meta>";
  epub.manifest = "<item id=\"cover\" href=\"c.png\" media-type=\"image/png\" properties=\"cover-image\"/>";
  epub.others = {{"OEBPS/c.png", png}};
  const testing::SmallBook workspace;
  Diagnostics diagnostics;
  const document::Book book =
      document::open_book(workspace.folder.write("quay.epub", epub.bytes()), diagnostics).value();
  const encoding::BookTags tags = book_tags(planned(book, workspace.workspace));
  EXPECT_EQ(tags.title, "The Quay");
  EXPECT_EQ(tags.author, "A. Writer");
  EXPECT_EQ(tags.series, "Quays");
  EXPECT_EQ(tags.series_number, "2");
  EXPECT_EQ(tags.year, "1910");
  EXPECT_EQ(tags.publisher, "P");
  EXPECT_EQ(tags.description, "Rain.");
  const auto cover = given_cover(book, diagnostics);
  ASSERT_TRUE(cover);
  EXPECT_EQ(cover->bytes, png);
  EXPECT_TRUE(diagnostics.empty()) << render(diagnostics);
}

TEST(BookTags, WithoutACoverThereIsNone) {
  const testing::SmallBook book;
  Diagnostics diagnostics;
  EXPECT_EQ(given_cover(book.open(diagnostics), diagnostics), std::nullopt);
  EXPECT_TRUE(diagnostics.empty());
}

}  // namespace
}  // namespace sotto::production
