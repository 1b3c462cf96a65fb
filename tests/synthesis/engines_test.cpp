#include "synthesis/engines.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <set>
#include <string>

#include "cast/voice_folder.h"
#include "mix/chapter_mix.h"
#include "mix/timeline.h"
#include "shared/failure.h"
#include "shared/files.h"
#include "support/engine_voices.h"
#include "support/signals.h"
#include "support/speech.h"
#include "support/temp_folder.h"
#include "synthesis/synthesize.h"
#include "synthesis/tone_engine.h"

namespace sotto::synthesis {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::MatchesRegex;

Voices two_engines() {
  Voices voices;
  voices["narrator"].engine = testing::espeak_voice();
  voices["meg"].engine = tone_engine()->schema().standard_settings();
  return voices;
}

TEST(Engines, OfTheProgramHaveDifferentIdsAndNames) {
  const Engines engines = builtin_engines();
  std::set<std::string_view> ids;
  std::set<std::string_view> names;
  for (const auto& engine : engines.members()) {
    const cast::EngineSchema& schema = engine->schema();
    EXPECT_TRUE(ids.insert(schema.id).second) << schema.id;
    EXPECT_TRUE(names.insert(schema.name).second) << schema.name;
    EXPECT_EQ(&engines.named(schema.id), engine.get());
    EXPECT_EQ(engine->version().find(schema.name), 0U) << "a version that begins with another engine's name";
    EXPECT_EQ(engine->version(), engine->version());
  }
  EXPECT_EQ(engines.schemas().size(), engines.members().size());
}

TEST(Engines, OneThatIsNotThereIsTheMachinesFailure) {
  EXPECT_THROW(builtin_engines().named("tone"), MachineFailure);
  EXPECT_THROW(open_engines(builtin_engines(), two_engines(), {}), MachineFailure);
  EXPECT_THROW(engine_versions(builtin_engines(), two_engines()), MachineFailure);
}

TEST(Engines, VersionsAreThoseOfTheEnginesInUse) {
  const Engines engines = engines_with_tone();
  Voices voices = two_engines();
  EXPECT_THAT(engine_versions(engines, voices), MatchesRegex("eSpeak NG [0-9.]+.*, data [0-9a-f]{16}; Tone 7"));
  voices.erase("meg");
  EXPECT_THAT(engine_versions(engines, voices), MatchesRegex("eSpeak NG [0-9.]+.*, data [0-9a-f]{16}"));
}

TEST(Engines, SpeakALanguageOrSayThatTheyDoNot) {
  Voices voices;
  voices["narrator"].engine = testing::espeak_voice({{"variant", "f3"}});
  Diagnostics diagnostics;
  speak_language(builtin_engines(), "de-AT", voices, diagnostics);
  EXPECT_EQ(render(diagnostics), "");
  EXPECT_EQ(voices["narrator"].engine.text("voice"), "gmw/de");
  EXPECT_EQ(voices["narrator"].engine.text("variant"), "f3");
  for (const char* const name : {"a", "b"}) {
    voices[name].name = name;
    voices[name].engine = builtin_engines().named("flite").schema().standard_settings();
  }
  speak_language(builtin_engines(), "fr", voices, diagnostics);
  ASSERT_EQ(diagnostics.all().size(), 1U) << "once for the engine";
  EXPECT_EQ(diagnostics.all()[0].message, "flite does not speak French");
  EXPECT_EQ(voices["narrator"].engine.text("voice"), "roa/fr");
}

TEST(Engines, EachChecksItsOwnVoices) {
  Voices voices = two_engines();
  voices["narrator"].engine.set("voice", "gmw/em");
  voices["meg"].engine.set("note", 1500.0);
  Diagnostics diagnostics;
  check_engine_voices(engines_with_tone(), voices, {}, diagnostics);
  ASSERT_EQ(diagnostics.all().size(), 2U);
  EXPECT_THAT(diagnostics.all()[0].message, HasSubstr("no voice 'gmw/em'"));
  EXPECT_EQ(diagnostics.all()[1].message, "this voice hurts");
  EXPECT_EQ(diagnostics.all()[1].file, "meg");
}

TEST(Engines, EachHasItsFoldersInTheCache) {
  const FrontEnds front_ends = open_engines(engines_with_tone(), two_engines(), {});
  const auto folders = engine_folders_in("/cache", front_ends);
  ASSERT_EQ(folders.size(), 2U);
  EXPECT_THAT(folders[0].string(), MatchesRegex("/cache/engine-data/[0-9a-f]{16}"));
  EXPECT_EQ(folders[1], "/cache/tone-forks");
}

/// A story of two engines, from its profiles to its mix.
class TwoEngines : public ::testing::Test {
 protected:
  TwoEngines() {
    folder.write("voices/narrator.yaml", "engine: {id: espeak-ng, variant: m3}\n");
    folder.write("voices/meg.yaml",
                 "engine: {id: tone, note: 400, rate: 240}\ndeliveries: {shout: {note: 200, rate: 0.5}}\n");
    const auto read = cast::read_voices({folder / "voices"}, engines_with_tone().schemas(), diagnostics);
    cast.voices = read;
    settings.engines = engines_with_tone();
    settings.worker_command = tone_worker_command();
    script.chapters.emplace_back();
    add("narrator", "It rained.");
    add("meg", "Who is there?");
    add("narrator", "Nobody answered.");
    add("meg", "Come out!", "shout");
  }

  void add(const std::string& who, const std::string& say, const std::string& how = {}) {
    script::Line line;
    line.who = who;
    line.how = how;
    line.say = say;
    line.before = script::Boundary::paragraph;
    line.span = {manuscript.text.size(), manuscript.text.size() + say.size()};
    manuscript.text += say + "\n\n";
    script.chapters[0].lines.push_back(line);
  }

  SynthesizedChapter perform(const std::string& cache) {
    return synthesize(manuscript, script, cast, TakeStore(folder / cache), settings, stop, diagnostics).chapters.at(0);
  }

  testing::TempFolder folder;
  document::Manuscript manuscript;
  script::Script script;
  cast::Cast cast;
  SynthesisSettings settings;
  StopFlag stop;
  Diagnostics diagnostics;
};

TEST_F(TwoEngines, SpeakOneChapterEachAtItsRate) {
  settings.workers = 1;
  const SynthesizedChapter chapter = perform("one");
  EXPECT_EQ(render(diagnostics), "");
  ASSERT_EQ(chapter.sentences.size(), 4U);
  const TakeStore store(folder / "one");
  for (const SynthesizedSentence& sentence : chapter.sentences) {
    const bool tone = sentence.line % 2 == 1;
    EXPECT_EQ(sentence.rate, tone ? kToneRate : Hertz{22050}) << sentence.line;
    const Take take = store.load_or_throw(sentence.take);
    EXPECT_EQ(take.rate, sentence.rate);
    EXPECT_EQ(take.words, sentence.words);
    EXPECT_EQ(take.words.size(), sentence.sentence.words.size());
  }
  // Three words at 240 a minute, of which four fifths sound; the second begins a quarter of a second after the first.
  const SynthesizedSentence& who = chapter.sentences[1];
  EXPECT_NEAR(seconds(who.frames, who.rate).value, 0.70, 0.05);
  EXPECT_NEAR(seconds(who.words[1].begin - who.words[0].begin, who.rate).value, 0.25, 0.002);
  EXPECT_NEAR(seconds(who.words[1].end - who.words[1].begin, who.rate).value, 0.2, 0.002);
  // Shouted: half as fast.
  const SynthesizedSentence& out = chapter.sentences[3];
  EXPECT_NEAR(seconds(out.words[1].begin - out.words[0].begin, out.rate).value, 0.5, 0.002);

  // The same bytes with more workers.
  settings.workers = 3;
  const SynthesizedChapter again = perform("three");
  for (std::size_t i = 0; i < 4; ++i) {
    const TakeId& id = chapter.sentences[i].take;
    EXPECT_EQ(again.sentences[i].take, id);
    EXPECT_EQ(read_file(TakeStore(folder / "three").path(id)), read_file(store.path(id)));
  }
}

TEST_F(TwoEngines, StandInOneMixAtTheirPitchAndLevel) {
  const SynthesizedChapter chapter = perform("cache");
  const TakeStore store(folder / "cache");
  const mix::Timeline timeline = mix::plan_timeline(script.chapters[0], chapter, document::Pauses{});
  ASSERT_EQ(timeline.cues.size(), 4U);
  mix::MixSettings mixing;
  mixing.ambience.scene.bed = {document::Bed::Kind::none};
  const auto mix = mix::mix_chapter(timeline, cast, store, mixing);
  std::vector<float> all(2 * static_cast<std::size_t>(timeline.length));
  ASSERT_EQ(mix->read(all), static_cast<std::size_t>(timeline.length));
  const std::vector<float> left = testing::channel(all, 0);
  const auto sound_of_word = [&](std::size_t cue, std::size_t word) {
    const SynthesizedSentence& sentence = chapter.sentences[cue];
    const auto begin = mix::master_frame(timeline.cues[cue], sentence.words[word].begin, sentence.rate);
    const auto end = mix::master_frame(timeline.cues[cue], sentence.words[word].end, sentence.rate);
    return std::span(left).subspan(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin));
  };
  // Each word of the second engine sounds where its timing says, on its note, and nothing between two words.
  for (std::size_t word = 0; word < 3; ++word) {
    const auto sound = sound_of_word(1, word);
    EXPECT_NEAR(static_cast<double>(sound.size()), 0.2 * kMasterRate.value, 100) << word;
    const double note = testing::amplitude_at(sound, {400}, kMasterRate);
    EXPECT_GT(note, 0.9 * std::numbers::sqrt2 * testing::rms(sound.subspan(1000, sound.size() - 2000))) << word;
  }
  const auto shouted = sound_of_word(3, 0);
  EXPECT_GT(testing::amplitude_at(shouted, {600}, kMasterRate),
            20 * testing::amplitude_at(shouted, {400}, kMasterRate));
  const std::int64_t pause = mix::master_frame(timeline.cues[1], chapter.sentences[1].words[0].end, kToneRate);
  EXPECT_LT(testing::rms(std::span(left).subspan(static_cast<std::size_t>(pause) + 500, 1000)), 1e-3);
  EXPECT_GT(testing::rms(sound_of_word(0, 1)), 0.01) << "the first engine is heard, too";
}

TEST_F(TwoEngines, AnEngineThatTellsNoTimesHasThemShared) {
  cast.voices["meg"].engine.set("times", "none");
  const SynthesizedChapter chapter = perform("cache");
  const SynthesizedSentence& who = chapter.sentences[1];
  ASSERT_EQ(who.words.size(), 3U);
  EXPECT_LT(seconds(who.words[0].begin, who.rate).value, 0.01) << "with the first sound, behind the guard";
  for (std::size_t i = 1; i < 3; ++i) {
    EXPECT_GT(who.words[i].begin, who.words[i - 1].begin);
    EXPECT_GE(who.words[i].begin, who.words[i - 1].end);
  }
  EXPECT_LE(who.words[2].end, who.frames);
}

TEST_F(TwoEngines, AChangedSettingMakesItsLinesAgainAndNoOthers) {
  const SynthesizedChapter first = perform("cache");
  EXPECT_EQ(perform("cache").fresh(), 0U);
  cast.voices["meg"].engine.set("shape", "square");
  const SynthesizedChapter changed = perform("cache");
  EXPECT_EQ(changed.fresh(), 2U);
  EXPECT_EQ(changed.sentences[0].take, first.sentences[0].take);
  EXPECT_NE(changed.sentences[1].take, first.sentences[1].take);
}

TEST_F(TwoEngines, MistakesInTheSettingsAreToldAtTheirPlace) {
  const testing::TempFolder other;
  other.write("bell.yaml", "engine:\n  id: tone\n  shape: bell\n  nota: 3\n");
  cast::read_voices({other.path()}, engines_with_tone().schemas(), diagnostics);
  const std::string told = render(diagnostics);
  EXPECT_THAT(told, HasSubstr("bell.yaml:3:10: error: a tone has no shape 'bell'"));
  EXPECT_THAT(told, HasSubstr("bell.yaml:4:3: error: engine has no key 'nota'"));
  EXPECT_THAT(told, HasSubstr("did you mean 'note'?"));
}

}  // namespace
}  // namespace sotto::synthesis
