#include "annotate/document/sources/page_furniture.h"

#include <gtest/gtest.h>

#include <string>

#include "annotate/document/sources/text_edits.h"
#include "annotate/language/languages.h"

namespace sotto::document {
namespace {

std::string without_furniture(std::string text) {
  AnchorMap anchors;
  edit_text(text, anchors, page_furniture_edits(language::default_language(), text));
  return text;
}

std::string page(const std::string& first, const std::string& last) {
  return first + "\nand it rained on the quay.\nNobody came. The boats lay\nstill in the water, and\n" + last;
}

TEST(PageFurnitureTest, NumbersThatCountOnInsideSentencesGo) {
  const std::string text = page("It was late", "the\n\n12\n\n") + page("night was long", "the\n\n13\n\n") +
                           page("lamp burned low", "she\n\n14\n\n") + page("went home.", "She slept.\n");
  EXPECT_EQ(without_furniture(text), page("It was late", "the\n") + page("night was long", "the\n") +
                                         page("lamp burned low", "she\n") + page("went home.", "She slept.\n"));
}

TEST(PageFurnitureTest, SoDoHeadsBesideThem) {
  const std::string text = page("It was late", "the\n\n12\n\nTHE QUAY\n\n") +
                           page("night was long", "the\n\n13\n\nTHE QUAY\n\n") +
                           page("lamp burned low", "she\n\n14\n\nTHE QUAY\n\n") + page("went home.", "She slept.\n");
  EXPECT_EQ(without_furniture(text), page("It was late", "the\n") + page("night was long", "the\n") +
                                         page("lamp burned low", "she\n") + page("went home.", "She slept.\n"));
}

TEST(PageFurnitureTest, MarksOfPagesGo) {
  EXPECT_EQ(without_furniture("She went[Pg 12] home.\n\n[Page 13]\n\nIt rained on the\n\n[Pg 14]\n\nquay."),
            "She went home.\n\n\n\nIt rained on the\nquay.");
}

TEST(PageFurnitureTest, NumbersOfChaptersStay) {
  const std::string text = page("1\n\nIt was late", "done.\n\n2\n\n") + page("Night came", "over.\n\n3\n\n") +
                           page("Day came", "gone.\n\n4\n\n") + page("She went", "home.\n");
  EXPECT_EQ(without_furniture(text), text);
  EXPECT_EQ(without_furniture("[Peter 12] and [Pg x]"), "[Peter 12] and ");
}

TEST(PageFurnitureTest, ALineIsKnownByItsNumberAndItsWords) {
  EXPECT_EQ(number_at_an_end("- 12 -"), 12);
  EXPECT_EQ(number_at_an_end("12   THE QUAY"), 12);
  EXPECT_EQ(number_at_an_end("THE QUAY 13"), 13);
  EXPECT_EQ(number_at_an_end("THE 13 QUAYS"), std::nullopt);
  EXPECT_EQ(head_key("The Quay  13"), head_key("THE QUAY 14"));
}

}  // namespace
}  // namespace sotto::document
