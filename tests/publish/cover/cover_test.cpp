#include "publish/cover/cover.h"

#include <gtest/gtest.h>

#include "publish/encoding/picture.h"

namespace sotto::cover {
namespace {

TEST(Cover, IsASquarePictureTheSameEachTime) {
  const CoverText text{"The Mask", "Gaston Leroux", ""};
  std::vector<int> levels;
  for (int i = 0; i < 500; ++i) levels.push_back(i % 90);
  const std::string png = draw_cover(text, levels);
  const auto picture = encoding::picture_of(png);
  ASSERT_TRUE(picture);
  EXPECT_EQ(picture->media_type, "image/png");
  EXPECT_EQ(picture->width, kCoverSize);
  EXPECT_EQ(picture->height, kCoverSize);
  EXPECT_EQ(draw_cover(text, levels), png);
}

TEST(Cover, ShowsTheTitleTheAuthorAndTheSound) {
  const std::vector<int> levels = {10, 40, 20};
  const std::string png = draw_cover({"A", "B", ""}, levels);
  EXPECT_NE(draw_cover({"A", "C", ""}, levels), png);
  EXPECT_NE(draw_cover({"A", "B", "S 1"}, levels), png);
  EXPECT_NE(draw_cover({"A", "B", ""}, {40, 10, 20}), png);
}

TEST(Cover, TakesAnyTitleAndAnySound) {
  std::string longest;
  for (int i = 0; i < 200; ++i) longest += "Überlanger <Titel> & ";
  for (const std::string& title : {std::string(), longest, std::string("一日"), std::string(300, 'W')}) {
    EXPECT_TRUE(encoding::picture_of(draw_cover({title, title, title}, {}))) << title;
  }
  EXPECT_TRUE(encoding::picture_of(draw_cover({"T", "", ""}, {0, 0, 0})));
}

}  // namespace
}  // namespace sotto::cover
