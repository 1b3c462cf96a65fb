#include "annotate/document/line_kinds.h"

#include <gtest/gtest.h>

#include <string>

#include "annotate/document/sources/line_blocks.h"

namespace sotto::document {
namespace {

LineKind kind_of(const std::string& text) { return kind_of_lines(text, lines_of(text, Span{0, text.size()})); }

TEST(LineKindsTest, AreToldByAllLinesOfABlock) {
  EXPECT_EQ(kind_of("It rained, and\nit went on. Then\nMara came."), LineKind::prose);
  EXPECT_EQ(kind_of("- a lamp\n- two candles"), LineKind::list);
  EXPECT_EQ(kind_of("He had:\n1. a lamp\n2. two\ncandles"), LineKind::list);
  EXPECT_EQ(kind_of("Anna    12\nMara     7"), LineKind::rows);
  EXPECT_EQ(kind_of("Mom: where r u\nMe: on my way"), LineKind::rows);
  EXPECT_EQ(kind_of("The rain comes down\nUpon the town,\nAnd all the quay\nIs grey"), LineKind::verse);
  EXPECT_EQ(kind_of("He said: wait\nand went on."), LineKind::prose);
  // Dashes were lost here.
  EXPECT_EQ(
      kind_of("\"Poor dear lady. Always   did far too much for us all.\nHer heart   was far from strong, as   I said."),
      LineKind::prose);
}

TEST(LineKindsTest, AnItemHasABulletOrANumberWithAMark) {
  for (const char* line : {"- a", "• a", "3. a", "(3) a", "b) a"}) EXPECT_TRUE(is_list_item(line)) << line;
  for (const char* line : {"a. b", "1984. It", "3 men", "-a", "--", "12.5 a"}) EXPECT_FALSE(is_list_item(line)) << line;
}

}  // namespace
}  // namespace sotto::document
