#include "annotate/normalization/word_kinds.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "annotate/language/languages.h"
#include "shared/failure.h"

namespace sotto::normalization {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;

KindContext context_of(std::string_view text) {
  return {language::default_language(), tokenize_written(language::default_language(), text, {0, text.size()}, {})};
}

std::string likeliest(std::string_view text, std::size_t item) {
  const KindScores scores = KindModel::of(language::default_language()).scores(context_of(text), item);
  const auto best = static_cast<std::size_t>(std::max_element(scores.begin(), scores.end()) - scores.begin());
  return std::string(word_kind_name(static_cast<WordKind>(best)));
}

TEST(WordKinds, HaveNames) {
  EXPECT_EQ(word_kind("participle"), WordKind::participle);
  EXPECT_EQ(word_kind("pronoun"), std::nullopt);
  EXPECT_EQ(word_kind_name(WordKind::adverb), "adverb");
}

TEST(KindContext, IsWordsAndPauses) {
  const KindContext context = context_of("Then Meg, at 5 & all, left.");
  EXPECT_THAT(context.items(), ElementsAre("then", "meg", ",", "at", "0", "all", ",", "left"));
  EXPECT_TRUE(context.capital(1));
  EXPECT_FALSE(context.capital(0)) << "a sentence starts with a capital";
}

TEST(KindFeatures, AreTheWordsRoundIt) {
  KindVocabulary vocabulary;
  for (const char* word : {"the", "of"}) vocabulary.add(word);
  EXPECT_THAT(kind_features(vocabulary, context_of("the blip of shouting"), 1), Contains("f the of"));
  EXPECT_THAT(kind_features(vocabulary, context_of("the blip of shouting"), 1), Contains("d ~i"));
  EXPECT_THAT(kind_features(vocabulary, context_of("he would never blip"), 3), Contains("h would"));
}

TEST(KindModel, TellsTheKindByTheNeighboursAlone) {
  EXPECT_EQ(likeliest("He saw the blip of it", 3), "noun");
  EXPECT_EQ(likeliest("She wanted to blip the others", 3), "verb");
  EXPECT_EQ(likeliest("He had never blip it before", 3), "participle");
}

TEST(KindModel, RefusesWhatIsNotInItsFormat) {
  EXPECT_NO_THROW(
      KindModel("m", "word-kinds 1\nwords 1\nthe\nprior read 0 0 500 0 500 0 0 0\n1 2 3 4 5 6 7 8 a the\n"));
  EXPECT_THROW(KindModel("m", "word-kinds 2\nwords 0\n"), MachineFailure);
  EXPECT_THROW(KindModel("m", "word-kinds 1\nwords 0\n1 2 x 4 5 6 7 8 a the\n"), MachineFailure);
}

}  // namespace
}  // namespace sotto::normalization
