#include "annotate/document/sources/parted_words.h"

#include <gtest/gtest.h>

#include <string>

#include "annotate/document/sources/text_edits.h"
#include "annotate/language/languages.h"

namespace sotto::document {
namespace {

std::string joined(std::string text) {
  AnchorMap anchors;
  edit_text(text, anchors, parted_word_edits(language::default_language(), text));
  return text;
}

TEST(PartedWordsTest, HyphensAtLineEnds) {
  EXPECT_EQ(joined("a nega-\ntive answer"), "a negative answer");
  EXPECT_EQ(joined("far be-\n  low"), "far below");
  EXPECT_EQ(joined("a well-\nknown man"), "a well-known man");
  EXPECT_EQ(joined("her mother-in-\nlaw"), "her mother-in-law");
  EXPECT_EQ(joined("In Pim-\nlico"), "In Pimlico");
  EXPECT_EQ(joined("the drawing-\nroom, the drawing-room"), "the drawing-room, the drawing-room");
  EXPECT_EQ(joined("fog\u00AC\nhorn"), "foghorn");
}

TEST(PartedWordsTest, DashesAndParagraphsStay) {
  for (const char* text :
       {"he went--\nand came", "he went -\nand came", "a well-\n\nknown", "Anglo-\nSaxon", "- one\n- two"})
    EXPECT_EQ(joined(text), text);
}

TEST(PartedWordsTest, LargeFirstLetters) {
  EXPECT_EQ(joined("T he rain fell."), "The rain fell.");
  EXPECT_EQ(joined("O nce upon A time"), "Once upon A time");
  EXPECT_EQ(joined("I t was late."), "It was late.");
  EXPECT_EQ(joined("“T here,” she said."), "“There,” she said.");
  EXPECT_EQ(joined("It rained.\n\nT\nhe boat came."), "It rained.\n\nThe boat came.");
  EXPECT_EQ(joined("M ara went. Mara ran."), "Mara went. Mara ran.");
  EXPECT_EQ(joined("T HE rain"), "THE rain");
}

TEST(PartedWordsTest, LettersThatAreWordsStay) {
  for (const char* text :
       {"I was there.", "I didn't.", "A barrowful.", "I m late.", "I waint come.", "A boat came.", "O rain!",
        "A gain was made.", "X marks it.", "B. Smith came.", "J SMITH", "It rained. T he"})
    EXPECT_EQ(joined(text), text);
}

}  // namespace
}  // namespace sotto::document
