#include "publish/read_along/text_edits.h"

#include <gtest/gtest.h>

namespace sotto::read_along {
namespace {

document::DecodedText decoded(const std::string& bytes) {
  Diagnostics told;
  return document::decode_text("page", bytes, told).value();
}

TEST(TextEdits, LeaveEveryOtherByte) {
  const std::string bytes =
      "\xEF\xBB\xBF"
      "caf\xC3\xA9 au lait\r\n";
  const document::DecodedText text = decoded(bytes);
  EXPECT_EQ(edited(bytes, text, {}), bytes);
  EXPECT_EQ(edited(bytes, text, {{3, 0, "<b>"}, {8, 0, "</b>"}, {8, 3, ""}}),
            "\xEF\xBB\xBF"
            "<b>caf\xC3\xA9</b> lait\r\n");
}

TEST(TextEdits, AreInTheFilesEncoding) {
  // "xé𝄞z" in UTF-16 of either order.
  const std::string little("\xFF\xFEx\0\xE9\0\x34\xD8\x1E\xDDz\0", 12);
  const std::string big("\xFE\xFF\0x\0\xE9\xD8\x34\xDD\x1E\0z", 12);
  for (const std::string& bytes : {little, big}) {
    const document::DecodedText text = decoded(bytes);
    const std::size_t z = text.text.find('z');
    EXPECT_EQ(text_offset(text, 10), z);
    EXPECT_EQ(text_offset(text, 2), 0U);
    const std::string made = edited(bytes, text, {{1, 0, "<"}, {z, 0, ">"}});
    EXPECT_EQ(decoded(made).text, "x<\xC3\xA9\xF0\x9D\x84\x9E>z");
    EXPECT_EQ(made.size(), bytes.size() + 4);
  }
  const std::string latin = "caf\xE9 noir";
  const document::DecodedText text = decoded(latin);
  EXPECT_EQ(text_offset(text, 5), 6U);
  EXPECT_EQ(edited(latin, text, {{6, 0, "|"}}), "caf\xE9 |noir");
}

}  // namespace
}  // namespace sotto::read_along
