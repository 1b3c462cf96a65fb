#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "report/checks/checked_production.h"

namespace sotto::checks {
namespace {

using ::testing::ElementsAre;

/// A text with a timing for each of the words of the takes.
CheckedProduction spoken(const std::vector<Span>& words, const std::string& text = "Far away.") {
  CheckedProduction book({"anna"});
  book.made.manuscript.text = text;
  book.script.lines.resize(1);
  book.script.lines[0].span = {0, text.size()};
  synthesis::SynthesizedSentence& sentence = book.synthesized.sentences.emplace_back();
  sentence.take = "take-0";
  for (const Span word : words) {
    sentence.sentence.words.emplace_back().manuscript = word;
    const auto index = static_cast<std::uint32_t>(sentence.words.size());
    sentence.words.emplace_back().word = index;
    book.line(0).words.push_back(
        {std::string(word.of(book.made.manuscript.text)), Seconds{1.0 * static_cast<double>(word.begin)}, {}});
  }
  return book;
}

TEST(WordsCheck, PassesWhereEveryWordIsSpoken) {
  const Outcome outcome = spoken({{0, 3}, {4, 8}}).quick("words");
  EXPECT_EQ(outcome.verdict(), contents::Verdict::passed);
  EXPECT_EQ(outcome.report.value, "2 words, 0 left out");
}

TEST(WordsCheck, NamesAWordThatIsLeftOut) {
  const Outcome outcome = spoken({{0, 3}}).quick("words");
  EXPECT_THAT(outcome.messages(), ElementsAre("'away' is not spoken"));
  EXPECT_EQ(outcome.report.number, 1);
  EXPECT_THAT(spoken({}).quick("words").messages(), ElementsAre("'Far' is not spoken, nor 1 more words"));
}

TEST(WordsCheck, AgreesWithWhatIsLeftOutByRule) {
  EXPECT_THAT(spoken({{0, 3}}, "Far \u2764\uFE0F").quick("words").messages(), ElementsAre()) << "an emoji's variation";
  EXPECT_THAT(spoken({{1, 4}}, "[Far](http://a.b/c)").quick("words").messages(), ElementsAre()) << "where a link leads";
  EXPECT_THAT(spoken({{0, 3}}, "Far :D").quick("words").messages(), ElementsAre()) << "a face of punctuation marks";
  EXPECT_THAT(spoken({{0, 3}}, "Far http://a.b/c").quick("words").messages(),
              ElementsAre("'http' is not spoken, nor 3 more words"));
}

TEST(WordsCheck, NamesAWordOutOfOrder) {
  CheckedProduction book = spoken({{0, 3}, {4, 8}});
  book.line(0).words[1].begin = Seconds{-1};
  EXPECT_THAT(book.quick("words").messages(), ElementsAre("'Far' is spoken out of order"));
}

}  // namespace
}  // namespace sotto::checks
