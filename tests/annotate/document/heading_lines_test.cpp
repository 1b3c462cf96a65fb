#include "annotate/document/heading_lines.h"

#include <gtest/gtest.h>

#include <string>

#include "annotate/document/sources/plain_text.h"
#include "annotate/language/languages.h"
#include "shared/text.h"

namespace sotto::document {
namespace {

/// The blocks, parted by bars.
std::string parted(const std::string& text) {
  Diagnostics diagnostics;
  const auto source = read_plain_text("a.txt", text, language::default_language(), diagnostics);
  std::string got;
  for (const Block& block : part_heading_lines(language::default_language(), source->text, source->blocks))
    got += (got.empty() ? "" : " | ") + fold_space(block.span.of(source->text));
  return got;
}

TEST(HeadingLinesTest, BecomeBlocks) {
  EXPECT_EQ(parted("CHAPTER ONE\nIt rained all day on the quay.\nCHAPTER TWO\nThen it stopped."),
            "CHAPTER ONE | It rained all day on the quay. | CHAPTER TWO | Then it stopped.");
  EXPECT_EQ(parted("CHAPTER I\nThe Quay\nIt rained all day on the quay.\nCHAPTER II\nThe Boat\nThen it came at last."),
            "CHAPTER I The Quay | It rained all day on the quay. | CHAPTER II The Boat | Then it came at last.");
  EXPECT_EQ(
      parted("CHAPTER I.\nTHE QUAY.\nIt rained all day on the quay.\nCHAPTER II.\nTHE BOAT.\nThen it came at last."),
      "CHAPTER I. THE QUAY. | It rained all day on the quay. | CHAPTER II. THE BOAT. | Then it came at last.");
  EXPECT_EQ(parted("1\nIt rained all day on the quay.\n2\nThen it stopped at last."),
            "1 | It rained all day on the quay. | 2 | Then it stopped at last.");
}

TEST(HeadingLinesTest, AListOfThemHidesNoOthers) {
  EXPECT_EQ(parted("It began.\nCHAPTER I\nCHAPTER II\nIt rained all day on the quay.\nCHAPTER I\nThen it stopped at "
                   "last.\nCHAPTER II\nNobody came."),
            "It began. CHAPTER I CHAPTER II It rained all day on the quay. | CHAPTER I | Then it stopped at last. | "
            "CHAPTER II | Nobody came.");
}

TEST(HeadingLinesTest, ProseAndListsStay) {
  for (const char* text :
       {"It is told in\nChapter 2 of the book, and in\nChapter 3 as well.", "CHAPTER I. The Quay\nCHAPTER II. The Boat",
        "CHAPTER I\nThe Quay", "It ended.\n7\nmen came in the morning."})
    EXPECT_EQ(parted(text), fold_space(text));
}

}  // namespace
}  // namespace sotto::document
