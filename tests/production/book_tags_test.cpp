#include "production/book_tags.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "production/planned.h"

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

TEST(BookTags, WithoutACoverThereIsNone) {
  const testing::SmallBook book;
  Diagnostics diagnostics;
  EXPECT_EQ(given_cover(book.open(diagnostics), diagnostics), std::nullopt);
  EXPECT_TRUE(diagnostics.empty());
}

}  // namespace
}  // namespace sotto::production
