// What the engine is asked for.

#include "synthesis/take.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "shared/text.h"

namespace sotto::synthesis {
namespace {

normalization::NormalizedSentence sentence(const std::vector<normalization::NormalizedWord>& words) {
  return {{0, 100}, words};
}

normalization::NormalizedWord word(std::string text, std::string after = {}, bool emphasis = false) {
  return {{0, 1}, std::move(text), std::move(after), emphasis};
}

std::string asked(const std::vector<normalization::NormalizedWord>& words,
                  const std::map<std::string, Pronunciation>& pronunciations = {}) {
  cast::VoiceProfile profile;
  profile.pronunciations = pronunciations;
  return request_take(sentence(words), profile, "", "engine").text;
}

/// Words in a row, all plain.
std::vector<normalization::NormalizedWord> row(int count, const std::string& mark) {
  std::vector<normalization::NormalizedWord> words;
  for (int i = 0; i < count; ++i) words.push_back(word("word" + std::to_string(i)));
  words.back().after = mark;
  return words;
}

std::vector<normalization::NormalizedWord> operator+(std::vector<normalization::NormalizedWord> a,
                                                     const std::vector<normalization::NormalizedWord>& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

TEST(RequestTake, TextIsTheWordsWithTheirPunctuation) {
  EXPECT_EQ(asked({word("How"), word("did"), word("you", ","), word("Meg", "?")}), "How did you, Meg?");
  EXPECT_EQ(asked({word("nineteen oh five"), word("then", "...")}), "nineteen oh five then...");
  EXPECT_EQ(asked({}), "");
}

TEST(RequestTake, NothingOfTheManuscriptIsObeyed) {
  EXPECT_EQ(asked({word("<break"), word("time='5s'/>"), word("&amp;")}), "&lt;break time='5s'/&gt; &amp;amp;");
  EXPECT_EQ(asked({word("[[hE@l'oU]]")}), "  hE@l'oU  ");
  normalization::NormalizedWord marked = word("h@l'oU&");
  marked.phonemes = true;
  EXPECT_EQ(asked({marked}), "[[h@l'oU&amp;]]") << "but the author's own phonemes are";
  EXPECT_EQ(asked({word("a\x01"
                        "99Pb\x7f\xEE\x80\xBC!")}),
            "a 99Pb  !");
}

TEST(RequestTake, PronunciationsReplaceTheWord) {
  const std::map<std::string, Pronunciation> given = {
      {"giry", "Z'iri"}, {"Erik", "'ErIk"}, {"Bess", "b'Es"}, {"chat", "Sa&"}};
  struct Case {
    const char* text;
    const char* expected;
  };
  for (const Case& c : {Case{"Giry", "[[Z'iri]]"}, Case{"GIRY", "[[Z'iri]]"}, Case{"Giry's", "[[Z'iriz]]"},
                        Case{"Erik\u2019s", "[['ErIks]]"}, Case{"Bess's", "[[b'EsIz]]"},
                        Case{"Bess\u2019", "[[b'EsIz]]"}, Case{"Meg-Giry", "Meg-[[Z'iri]]"},
                        Case{"old Giry", "old [[Z'iri]]"}, Case{"Girys", "Girys"}, Case{"chat", "[[Sa&amp;]]"}}) {
    EXPECT_EQ(asked({word(c.text)}, given), c.expected);
  }
}

TEST(RequestTake, ShortItalicsAreStressedLongOnesAreNot) {
  EXPECT_EQ(asked({word("It"), word("was", "", true), word("you", ".")}), "It <emphasis>was</emphasis> you.");
  EXPECT_EQ(asked({word("so"), word("very", "", true), word("old", ",", true), word("he"), word("said")}),
            "so <emphasis>very old</emphasis>, he said");
  EXPECT_EQ(asked({word("a", "", true), word("thought", "", true)}), "a thought");
  EXPECT_EQ(asked({word("x"), word("a", "", true), word("b", "", true), word("c", "", true), word("d", "", true),
                   word("e", "", true)}),
            "x a b c d e");
}

TEST(RequestTake, PausesGrowWithThePhrasesBesideThem) {
  const auto pause = [](int before, const char* mark, int after) {
    const std::string text = asked(row(before, mark) + row(after, "."));
    const std::size_t at = text.find("<break time=\"");
    return at == std::string::npos ? 0 : std::stoi(text.substr(at + 13));
  };
  EXPECT_EQ(pause(1, ",", 7), 0) << "Meg, come here";
  EXPECT_EQ(pause(7, ",", 2), 0);
  EXPECT_GT(pause(3, ",", 3), 200);
  EXPECT_GT(pause(8, ",", 8), pause(3, ",", 8));
  EXPECT_GT(pause(8, ";", 8), pause(8, ",", 8));
  EXPECT_GT(pause(8, "...", 8), pause(8, ";", 8));
  EXPECT_EQ(asked(row(5, ",")).find("<break"), std::string::npos) << "nothing follows the last mark";
}

TEST(RequestTake, HesitatesOnlyInTheMiddleOfALongPhrase) {
  const auto breaks = [](const std::vector<normalization::NormalizedWord>& words) {
    const std::string text = asked(words);
    std::size_t count = 0;
    for (std::size_t at = text.find("<break"); at != std::string::npos; at = text.find("<break", at + 1)) ++count;
    return count;
  };
  EXPECT_EQ(breaks(row(6, "") + std::vector{word("and")} + row(6, ".")), 1U);
  EXPECT_EQ(breaks(row(2, "") + std::vector{word("and")} + row(10, ".")), 0U) << "too near the beginning";
  EXPECT_EQ(breaks(row(10, "") + std::vector{word("and")} + row(2, ".")), 0U) << "too near the end";
  EXPECT_EQ(breaks(row(4, "") + std::vector{word("and")} + row(4, ".")), 0U) << "the phrase is short";
}

TEST(RequestTake, AnExclamationIsRaised) {
  EXPECT_EQ(asked({word("Go", "!")}), "<prosody pitch=\"+6\" range=\"+18\">Go</prosody>!");
}

TEST(RequestTake, EverySentenceVariesInItsOwnWay) {
  cast::VoiceProfile profile;
  profile.reading.vary_rate = 3;
  profile.reading.vary_pitch = 2;
  const auto tag_of = [&](int count, const std::string& how = {}) {
    const std::string text = request_take(sentence(row(count, ".")), profile, how, "engine").text;
    return text.substr(0, text.find("word0"));
  };
  std::set<std::string> tags;
  for (int count = 1; count <= 40; ++count) {
    tags.insert(tag_of(count));
    EXPECT_EQ(tag_of(count), tag_of(count));
    int rate = 100;
    int pitch = 0;
    if (const auto at = tag_of(count).find("rate=\""); at != std::string::npos)
      rate = std::stoi(tag_of(count).substr(at + 6));
    if (const auto at = tag_of(count).find("pitch=\""); at != std::string::npos) {
      pitch = std::stoi(tag_of(count).substr(at + 7));
    }
    EXPECT_LE(std::abs(rate - 100), 3);
    EXPECT_LE(std::abs(pitch), 2);
  }
  EXPECT_GT(tags.size(), 12U);
}

TEST(RequestTake, EachWordKnowsItsStretchInCodePoints) {
  cast::VoiceProfile profile;
  profile.pronunciations = {{"giry", "Z'iri"}};
  const auto request = request_take(sentence({word("Caf\u00e9", ","), word("Giry"), word("&"), word("here", "", true),
                                              word("nineteen oh five", ".")}),
                                    profile, "", "engine");
  EXPECT_EQ(request.text, "Caf\u00e9, [[Z'iri]] &amp; <emphasis>here</emphasis> nineteen oh five.");
  EXPECT_EQ(request.words, (std::vector<Span>{{0, 4}, {6, 15}, {16, 21}, {32, 36}, {48, 64}}));
}

TEST(RequestTake, TheNameTellsEverythingThatShapesTheTake) {
  const auto id = [](const normalization::NormalizedSentence& said, const cast::VoiceProfile& profile,
                     const std::string& how,
                     const std::string& engine) { return request_take(said, profile, how, engine).id; };
  const normalization::NormalizedSentence said = sentence({word("Rain"), word("fell", ".")});
  cast::VoiceProfile profile;
  profile.deliveries["soft"] = {.variant = "whisper"};
  const TakeId plain = id(said, profile, "", "1");
  EXPECT_EQ(plain.size(), 32U);
  EXPECT_EQ(id(said, profile, "", "1"), plain);
  EXPECT_EQ(id(said, profile, "unknown", "1"), plain);
  std::vector<TakeId> others = {id(said, profile, "soft", "1"), id(said, profile, "", "2"),
                                id(sentence({word("Rain"), word("fell", "!")}), profile, "", "1")};
  for (const auto change :
       {+[](cast::EngineVoice& v) { v.voice = "gmw/en-US"; }, +[](cast::EngineVoice& v) { v.variant = "f3"; },
        +[](cast::EngineVoice& v) { v.rate += 1; }, +[](cast::EngineVoice& v) { v.pitch += 1; },
        +[](cast::EngineVoice& v) { v.range += 1; }, +[](cast::EngineVoice& v) { v.volume -= 1; },
        +[](cast::EngineVoice& v) { v.word_gap += 1; }}) {
    cast::VoiceProfile changed = profile;
    change(changed.engine);
    others.push_back(id(said, changed, "", "1"));
  }
  others.push_back(plain);
  std::sort(others.begin(), others.end());
  EXPECT_EQ(std::unique(others.begin(), others.end()), others.end());

  // What the mixer does, and where the sentence stands, is no business of the take.
  cast::VoiceProfile mixed = profile;
  mixed.pan = 0.5;
  mixed.level = Decibels{3};
  normalization::NormalizedSentence elsewhere = said;
  elsewhere.span = {500, 600};
  EXPECT_EQ(id(elsewhere, mixed, "", "1"), plain);
}

TEST(PossessiveEnding, FollowsTheLastSound) {
  EXPECT_EQ(possessive_ending("Z'iri"), "z");
  EXPECT_EQ(possessive_ending("'ErIk"), "s");
  EXPECT_EQ(possessive_ending("dZ'eImz"), "Iz");
  EXPECT_EQ(possessive_ending("m'aItS"), "Iz");
  EXPECT_EQ(possessive_ending("f'I2l'Ip_:"), "s");
  EXPECT_EQ(possessive_ending(""), "z");
}

}  // namespace
}  // namespace sotto::synthesis
