#include "annotate/document/sentences.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "annotate/language/languages.h"
#include "shared/text.h"

namespace sotto::document {
namespace {

using Strings = std::vector<std::string>;

Strings sentences(const std::string& text) {
  Strings found;
  for (const Span span : sentence_spans(language::default_language(), text, {0, text.size()}))
    found.emplace_back(span.of(text));
  return found;
}

TEST(Sentences, EndWithTheirMarks) {
  EXPECT_EQ(sentences("It rained. Did it? It did!"), (Strings{"It rained.", "Did it?", "It did!"}));
  EXPECT_EQ(sentences("He saw... Then it rained."), (Strings{"He saw...", "Then it rained."}));
  EXPECT_EQ(sentences("*It rained.* On it went."), (Strings{"*It rained.*", "On it went."}));
}

TEST(Sentences, AbbreviationsAndInitialsEndNone) {
  EXPECT_EQ(sentences("Mr. Brown met J. R. Smith. They sat."), (Strings{"Mr. Brown met J. R. Smith.", "They sat."}));
  EXPECT_EQ(sentences("\"No!\" he cried. On."), (Strings{"\"No!\" he cried.", "On."}));
}

TEST(Sentences, ALineEndSeparatesNoneABlankLineDoes) {
  EXPECT_EQ(sentences("It\nrained on"), (Strings{"It\nrained on"}));
  EXPECT_EQ(sentences("It rained on\n\nand on"), (Strings{"It rained on", "and on"}));
  EXPECT_TRUE(sentences(" \n ").empty());
}

TEST(Sentences, LongOnesAreCutAtAPauseAndNothingIsLost) {
  std::string text;
  while (text.size() < 3 * kLongestSentence) text += "the rain went on and on; ";
  text += "and stopped.";
  const Strings found = sentences(text);
  EXPECT_GT(found.size(), 2U);
  std::string joined;
  for (const std::string& sentence : found) {
    EXPECT_LE(count_code_points(sentence), kLongestSentence);
    joined += (joined.empty() ? "" : " ") + sentence;
  }
  EXPECT_EQ(joined, text);
}

TEST(Sentences, OfAStretchLieWithinIt) {
  const std::string text = "It rained. It went on. It stopped.";
  const std::vector<Span> found = sentence_spans(language::default_language(), text, {3, 22});
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].of(text), "rained.");
  EXPECT_EQ(found[1].of(text), "It went on.");
}

}  // namespace
}  // namespace sotto::document
