#include "synthesis/flite/sentence_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/engine_voices.h"
#include "synthesis/flite/settings.h"

namespace sotto::flite {
namespace {

cast::VoiceProfile plain_voice() {
  cast::VoiceProfile profile;
  profile.engine = schema().standard_settings();
  profile.reading = {.exclaim = 0};
  return profile;
}

normalization::NormalizedWord word(std::string text, std::string after = {}) {
  normalization::NormalizedWord result;
  result.text = std::move(text);
  result.after = std::move(after);
  return result;
}

/// The stretches of the words in the text.
std::vector<std::string> stretches(const engine::EngineText& asked) {
  std::vector<std::string> all;
  for (const Span& span : asked.words) all.emplace_back(span.of(asked.text));
  return all;
}

TEST(FliteText, IsPlainWordsAndEachKnowsItsStretch) {
  const normalization::NormalizedSentence sentence{
      {}, {word("René", ","), word("nineteen-oh five", "..."), word("<\u4E2D>"), word("isn\u2019t"), word("&")}};
  const engine::EngineText asked = sentence_text(sentence, plain_voice(), {});
  EXPECT_EQ(asked.text, "Rene, nineteen oh five, zhong isn't.");
  EXPECT_EQ(stretches(asked), (std::vector<std::string>{"Rene", "nineteen oh five", "zhong", "isn't", ""}));
}

TEST(FliteText, NothingToSayIsEmpty) {
  cast::VoiceProfile profile = plain_voice();
  profile.reading.vary_rate = 5;
  EXPECT_EQ(sentence_text({{}, {word("\U0001F600", "!")}}, profile, {}).text, "");
}

TEST(FliteText, PronunciationsArePhones) {
  cast::VoiceProfile profile = plain_voice();
  profile.pronunciations["Giry"] = "ZIr'i:";
  normalization::NormalizedWord own = word("h@l'oU", "!");
  own.phonemes = true;
  const engine::EngineText asked = sentence_text({{}, {word("Madame"), word("Giry's", ","), own}}, profile, {});
  EXPECT_EQ(asked.text, "Madame {zh ih0 r iy1 z}, {hh ax0 l ow1}!");
  EXPECT_EQ(stretches(asked)[1], "{zh ih0 r iy1 z}");
}

TEST(FliteText, SentencesDifferAndExclamationsAreRaised) {
  cast::VoiceProfile profile = plain_voice();
  profile.reading = {.exclaim = 6, .vary_rate = 5, .vary_pitch = 2};
  const auto factors = [&](const char* text, const char* after) {
    return parse_text(sentence_text({{}, {word(text, after)}}, profile, {}).text).factors;
  };
  EXPECT_NE(factors("One", "."), factors("Two", "."));
  EXPECT_EQ(factors("One", "."), factors("One", "."));
  EXPECT_NEAR(factors("One", ".").rate, 1, 0.05);
  EXPECT_GT(factors("One", "!").pitch, 1.05);
  EXPECT_GT(factors("One", "!").range, 1.3);
}

TEST(FliteText, IsParsedAsItIsWritten) {
  const ParsedText parsed = parse_text("<rate=1.020 pitch=0.990 range=1.00> Rain, {zh ih0}'s {hh}.");
  EXPECT_EQ(parsed.factors, (Factors{1.02, 0.99, 1}));
  EXPECT_THAT(parsed.tokens,
              ::testing::ElementsAre(Token{36, "Rain,", ""}, Token{42, "'s", "zh ih0"}, Token{53, ".", "hh"}));
  EXPECT_EQ(parse_text("").tokens.size(), 0U);
  EXPECT_EQ(parse_text("{zh").tokens.size(), 1U);
}

}  // namespace
}  // namespace sotto::flite
