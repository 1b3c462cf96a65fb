#include "annotate/document/sources/markup/style_sheet.h"

#include <gtest/gtest.h>

namespace sotto::document {
namespace {

TEST(StyleSheet, SaysWhatIsItalicAndWhatIsHidden) {
  StyleSheet sheet;
  sheet.add(
      "@charset \"utf-8\"; /* .x{font-style:italic} */ .it, span.ship { color: red; font-style: Italic !important }\n"
      "@media print { .y { font-style: italic } } i.up{font-style:normal} .gone{display:none}.back{display: block}"
      "p .deep, a:hover, #id { font-style: italic } em { font-style: oblique 10deg");
  EXPECT_EQ(sheet.of("span", "a it").italic, true);
  EXPECT_EQ(sheet.of("span", "ship").italic, true);
  EXPECT_EQ(sheet.of("p", "ship").italic, std::nullopt);
  EXPECT_EQ(sheet.of("i", "up").italic, false);
  EXPECT_EQ(sheet.of("p", "x y deep").italic, std::nullopt);
  EXPECT_EQ(sheet.of("em", "").italic, true);
  EXPECT_EQ(sheet.of("p", "gone").hidden, true);
  EXPECT_EQ(sheet.of("p", "gone back").hidden, false);
  EXPECT_EQ(sheet.of("a", ""), Style{});
}

TEST(StyleSheet, ReadsDeclarations) {
  EXPECT_EQ(read_declarations("font-style: italic; visibility: hidden"), (Style{true, true}));
  EXPECT_EQ(read_declarations("font-weight: bold; nonsense"), Style{});
}

}  // namespace
}  // namespace sotto::document
