#include "synthesis/espeak_ng/melody.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <vector>

#include "annotate/language/languages.h"
#include "support/engine_voices.h"

namespace sotto::espeak_ng {
namespace {

using normalization::NormalizedSentence;

NormalizedSentence sentence(const std::string& text) {
  return normalization::normalize_sentences({text, language::default_language()}, {0, text.size()}).front();
}

cast::VoiceProfile reader(int pitch = 50) {
  cast::VoiceProfile profile;
  profile.engine = testing::espeak_voice({{"pitch", pitch}, {"range", 46}});
  profile.reading.melody = 1;
  return profile;
}

double mean_pitch(const std::vector<WordProsody>& words) {
  double sum = 0;
  for (const WordProsody& word : words) sum += word.pitch;
  return sum / static_cast<double>(words.size());
}

/// Many sentences that differ by a word.
std::vector<NormalizedSentence> many(const std::string& mark = ".") {
  std::vector<NormalizedSentence> all;
  for (const char* word : {"lamp", "river", "garden", "letter", "window", "mirror", "candle", "ladder", "basket",
                           "kettle", "piano", "carriage", "umbrella", "photograph", "silver", "stocking"}) {
    all.push_back(sentence("The old " + std::string(word) + " was gone before anybody came to the house" + mark));
  }
  return all;
}

TEST(Melody, WithoutItWordsStayAsTheVoiceIs) {
  cast::VoiceProfile plain = reader();
  plain.reading.melody = 0;
  for (const WordProsody& word : melody_of(sentence("The lamp was out."), plain, "")) EXPECT_EQ(word, WordProsody());
  EXPECT_TRUE(melody_of({}, reader(), "").empty());
}

TEST(Melody, IsTheSentencesAndTheVoicesOwn) {
  std::set<std::vector<int>> shapes;
  for (const NormalizedSentence& said : many()) {
    const std::vector<WordProsody> melody = melody_of(said, reader(), "");
    EXPECT_EQ(melody, melody_of(said, reader(), ""));
    EXPECT_NE(melody, melody_of(said, reader(60), ""));
    std::vector<int> shape;
    for (const WordProsody& word : melody) shape.push_back(word.pitch);
    shapes.insert(shape);
  }
  EXPECT_EQ(shapes.size(), many().size());
}

TEST(Melody, AParagraphSinks) {
  double first = 0;
  double last = 0;
  for (NormalizedSentence said : many()) {
    said.place.depth = 0;
    first += mean_pitch(melody_of(said, reader(), "")) / 16;
    said.place.depth = 1;
    last += mean_pitch(melody_of(said, reader(), "")) / 16;
  }
  EXPECT_GT(first, last + 5) << "a semitone";
}

TEST(Melody, AFlatVoiceStaysFlat) {
  cast::VoiceProfile flat = reader();
  flat.engine.set("range", 10);
  const auto spread = [](const std::vector<WordProsody>& words) {
    const auto [least, most] =
        std::minmax_element(words.begin(), words.end(), [](const auto& a, const auto& b) { return a.pitch < b.pitch; });
    return most->pitch - least->pitch;
  };
  for (const NormalizedSentence& said : many()) {
    EXPECT_LT(spread(melody_of(said, flat, "")), spread(melody_of(said, reader(), ""))) << said.words[2].text;
  }
}

TEST(Melody, QuestionsRiseOrFallByTheirKind) {
  const auto last_over_rest = [](const std::string& text) {
    std::vector<WordProsody> words = melody_of(sentence(text), reader(), "");
    const int last = words.back().pitch;
    words.pop_back();
    return last - mean_pitch(words);
  };
  EXPECT_GT(last_over_rest("Are you going home tonight?"), 10);
  EXPECT_LT(last_over_rest("Where did you leave the lamp?"), 5);
  EXPECT_LT(last_over_rest("It was late, was it not?"), 8);
  const auto choice = melody_of(sentence("Shall we walk or take the boat?"), reader(), "");
  EXPECT_GT(choice[2].pitch, choice.back().pitch + 5);
}

TEST(Melody, WhatIsSaidByTheWayIsLowerAndQuicker) {
  const auto words = melody_of(sentence("The clock (it had been her mother's) struck nine in the hall."), reader(), "");
  for (std::size_t i = 2; i < 7; ++i) {
    EXPECT_LT(words[i].pitch, 0) << i;
    EXPECT_GT(words[i].rate, words[0].rate) << i;
  }
  NormalizedSentence tag = sentence("said the old doorkeeper.");
  const auto plain = melody_of(tag, reader(), "");
  tag.place.tag = true;
  const auto thrown = melody_of(tag, reader(), "");
  EXPECT_LT(mean_pitch(thrown), mean_pitch(plain) - 4);
  EXPECT_GT(thrown.front().rate, plain.front().rate);
}

TEST(Melody, ItalicsStandOutAndTheNextWordComesBack) {
  for (const double melody : {0.0, 1.0}) {
    cast::VoiceProfile profile = reader();
    profile.reading.melody = melody;
    const auto words = melody_of(sentence("The boy had *never* seen the sea."), profile, "");
    EXPECT_GT(words[3].pitch, 12);
    EXPECT_LT(words[3].rate, -10);
    EXPECT_GT(words[3].volume, 20);
    EXPECT_LT(words[4].pitch, 0) << melody;
  }
}

TEST(Melody, ALongRunOfWordsIsPartedForBreath) {
  const auto runs = [](const std::string& text) {
    const NormalizedSentence said = sentence(text);
    const std::vector<bool> breathes = breathing_places(said.words);
    std::vector<std::size_t> lengths = {0};
    for (std::size_t i = 0; i < said.words.size(); ++i) {
      if (breathes[i]) lengths.push_back(0);
      ++lengths.back();
    }
    return lengths;
  };
  EXPECT_EQ(runs("The lamp was out of oil again.").size(), 1U);
  const auto parted = runs(
      "The man at the window counted every penny that the people of the house had given him since the day when he came "
      "up the hill with nothing but a coat and a bag of old letters from the wars.");
  EXPECT_GE(parted.size(), 3U);
  for (const std::size_t length : parted) {
    EXPECT_LE(length, 13U);
    EXPECT_GE(length, 4U);
  }
}

}  // namespace
}  // namespace sotto::espeak_ng
