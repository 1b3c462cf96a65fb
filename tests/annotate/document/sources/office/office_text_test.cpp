#include "annotate/document/sources/office/office_text.h"
#include "annotate/language/languages.h"

#include <gtest/gtest.h>

namespace sotto::document {
namespace {

std::string text_of(bool empty_is_break) {
  const DecodedText content{"One Two Three", {}};
  Diagnostics diagnostics;
  SourceBuilder builder;
  builder.begin_file("", content);
  OfficeText text(builder, empty_is_break);
  text.begin_paragraph(Block::Kind::heading, 1, 0, false);
  builder.add({0, 3}, nullptr);
  text.begin_paragraph(Block::Kind::paragraph, 0, 3, true);
  text.begin_paragraph(Block::Kind::paragraph, 0, 4, false);
  builder.add({4, 7}, nullptr);
  text.begin_paragraph(Block::Kind::paragraph, 0, 7, true);
  text.begin_paragraph(Block::Kind::paragraph, 0, 8, false);
  builder.add({8, 13}, nullptr);
  text.begin_paragraph(Block::Kind::paragraph, 0, 13, true);
  return builder.finish(language::default_language(), "a", diagnostics).text;
}

TEST(OfficeText, AnEmptyParagraphBetweenOthersMayBeASceneBreak) {
  EXPECT_EQ(text_of(true), "One\n\nTwo\n\n* * *\n\nThree");
  EXPECT_EQ(text_of(false), "One\n\nTwo\n\nThree");
  EXPECT_TRUE(empty_means_break(30, 2));
  EXPECT_FALSE(empty_means_break(30, 14));
}

}  // namespace
}  // namespace sotto::document
