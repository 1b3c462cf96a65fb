#include "shared/diagnostics.h"

#include <gtest/gtest.h>

namespace sotto {
namespace {

TEST(Diagnostics, ShowPlaceLineCaretAndHint) {
  const std::string text = "first\r\nsäy: hellø wörld\r\nlast";
  const Diagnostic d =
      diagnostic_at(Severity::error, "story.txt", text, text.find("wörld"), "no such wörd", "try 'word'");
  EXPECT_EQ(render(d),
            "story.txt:2:12: error: no such wörd\n"
            "  säy: hellø wörld\n"
            "             ^\n"
            "  try 'word'\n");
}

TEST(Diagnostics, CutLongLinesToAWindowRoundThePlace) {
  std::string text(5000, 'x');
  text += "HERE";
  text.append(5000, 'y');
  const std::string shown = render(diagnostic_at(Severity::warning, "a.txt", text, 5000, "look"));
  EXPECT_LT(shown.size(), 500U);
  const auto caret = shown.rfind('^') - shown.rfind('\n', shown.rfind('^'));
  const auto place = shown.find("HERE") - shown.rfind('\n', shown.find("HERE"));
  EXPECT_EQ(caret, place);
}

TEST(Diagnostics, OnlyErrorsCountAsErrors) {
  Diagnostics all;
  all.warning("a", "w");
  all.note("a", "n");
  EXPECT_FALSE(all.has_errors());
  Diagnostics more;
  more.error("b", "e");
  all.append(more);
  EXPECT_TRUE(all.has_errors());
  EXPECT_EQ(render(all), "a: warning: w\na: note: n\nb: error: e\n");
}

TEST(Diagnostics, ATextThatEndsAtThePlace) {
  const Diagnostic d = diagnostic_at(Severity::error, "a", "one\ntwo", 99, "end");
  EXPECT_EQ(d.line, 2U);
  EXPECT_EQ(d.column, 4U);
}

}  // namespace
}  // namespace sotto
