#include "annotate/document/quote_marks.h"

#include <gtest/gtest.h>

#include <string>

#include "shared/text.h"

namespace sotto::document {
namespace {

/// The marks of a text: "<" opens, ">" closes, "|" either.
std::string marks(const std::string& text, const QuoteStyle& style = {}) {
  std::string out;
  for (const QuoteMark& mark : find_marks(language::default_language(), text, {0, text.size()}, style)) {
    EXPECT_EQ(mark.symbol, code_point_at(text, mark.at).value);
    EXPECT_EQ(mark.end, code_point_at(text, mark.at).next);
    out += mark.side == MarkSide::open ? '<' : mark.side == MarkSide::close ? '>' : '|';
  }
  return out;
}

QuoteStyle style_of(const std::string& text) {
  return find_quote_styles(language::default_language(), text, {Paragraph{{0, text.size()}}}).front();
}

TEST(QuoteMarks, FaceTheirWords) {
  EXPECT_EQ(marks("\"Yes,\" he said, \"no.\""), "<><>");
  EXPECT_EQ(marks("“Yes,” he said."), "<>");
  EXPECT_EQ(marks("„Ja“, sagte er."), "<|");  // “ opens in other styles
  EXPECT_EQ(marks("«Oui», dit-il."), "<>");
}

TEST(QuoteMarks, AnglesMayPointInwards) {
  const std::string text = "»Ja«, sagte er. »Nein.«";
  const QuoteStyle style = style_of(text);
  EXPECT_TRUE(style.angles_point_in);
  EXPECT_EQ(marks(text, style), "<><>");
  EXPECT_FALSE(style_of("«Oui», dit-il.").angles_point_in);
}

TEST(QuoteMarks, SingleOnesOpenSpeechOnlyWhereTheTextHasThemSo) {
  const std::string single = "'Yes,' said Meg. 'I don't know.'\n";
  const std::string with_double = "\"Yes,\" said Meg. \"I don't know.\"\n";
  EXPECT_TRUE(style_of(single).single);
  EXPECT_FALSE(style_of(with_double).single);
  EXPECT_EQ(marks(single, style_of(single)), "<><>");
  EXPECT_EQ(marks(with_double, style_of(with_double)), "<><>");
}

TEST(QuoteMarks, ADashOpensSpeechAtTheBeginningOfAParagraph) {
  const auto begins = [](const std::string& text) { return dialogue_dash(text, {0, text.size()}); };
  EXPECT_EQ(begins("— Yes."), 4U);
  EXPECT_EQ(begins("- Yes."), 2U);
  EXPECT_EQ(begins("- a lamp"), std::nullopt);
  EXPECT_EQ(begins("Yes — no."), std::nullopt);
  EXPECT_TRUE(is_dash(U'—'));
  EXPECT_FALSE(is_dash(U'~'));
}

}  // namespace
}  // namespace sotto::document
