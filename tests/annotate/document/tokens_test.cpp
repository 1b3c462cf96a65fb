#include "annotate/document/tokens.h"

#include <gtest/gtest.h>

#include <string>

#include "support/document.h"

namespace sotto::document {
namespace {

/// Words in their lower case and marks, a space between; with what `shown` adds to each.
template <typename Shown>
std::string tokens(const std::string& text, const Shown& shown) {
  const testing::ReadText read = testing::read_text(text);
  const Tokens found = read.tokens();
  std::string out;
  for (std::uint32_t i = 0; i < found.all.size(); ++i) {
    if (i > 0) out += ' ';
    out += found.is_word(i) ? std::string(found.lower(i)) : std::string(1, found.all[i].mark);
    out += shown(found.all[i]);
  }
  return out;
}

std::string tokens(const std::string& text) {
  return tokens(text, [](const Token&) { return ""; });
}

TEST(TokensTest, AreWordsAndPunctuation) {
  EXPECT_EQ(tokens("It rained, *on* and on; didn't it?"), "it rained , on and on ; didn't it ?");
  EXPECT_EQ(tokens("Mr. Brown — and Zoë."), "mr brown - and zoë .");
}

TEST(TokensTest, APronounBehindItsVerbIsAWord) {
  Diagnostics diagnostics;
  const language::Language& french = *language::find_language("fr");
  const std::string text = "dit-il, murmura-t-elle, grand-mère, dix-huit, l’homme, s'écria, aujourd'hui";
  const Tokens found = tokenize(french, text, {{{0, text.size()}}}, {});
  std::string words;
  for (std::uint32_t i = 0; i < found.all.size(); ++i) {
    if (found.is_word(i)) words += std::string(found.lower(i)) + ' ';
  }
  EXPECT_EQ(words, "dit il murmura t elle grand-mère dix-huit l' homme s'écria aujourd'hui ");
}

TEST(TokensTest, OfQuotationsAreMarked) {
  EXPECT_EQ(tokens("\"Yes, yes,\" said Meg. \"Well.\"",
                   [](const Token& token) { return token.quote == kNoQuote ? "" : std::to_string(token.quote); }),
            "yes0 ,0 yes0 ,0 said meg . well1 .1");
}

TEST(TokensTest, KnowCapitalsSentencesAndPossessives) {
  EXPECT_EQ(tokens("Rain fell on Meg's hat. It fell.",
                   [](const Token& token) {
                     return std::string(token.capital ? "C" : "") + (token.starts_sentence ? "S" : "") +
                            (token.possessive ? "P" : "");
                   }),
            "rainCS fell on megCP hat . itCS fell .");
}

TEST(TokensTest, AreWrittenAsInTheText) {
  const testing::ReadText read = testing::read_text("Meg's king was Louis XIV of France. I saw.");
  const Tokens found = read.tokens();
  EXPECT_EQ(found.written(0), "Meg");
  std::string numerals;
  for (std::uint32_t i = 0; i < found.all.size(); ++i) {
    if (found.is_word(i) && found.is_numeral(i)) numerals += found.written(i);
  }
  EXPECT_EQ(numerals, "XIV");
}

TEST(TokensTest, ParagraphsAndQuotationsAreRanges) {
  const testing::ReadText read = testing::read_text("\"Yes.\"\n\nIt rained.\n");
  const Tokens found = read.tokens();
  ASSERT_EQ(found.paragraphs.size(), 2U);
  EXPECT_EQ(found.paragraphs[0], (Range{0, 2}));
  EXPECT_EQ(found.paragraphs[1], (Range{2, 5}));
  ASSERT_EQ(found.quotes.size(), 1U);
  EXPECT_EQ(found.quotes[0], (Range{0, 2}));
}

}  // namespace
}  // namespace sotto::document
