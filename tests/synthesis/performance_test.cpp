// How sentences sound, measured on what eSpeak NG really says: breath between phrases, questions, exclamations,
// italics, and the small difference between one sentence and the next.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "annotate/normalization/normalize.h"
#include "shared/audio.h"
#include "support/engine_voices.h"
#include "support/signals.h"
#include "support/speech.h"
#include "support/temp_folder.h"
#include "synthesis/synthesize.h"

namespace sotto::synthesis {
namespace {

cast::VoiceProfile performing_voice() {
  cast::VoiceProfile profile;
  profile.name = document::kNarrator;
  profile.engine = testing::espeak_voice({{"variant", "m3"}, {"rate", 158}});
  return profile;
}

/// One sentence, performed.
struct Said {
  normalization::NormalizedSentence sentence;
  Take take;

  std::vector<float> sound() const { return testing::floats(take.samples); }

  /// Index of a word that stands in the sentence once.
  std::size_t word(const std::string& text) const {
    const auto found = std::find_if(sentence.words.begin(), sentence.words.end(),
                                    [&](const normalization::NormalizedWord& word) { return word.text == text; });
    EXPECT_NE(found, sentence.words.end()) << text;
    return static_cast<std::size_t>(found - sentence.words.begin());
  }
  /// Silence after a word, in seconds.
  double pause_after(const std::string& text) const {
    const std::size_t index = word(text);
    return (take.words.at(index + 1).begin - take.words.at(index).end) / testing::kTakeRate.value;
  }
  std::vector<float> sound_of(const std::string& text) const {
    const WordTiming& timing = take.words.at(word(text));
    const std::vector<float> all = sound();
    return {all.begin() + timing.begin, all.begin() + timing.end};
  }
  double seconds() const { return static_cast<double>(take.samples.size()) / testing::kTakeRate.value; }
};

std::vector<double> voiced(const std::vector<float>& sound) {
  std::vector<double> track = testing::pitch_track(sound, testing::kTakeRate);
  track.erase(std::remove(track.begin(), track.end(), 0.0), track.end());
  return track;
}

class SaidAloud : public ::testing::Test {
 protected:
  Said say(const std::string& text, const cast::VoiceProfile& profile = performing_voice(),
           const std::string& how = {}) {
    script::Script script;
    script::ScriptChapter& chapter = script.chapters.emplace_back();
    script::Line& line = chapter.lines.emplace_back();
    line.span = {0, text.size()};
    line.who = document::kNarrator;
    line.how = how;
    const document::Manuscript manuscript{text, {{"story.txt", {0, text.size()}}}};
    const TakeStore store(folder_.path());
    Diagnostics diagnostics;
    StopFlag stop;
    const auto silent = silent_progress();
    const SynthesisResult performance = synthesize(manuscript, script, cast::Cast{{{document::kNarrator, profile}}},
                                                   store, {.workers = 1}, stop, diagnostics);
    EXPECT_EQ(render(diagnostics), "");
    EXPECT_EQ(performance.chapters.at(0).sentences.size(), 1U) << text;
    const SynthesizedSentence& sentence = performance.chapters.at(0).sentences.at(0);
    return {sentence.sentence, store.load(sentence.take).value()};
  }

  testing::TempFolder folder_;
};

TEST_F(SaidAloud, MarksBreatheByThePhrasesBesideThem) {
  const double after_long =
      say("It had rained on the old town since noon, and nobody had come to the door of the house.")
          .pause_after("noon");
  const double after_name = say("Come here, Meg, it is dry.").pause_after("here");
  const double after_dash =
      say("It had rained on the old town since noon \u2014 and nobody had come to the door.").pause_after("noon");
  const double after_dots =
      say("It had rained on the old town since noon... and nobody had come to the door.").pause_after("noon");
  EXPECT_GT(after_long, 0.22);
  EXPECT_LT(after_long, 0.40);
  EXPECT_LT(after_name, after_long - 0.05);
  EXPECT_GT(after_dash, after_long + 0.05);
  EXPECT_GT(after_dots, after_dash + 0.05);
  EXPECT_LT(after_dots, 0.7);
}

TEST_F(SaidAloud, PhrasingIsTheVoices) {
  const std::string text = "It had rained on the old town since noon; nobody had come to the door of the little house.";
  cast::VoiceProfile profile = performing_voice();
  const double usual = say(text, profile).pause_after("noon");
  profile.reading.phrasing = 0;
  const double engine = say(text, profile).pause_after("noon");
  profile.reading.phrasing = 2;
  const double wide = say(text, profile).pause_after("noon");
  EXPECT_LT(engine, usual - 0.05);
  EXPECT_GT(wide, usual + 0.2);
}

TEST_F(SaidAloud, ALongPhraseHesitatesBeforeAConjunction) {
  const std::string text = "The man at the window counted every penny because nobody in the house would talk to him.";
  cast::VoiceProfile profile = performing_voice();
  const double hesitant = say(text, profile).seconds();
  profile.reading.phrasing = 0;
  const double added = hesitant - say(text, profile).seconds();
  EXPECT_GT(added, 0.02);
  EXPECT_LT(added, 0.15);
}

TEST_F(SaidAloud, QuestionsRise) {
  for (const std::string text : {"They have all gone home", "You will be leaving with them", "Is it still raining"}) {
    const auto end_of = [&](const char* mark) {
      const auto track = voiced(say(text + mark).sound());
      return *std::max_element(track.end() - 3, track.end());
    };
    EXPECT_GT(end_of("?"), 1.1 * end_of(".")) << text;
  }
}

TEST_F(SaidAloud, ExclamationsAreHigherAndWider) {
  for (const std::string text : {"You were there", "Leave this house at once", "They have all gone home"}) {
    const auto heights = [&](const char* mark) {
      auto track = voiced(say(text + mark).sound());
      std::sort(track.begin(), track.end());
      return std::pair{track[track.size() / 2], track[track.size() * 9 / 10]};
    };
    const auto [middle, high] = heights("!");
    const auto [plain_middle, plain_high] = heights(".");
    EXPECT_GT(middle, 1.03 * plain_middle) << text;
    EXPECT_GT(high, 1.08 * plain_high) << text;
  }
}

TEST_F(SaidAloud, ItalicsAreLouderAndLonger) {
  const Said plain = say("I knew that it was you.");
  const Said stressed = say("I knew that it *was* you.");
  const auto rise = 20 * std::log10(testing::rms(stressed.sound_of("was")) / testing::rms(plain.sound_of("was")));
  EXPECT_GT(rise, 2);
  EXPECT_LT(rise, 8) << "stressed, not shouted";
  EXPECT_GT(10 * stressed.sound_of("was").size(), 11 * plain.sound_of("was").size());
}

TEST_F(SaidAloud, SentencesDifferALittleAndAlwaysInTheSameWay) {
  cast::VoiceProfile profile = performing_voice();
  profile.reading.vary_rate = 8;
  profile.reading.vary_pitch = 6;
  cast::VoiceProfile still = performing_voice();
  std::set<int> paces;
  for (const std::string text :
       {"Rain ran down the window.", "Nobody came to the door.", "The lamp was out of oil.",
        "He counted the drops again.", "She had not said a word.", "A cart went by outside."}) {
    const Said moved = say(text, profile);
    EXPECT_EQ(moved.take, say(text, profile).take) << "the same sentence, the same take";
    const double pace = moved.seconds() / say(text, still).seconds();
    EXPECT_GT(pace, 0.88) << text;
    EXPECT_LT(pace, 1.14) << text;
    paces.insert(static_cast<int>(std::lround(100 * pace)));
  }
  EXPECT_GE(paces.size(), 4U);
}

TEST_F(SaidAloud, ANameIsSaidAsItsPronunciationTells) {
  cast::VoiceProfile profile = performing_voice();
  const Take by_rule = say("Meg Giry came.", profile).take;
  profile.pronunciations = {{"Giry", "ZIr'i:"}};
  const Said told = say("Meg Giry came.", profile);
  EXPECT_NE(told.take, by_rule);
  // A French "Gi" hisses where an English one bursts; both are one word to light up.
  EXPECT_EQ(told.take.words.size(), 3U);
  // Erik needs no help: the engine's own is the right one.
  profile.pronunciations = {{"Erik", "'ErIk"}};
  EXPECT_EQ(say("Erik came.", profile).take.samples, say("Erik came.").take.samples);
}

}  // namespace
}  // namespace sotto::synthesis
