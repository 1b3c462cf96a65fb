#include "annotate/document/sources/mojibake.h"

#include <gtest/gtest.h>

#include <string>

#include "annotate/document/sources/text_edits.h"

namespace sotto::document {
namespace {

std::string mended(std::string text) {
  AnchorMap anchors;
  edit_text(text, anchors, mojibake_edits(text));
  return text;
}

TEST(MojibakeTest, IsWhatItWas) {
  EXPECT_EQ(mended("â€œYes,â€\u009D said RenÃ©. Itâ€™s lateâ€”very."), "“Yes,” said René. It’s late—very.");
  EXPECT_EQ(mended("â€œYes,â€ she said."), "“Yes,” she said.");
  EXPECT_EQ(mended("cafÃ© and voilÃ\u00A0"), "café and voilà");
}

TEST(MojibakeTest, OtherLettersStay) {
  EXPECT_EQ(mended("don\u0092t"), "don’t");
  for (const char* text : {"“Yes,” said René.", "NÃO", "Ã© once", "château â la", "“café”—“so”, said René—”", "Ârsen"})
    EXPECT_EQ(mended(text), text);
}

}  // namespace
}  // namespace sotto::document
