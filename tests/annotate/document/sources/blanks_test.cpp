#include "annotate/document/sources/blanks.h"

#include <gtest/gtest.h>

#include <string>

#include "shared/text.h"

namespace sotto::document {
namespace {

TEST(Blanks, HaveAsManyBytesAndCharactersAndLines) {
  std::string text = "ab\r\né—😀 c";
  const std::string before = text;
  blank(text, {1, text.size() - 1});
  EXPECT_EQ(text, "a \r\n\u00A0\u2003😀 c");
  EXPECT_EQ(text.size(), before.size());
  EXPECT_EQ(count_code_points(text), count_code_points(before));
}

TEST(Blanks, AreNoWords) {
  std::string text = "Zoë — 1905";
  blank(text, {0, text.size()});
  EXPECT_FALSE(has_word(text));
  EXPECT_TRUE(trim_space(text).empty());
}

}  // namespace
}  // namespace sotto::document
