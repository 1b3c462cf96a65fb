#include "synthesis/espeak_ng/sentence_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "support/engine_voices.h"

namespace sotto::espeak_ng {
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
  profile.engine = testing::espeak_voice();
  profile.pronunciations = pronunciations;
  return sentence_text(sentence(words), profile, "").text;
}

/// A word in italics, and the one behind it.
const std::string kStressed = "<prosody rate=\"82%\" volume=\"145\"><prosody pitch=\"+21\">";
const std::string kDone = "</prosody></prosody>";
const std::string kBack = "<prosody pitch=\"-5\">";

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

TEST(SentenceText, TextIsTheWordsWithTheirPunctuation) {
  EXPECT_EQ(asked({word("How"), word("did"), word("you", ","), word("Meg", "?")}), "How did you, Meg?");
  EXPECT_EQ(asked({word("nineteen oh five"), word("then", "...")}), "nineteen oh five then...");
  EXPECT_EQ(asked({}), "");
}

TEST(SentenceText, NothingOfTheManuscriptIsObeyed) {
  EXPECT_EQ(asked({word("<break"), word("time='5s'/>"), word("&amp;")}), "&lt;break time='5s'/&gt; &amp;amp;");
  EXPECT_EQ(asked({word("[[hE@l'oU]]")}), "  hE@l'oU  ");
  normalization::NormalizedWord marked = word("h@l'oU&");
  marked.phonemes = true;
  EXPECT_EQ(asked({marked}), "[[h@l'oU&amp; ]]") << "but the author's own phonemes are";
  EXPECT_EQ(asked({word("a\x01"
                        "99Pb\x7f\xEE\x80\xBC!")}),
            "a 99Pb  !");
}

TEST(SentenceText, PronunciationsReplaceTheWord) {
  const std::map<std::string, Pronunciation> given = {
      {"giry", "Z'iri"}, {"Erik", "'ErIk"}, {"Bess", "b'Es"}, {"chat", "Sa&"}};
  struct Case {
    const char* text;
    const char* expected;
  };
  for (const Case& c : {Case{"Giry", "[[Z'iri ]]"}, Case{"GIRY", "[[Z'iri ]]"}, Case{"Giry's", "[[Z'iriz ]]"},
                        Case{"Erik\u2019s", "[['ErIks ]]"}, Case{"Bess's", "[[b'EsIz ]]"},
                        Case{"Bess\u2019", "[[b'EsIz ]]"}, Case{"Meg-Giry", "Meg-[[Z'iri ]]"},
                        Case{"old Giry", "old [[Z'iri ]]"}, Case{"Girys", "Girys"}, Case{"chat", "[[Sa&amp; ]]"}}) {
    EXPECT_EQ(asked({word(c.text)}, given), c.expected);
  }
}

TEST(SentenceText, TranscriptionsOfIpaAreSaidInTheEnginesPhonemes) {
  Pronunciation giry("\u0292i\u02C8ri");
  giry.ipa = true;
  Pronunciation click("\u01C3");
  click.ipa = true;
  EXPECT_EQ(asked({word("Giry"), word("Meg")}, {{"giry", giry}, {"meg", click}}), "[[Zir'i ]] Meg");
  normalization::NormalizedWord north = word("N");
  north.ipa = "n\u0254r\u03B8";
  normalization::NormalizedWord strange = word("W");
  strange.ipa = "\u01C3";
  EXPECT_EQ(asked({north, strange}), "[[nO:rT ]] W") << "what English has no sound for is read as it is written";
}

TEST(SentenceText, ShortItalicsAreStressedLongOnesAreNot) {
  EXPECT_EQ(asked({word("It"), word("was", "", true), word("you", ".")}),
            "It " + kStressed + "was" + kDone + " " + kBack + "you</prosody>.");
  EXPECT_EQ(asked({word("so"), word("very", "", true), word("old", ",", true), word("he"), word("said")}),
            "so " + kStressed + "very old" + kDone + ", " + kBack + "he</prosody> said");
  EXPECT_EQ(asked({word("a", "", true), word("thought", "", true)}), "a thought");
  EXPECT_EQ(asked({word("x"), word("a", "", true), word("b", "", true), word("c", "", true), word("d", "", true),
                   word("e", "", true)}),
            "x a b c d e");
}

TEST(SentenceText, PausesGrowWithThePhrasesBesideThem) {
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

TEST(SentenceText, HesitatesOnlyInTheMiddleOfALongPhrase) {
  const auto breaks = [](const std::vector<normalization::NormalizedWord>& words) {
    auto joined = words;
    for (normalization::NormalizedWord& one : joined) one.joint = one.text == "and";
    const std::string text = asked(joined);
    std::size_t count = 0;
    for (std::size_t at = text.find("<break"); at != std::string::npos; at = text.find("<break", at + 1)) ++count;
    return count;
  };
  EXPECT_EQ(breaks(row(6, "") + std::vector{word("and")} + row(6, ".")), 1U);
  EXPECT_EQ(breaks(row(2, "") + std::vector{word("and")} + row(10, ".")), 0U) << "too near the beginning";
  EXPECT_EQ(breaks(row(10, "") + std::vector{word("and")} + row(2, ".")), 0U) << "too near the end";
  EXPECT_EQ(breaks(row(4, "") + std::vector{word("and")} + row(4, ".")), 0U) << "the phrase is short";
}

TEST(SentenceText, AnExclamationIsRaised) {
  EXPECT_EQ(asked({word("Go", "!")}), "<prosody range=\"+18\"><prosody pitch=\"+6\">Go</prosody></prosody>!");
}

TEST(SentenceText, NoTagOrFullStopStandsBehindPhonemesSoThatItIsSaid) {
  const std::map<std::string, Pronunciation> given = {{"giry", "Z'iri"}};
  EXPECT_EQ(asked({word("Giry", "!")}, given),
            "<prosody range=\"+18\"><prosody pitch=\"+6\">[[Z'iri ]]!</prosody></prosody>");
  normalization::NormalizedWord stressed = word("Giry");
  stressed.emphasis = true;
  EXPECT_EQ(asked({stressed, word("came", ".")}, given),
            kStressed + "[[Z'iri ]] " + kDone + " " + kBack + "came</prosody>.");
}

TEST(SentenceText, EverySentenceVariesInItsOwnWay) {
  cast::VoiceProfile profile;
  profile.engine = testing::espeak_voice();
  profile.reading.vary_rate = 3;
  profile.reading.vary_pitch = 2;
  const auto tag_of = [&](int count, const std::string& how = {}) {
    const std::string text = sentence_text(sentence(row(count, ".")), profile, how).text;
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

  // Another voice varies in another way.
  std::vector<std::string> ours;
  std::vector<std::string> theirs;
  for (int count = 1; count <= 10; ++count) ours.push_back(tag_of(count));
  profile.engine.set("variant", "f3");
  for (int count = 1; count <= 10; ++count) theirs.push_back(tag_of(count));
  EXPECT_NE(ours, theirs);
}

TEST(SentenceText, AReaderBreathesInALongRunOfWordsAndNotWhereTheEngineIsLeftAlone) {
  cast::VoiceProfile profile;
  profile.engine = testing::espeak_voice();
  const auto breaths = [&](const std::vector<normalization::NormalizedWord>& words) {
    const std::string text = sentence_text(sentence(words), profile, "").text;
    std::size_t count = 0;
    for (std::size_t at = text.find("<break time"); at != std::string::npos; at = text.find("<break time", at + 1)) {
      ++count;
    }
    return count;
  };
  EXPECT_EQ(breaths(row(30, ".")), 0U);
  profile.reading.melody = 1;
  EXPECT_EQ(breaths(row(13, ".")), 0U);
  EXPECT_EQ(breaths(row(14, ".")), 1U) << sentence_text(sentence(row(14, ".")), profile, "").text;
  EXPECT_EQ(breaths(row(30, ".")), 3U);
  // Commas beside a word or two do not let one breathe.
  EXPECT_EQ(breaths(row(6, ",") + row(1, ",") + row(6, ",") + row(2, ".")), 1U);
}

/// The engine's queue of commands overflows, and words are lost, where it is told more than five numbers between two.
TEST(SentenceText, FewNumbersAreToldBetweenTwoWords) {
  cast::VoiceProfile profile;
  profile.engine = testing::espeak_voice({{"range", 99}});
  profile.reading = {.phrasing = 1, .exclaim = 6, .vary_rate = 9, .vary_pitch = 5, .melody = 2};
  for (const char* mark : {".", "!", "?"}) {
    std::vector<normalization::NormalizedWord> words = row(7, ",") + row(12, "") + row(9, mark);
    for (std::size_t i = 1; i < words.size(); i += 5) words[i].emphasis = true;
    for (std::size_t i = 10; i < 14; ++i) words[i].aside = true;
    normalization::NormalizedSentence said = sentence(words);
    if (mark[0] == '?') said.question = normalization::Question::yes_or_no;
    const std::string text = sentence_text(said, profile, "").text;
    std::vector<int> opened;
    int told = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
      if (text.substr(at, 4) == "word") told = 0;
      if (text.substr(at, 9) == "<prosody ") {
        const std::string tag = text.substr(at, text.find('>', at) - at);
        opened.push_back(static_cast<int>(std::count(tag.begin(), tag.end(), '=')));
        told += opened.back();
      } else if (text.substr(at, 10) == "</prosody>") {
        told += opened.back();
        opened.pop_back();
      }
      EXPECT_LE(told, 5) << text.substr(0, at);
    }
    EXPECT_TRUE(opened.empty());
  }
}

TEST(SentenceText, AQuestionThatFallsIsAStatementToTheEngine) {
  cast::VoiceProfile profile;
  profile.engine = testing::espeak_voice();
  normalization::NormalizedSentence where = sentence({word("Where", "?")});
  where.question = normalization::Question::open;
  EXPECT_EQ(sentence_text(where, profile, "").text, "Where?");
  profile.reading.melody = 1;
  EXPECT_THAT(sentence_text(where, profile, "").text, ::testing::EndsWith("</prosody>."));
}

TEST(SentenceText, EachWordKnowsItsStretchInCodePoints) {
  cast::VoiceProfile profile;
  profile.engine = testing::espeak_voice();
  profile.pronunciations = {{"giry", "Z'iri"}};
  const engine::EngineText asked_for = sentence_text(sentence({word("Caf\u00e9", ","), word("Giry"), word("&"),
                                                               word("here", "", true), word("nineteen oh five", ".")}),
                                                     profile, "");
  EXPECT_EQ(asked_for.text,
            "Caf\u00e9, [[Z'iri ]] &amp; " + kStressed + "here" + kDone + " " + kBack + "nineteen oh five</prosody>.");
  EXPECT_EQ(asked_for.words, (std::vector<Span>{{0, 4}, {6, 16}, {17, 22}, {77, 81}, {122, 138}}));
}

}  // namespace
}  // namespace sotto::espeak_ng
