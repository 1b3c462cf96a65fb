#include "publish/encoding/picture.h"

#include <gtest/gtest.h>

namespace sotto::encoding {
namespace {

using namespace std::string_literals;

TEST(Pictures, SayTheirSize) {
  const auto png = picture_of("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x06\x40\0\0\x04\0rest"s);
  ASSERT_TRUE(png);
  EXPECT_EQ(png->media_type, "image/png");
  EXPECT_EQ(png->width, 1600);
  EXPECT_EQ(png->height, 1024);
  // SOI, a comment of four bytes, a fill byte, the frame.
  const auto jpeg = picture_of(
      "\xFF\xD8\xFF\xFE\0\x04"
      "ab\xFF\xFF\xC2\0\x0B\x08\x01\x02\x03\x04\x01\x01\x11\0"s);
  ASSERT_TRUE(jpeg);
  EXPECT_EQ(jpeg->media_type, "image/jpeg");
  EXPECT_EQ(jpeg->width, 0x304);
  EXPECT_EQ(jpeg->height, 0x102);
}

TEST(Pictures, OfOtherBytesThereIsNone) {
  for (const std::string& bytes :
       {""s, "GIF89a"s, "\x89PNG\r\n\x1a\n"s, "\xFF\xD8\xFF"s, "\xFF\xD8\xFF\xD9\0\0\0\0\0\0\0\0"s,
        "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\0\0\0\0\0rest"s}) {
    EXPECT_EQ(picture_of(bytes), std::nullopt);
  }
}

}  // namespace
}  // namespace sotto::encoding
