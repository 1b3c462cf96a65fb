#include "annotate/document/sources/plain_form.h"

#include <gtest/gtest.h>

#include <string>

#include "annotate/document/sources/text_edits.h"

namespace sotto::document {
namespace {

std::string plain(std::string text) {
  AnchorMap anchors;
  edit_text(text, anchors, plain_form_edits(text));
  return text;
}

TEST(PlainFormTest, FormsOfLettersArePlain) {
  EXPECT_EQ(plain("a\uFB03rm, \uFB02oor"), "affirm, floor");
  EXPECT_EQ(plain("M\u02B3 and S\u1D57 John"), "Mr and St John");
  EXPECT_EQ(plain("\uFF37\uFF45\uFF54 \uFF11"), "Wet 1");
  EXPECT_EQ(plain("\U0001D401\U0001D428\U0001D425\U0001D41D"), "Bold");
  EXPECT_EQ(plain("Henry \u2167, \u2163"), "Henry VIII, IV");
}

TEST(PlainFormTest, UnseenCharactersGo) {
  EXPECT_EQ(plain("Mar\u00ADa w\u200Bas\uFEFF th\u2060e\u0002re\uFFFE"), "Mara was there");
  EXPECT_EQ(plain("\uFEFFMara"), "\uFEFFMara");
  EXPECT_EQ(plain("o\u200Dn"), "on");
}

TEST(PlainFormTest, OthersStay) {
  for (const char* text : {"10\u00B2 \u00BD \u2116", "caf\u00E9 \u2026 \u201CYes\u201D", "\u2460", "\u2764\uFE0F",
                           "\U0001F469\u200D\U0001F680", "line\r\n\ttab\f"})
    EXPECT_EQ(plain(text), text);
}

}  // namespace
}  // namespace sotto::document
