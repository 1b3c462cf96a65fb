#include "synthesis/user_engine/sentence_text.h"

#include <gtest/gtest.h>

#include <string>

namespace sotto::user_engine {
namespace {

normalization::NormalizedWord word(std::string text, std::string after = {}) {
  normalization::NormalizedWord result;
  result.text = std::move(text);
  result.after = std::move(after);
  return result;
}

TEST(UserEngineText, IsOneLineThatEndsWithAMark) {
  const engine::EngineText asked =
      sentence_text({{}, {word("René", ","), word("nineteen oh five"), word("rained", ",")}});
  EXPECT_EQ(asked.text, "René, nineteen oh five rained.");
  EXPECT_EQ(asked.words, (std::vector<Span>{{0, 4}, {6, 22}, {23, 29}}));
  EXPECT_EQ(sentence_text({{}, {word("Who", "?")}}).text, "Who?");
}

TEST(UserEngineText, NothingInItIsACommand) {
  normalization::NormalizedWord phonemes = word("ZIr'i:");
  phonemes.phonemes = true;
  const engine::EngineText asked = sentence_text({{}, {word("[pause:9s]"), phonemes, word("a\nb"), word("</s>", "!")}});
  EXPECT_EQ(asked.text, "pause:9s a b s!");
  EXPECT_EQ(asked.words.size(), 4U);
  EXPECT_TRUE(asked.words[1].empty());
}

TEST(UserEngineText, NothingToSayIsEmpty) { EXPECT_EQ(sentence_text({{}, {word("***", "!")}}).text, ""); }

}  // namespace
}  // namespace sotto::user_engine
