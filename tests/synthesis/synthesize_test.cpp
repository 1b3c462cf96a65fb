// A script performed by eSpeak NG itself: the same takes whatever the order, the workers, and what was in the cache.

#include "synthesis/synthesize.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "shared/audio.h"
#include "shared/failure.h"
#include "shared/files.h"
#include "support/engine_voices.h"
#include "support/signals.h"
#include "support/temp_folder.h"
#include "synthesis/failing_engine.h"
#include "synthesis/workers.h"

namespace sotto::synthesis {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

/// A manuscript of one chapter, each of whose lines is a line of the script.
struct Story {
  document::Manuscript manuscript;
  script::Script script;
};

Story story(const std::vector<std::pair<std::string, std::string>>& lines, const std::string& title = "The Mask") {
  Story told;
  script::ScriptChapter chapter;
  chapter.number = 1;
  chapter.title = title;
  for (const auto& [who, say] : lines) {
    script::Line line;
    line.who = who;
    line.say = say;
    line.span = {told.manuscript.text.size(), told.manuscript.text.size() + say.size()};
    told.manuscript.text += say + "\n\n";
    chapter.lines.push_back(line);
  }
  told.manuscript.files = {{"story.txt", {0, told.manuscript.text.size()}}};
  told.script.chapters = {chapter};
  return told;
}

cast::VoiceProfile voice_with(const std::string& name, const std::string& variant, int pitch = 50) {
  cast::VoiceProfile profile;
  profile.name = name;
  profile.engine = testing::espeak_voice({{"variant", variant}, {"pitch", pitch}});
  return profile;
}

cast::Cast four_voices() {
  cast::Cast cast;
  cast.voices["narrator"] = voice_with("narrator", "");
  cast.voices["meg"] = voice_with("meg", "f3", 60);
  cast.voices["erik"] = voice_with("erik", "m7", 30);
  cast.voices["ghost"] = voice_with("ghost", "croak", 40);
  return cast;
}

Story rainy_night() {
  return story({{"narrator", "Rain ran down the window of the little room. It was a quarter past three."},
                {"meg", "How did you know it was me?"},
                {"erik", "You breathe like someone who is afraid, and you are never afraid of the dark."},
                {"narrator", "She turned to the door, slowly."},
                {"ghost", "Go home!"},
                {"meg", "No; I have come all this way, through 13 passages, and I shall stay."},
                {"erik", "Wait for me."},
                {"narrator", "He was gone."},
                {"ghost", "Go home!"}});
}

class Perform : public ::testing::Test {
 protected:
  SynthesisResult perform_with(const Story& told, const cast::Cast& cast, const fs::path& cache) {
    return synthesize(told.manuscript, told.script, cast, TakeStore(cache), settings, stop, diagnostics);
  }

  /// The bytes of all takes in a cache, by name.
  static std::map<std::string, std::string> takes_in(const fs::path& cache) {
    std::map<std::string, std::string> takes;
    for (const auto& entry : fs::recursive_directory_iterator(cache / "takes")) {
      if (entry.is_regular_file()) takes[entry.path().filename()] = read_file(entry.path());
    }
    return takes;
  }

  testing::TempFolder folder;
  SynthesisSettings settings{.workers = 2};
  std::unique_ptr<Progress> silent = silent_progress();
  StopFlag stop;
  Diagnostics diagnostics;
};

TEST_F(Perform, EverySentenceHasItsTake) {
  const Story told = rainy_night();
  const SynthesisResult performance = perform_with(told, four_voices(), folder.path());
  EXPECT_EQ(render(diagnostics), "");
  ASSERT_EQ(performance.chapters.size(), 1U);
  const auto& sentences = performance.chapters[0].sentences;
  ASSERT_EQ(sentences.size(), 11U);
  EXPECT_EQ(sentences[0].line, kTitle);
  EXPECT_EQ(sentences[1].line, 0U);
  EXPECT_EQ(sentences[2].line, 0U);
  EXPECT_EQ(sentences[10].line, 8U);
  EXPECT_EQ(performance.takes, 10U) << "a sentence said twice in one voice is one take";
  EXPECT_EQ(performance.made, 10U);
  EXPECT_EQ(takes_in(folder.path()).size(), 10U);
  const TakeStore store(folder.path());
  for (const SynthesizedSentence& sentence : sentences) {
    const auto take = store.load(sentence.take);
    ASSERT_TRUE(take.has_value());
    EXPECT_EQ(take->samples.size(), sentence.frames);
    EXPECT_EQ(take->words, sentence.words);
    ASSERT_EQ(sentence.words.size(), sentence.sentence.words.size());
    std::uint32_t last = 0;
    for (const WordTiming& word : sentence.words) {
      EXPECT_LE(last, word.begin);
      EXPECT_LT(word.begin, word.end) << "each of these words is heard";
      last = word.end;
    }
    EXPECT_LE(last, sentence.frames);
  }
}

TEST_F(Perform, TheSameBytesInAnyOrderAtAnyWorkerCount) {
  Story told = rainy_night();
  settings.workers = 1;
  perform_with(told, four_voices(), folder / "one");
  const auto expected = takes_in(folder / "one");

  settings.workers = 2;
  perform_with(told, four_voices(), folder / "two");
  EXPECT_EQ(takes_in(folder / "two"), expected);

  std::reverse(told.script.chapters[0].lines.begin(), told.script.chapters[0].lines.end());
  settings.workers = 1;
  perform_with(told, four_voices(), folder / "reversed");
  EXPECT_EQ(takes_in(folder / "reversed"), expected);

  // Each line alone, by a worker of its own.
  const std::vector<script::Line> lines = told.script.chapters[0].lines;
  for (const script::Line& line : lines) {
    told.script.chapters[0].lines = {line};
    perform_with(told, four_voices(), folder / "alone");
    perform_with(told, four_voices(), folder / ("only-" + line.who));
  }
  EXPECT_EQ(takes_in(folder / "alone"), expected);
  for (const char* who : {"meg", "ghost"}) {
    for (const auto& [name, bytes] : takes_in(folder / (std::string("only-") + who)))
      EXPECT_EQ(bytes, expected.at(name));
  }
}

TEST_F(Perform, NothingIsMadeTwiceAndAChangeMakesItsLineAgain) {
  Story told = rainy_night();
  perform_with(told, four_voices(), folder.path());
  EXPECT_EQ(perform_with(told, four_voices(), folder.path()).made, 0U);

  cast::Cast cast = four_voices();
  cast.voices["meg"].engine.set("rate", 150);
  EXPECT_EQ(perform_with(told, cast, folder.path()).made, 2U);
  told.script.chapters[0].lines[4].how = "shout";
  EXPECT_EQ(perform_with(told, cast, folder.path()).made, 0U) << "a delivery that the voice lacks changes nothing";
  cast.voices["ghost"].deliveries["shout"].engine = testing::espeak_change({{"pitch", 20}});
  EXPECT_EQ(perform_with(told, cast, folder.path()).made, 1U);
}

TEST_F(Perform, DamagedTakesAreMadeAgainWithANote) {
  const Story told = rainy_night();
  const SynthesisResult first = perform_with(told, four_voices(), folder.path());
  const auto expected = takes_in(folder.path());
  const TakeStore store(folder.path());
  const auto damage = [&](std::size_t sentence, const std::function<std::string(const std::string&)>& change) {
    const fs::path path = store.path(first.chapters[0].sentences[sentence].take);
    write_file(path, change(read_file(path)));
  };
  damage(1, [](const std::string&) { return std::string(); });
  damage(2, [](const std::string& bytes) { return bytes.substr(0, bytes.size() / 2); });
  damage(3, [](const std::string& bytes) { return "X" + bytes.substr(1); });
  EXPECT_EQ(perform_with(told, four_voices(), folder.path()).made, 3U);
  EXPECT_THAT(render(diagnostics), HasSubstr("3 damaged takes in the cache were made again"));
  EXPECT_EQ(takes_in(folder.path()), expected);

  damage(4, [](const std::string& bytes) {
    std::string altered = bytes;
    altered.back() = static_cast<char>(altered.back() ^ 1);
    return altered;
  });
  EXPECT_EQ(perform_with(told, four_voices(), folder.path()).made, 0U);
  settings.proved_until_ns = 0;
  EXPECT_EQ(perform_with(told, four_voices(), folder.path()).made, 1U);
  EXPECT_EQ(takes_in(folder.path()), expected);
}

TEST_F(Perform, AFaultIsReportedAtItsPlace) {
  settings.worker_command = failing_worker_command();
  settings.engines = failing_engines();
  const Story told =
      story({{"narrator", "All is well."}, {"narrator", "Then comes a crash again."}, {"narrator", "And on."}});
  cast::Cast cast;
  cast.voices["narrator"].engine = settings.engines.members().front()->schema().standard_settings();
  const SynthesisResult performance = perform_with(told, cast, folder.path());
  ASSERT_EQ(diagnostics.all().size(), 1U);
  const Diagnostic& told_of = diagnostics.all()[0];
  EXPECT_EQ(told_of.severity, Severity::error);
  EXPECT_EQ(told_of.file, "story.txt");
  EXPECT_EQ(told_of.line, 3U);
  EXPECT_EQ(told_of.column, 1U);
  EXPECT_THAT(told_of.message, HasSubstr("crashed"));
  const auto& sentences = performance.chapters[0].sentences;
  ASSERT_EQ(sentences.size(), 4U);
  EXPECT_TRUE(sentences[2].take.empty());
  EXPECT_EQ(sentences[2].frames, 0U);
  for (const std::size_t other : {0U, 1U, 3U}) EXPECT_FALSE(sentences[other].take.empty());
  EXPECT_EQ(performance.made, 3U);

  // It is tried again by the next run; what was made is kept.
  EXPECT_EQ(perform_with(told, cast, folder.path()).made, 0U);
  EXPECT_EQ(diagnostics.all().size(), 2U);
}

/// Many short chapters, some of whose sentences others have, too.
Story many_chapters() {
  Story told = story({});
  told.script.chapters.clear();
  for (int i = 0; i < 40; ++i) {
    script::ScriptChapter& chapter = told.script.chapters.emplace_back();
    chapter.number = i + 1;
    chapter.title = "More";
    for (const std::string& say : {fmt::format("This is line {}.", i), std::string("Nobody came.")}) {
      script::Line line;
      line.who = i % 2 == 0 ? "narrator" : "meg";
      line.say = say;
      line.span = {told.manuscript.text.size(), told.manuscript.text.size() + say.size()};
      told.manuscript.text += say + "\n\n";
      chapter.lines.push_back(line);
    }
  }
  told.manuscript.files = {{"story.txt", {0, told.manuscript.text.size()}}};
  return told;
}

/// Synthesizes the chapters of a story one by one.
SynthesisCounts synthesize_each(const Story& told, const TakeStore& store, const SynthesisSettings& settings,
                                Progress& progress, const StopFlag& stop, const ChapterSynthesized& done) {
  const cast::Cast cast = four_voices();
  const TakeRequester requester(settings.engines, cast.voices, settings.voice_folders);
  std::size_t next = 0;
  const NextChapter next_chapter = [&]() -> std::optional<ChapterRequests> {
    if (next == told.script.chapters.size()) return std::nullopt;
    return requester.request(normalization::written(told.manuscript), told.script.chapters[next++], cast.voices);
  };
  return synthesize_chapters(next_chapter, requester.front_ends(), store, settings, progress, stop, done);
}

TEST_F(Perform, WhatIsFoundIsWhatWasMade) {
  const Story told = rainy_night();
  const cast::Cast cast = four_voices();
  const TakeStore store(folder.path());
  const TakeRequester requester(settings.engines, cast.voices, {});
  const auto find = [&] {
    return find_takes(requester.request(normalization::written(told.manuscript), told.script.chapters[0], cast.voices),
                      store);
  };
  EXPECT_EQ(find().fresh(), 11U);
  EXPECT_FALSE(fs::exists(folder / "takes"));
  const SynthesizedChapter made = perform_with(told, cast, folder.path()).chapters[0];
  const SynthesizedChapter found = find();
  EXPECT_EQ(found.fresh(), 0U);
  ASSERT_EQ(found.sentences.size(), made.sentences.size());
  for (std::size_t i = 0; i < found.sentences.size(); ++i) {
    EXPECT_EQ(found.sentences[i].take, made.sentences[i].take);
    EXPECT_EQ(found.sentences[i].frames, made.sentences[i].frames);
    EXPECT_EQ(found.sentences[i].words, made.sentences[i].words);
  }
}

TEST_F(Perform, ChaptersAreHandedOnInOrderWithAllTheirTakes) {
  const Story told = many_chapters();
  const TakeStore store(folder.path());
  std::size_t chapters = 0;
  const SynthesisCounts counts =
      synthesize_each(told, store, settings, *silent, stop, [&](const SynthesizedChapter& performed) {
        const script::ScriptChapter& script = told.script.chapters[chapters++];
        ASSERT_EQ(performed.sentences.size(), 3U);
        EXPECT_TRUE(script.lines.front().span.contains(performed.sentences[1].sentence.span));
        for (const SynthesizedSentence& sentence : performed.sentences) {
          EXPECT_EQ(store.load_info(sentence.take), (TakeInfo{sentence.rate, sentence.frames, sentence.words}));
        }
      });
  EXPECT_EQ(chapters, 40U);
  EXPECT_EQ(counts.made, 43U) << "a line of its own for each, one that two voices share, and the title";
  EXPECT_EQ(perform_with(told, four_voices(), folder.path()).takes, 43U);
}

TEST_F(Perform, WhatTheReceiverOfAChapterThrowsEndsIt) {
  const Story told = many_chapters();
  std::size_t chapters = 0;
  EXPECT_THROW(synthesize_each(told, TakeStore(folder.path()), settings, *silent, stop,
                               [&](const SynthesizedChapter&) {
                                 if (++chapters == 3) throw MachineFailure("the disk is full");
                               }),
               MachineFailure);
  EXPECT_EQ(chapters, 3U);
}

/// Adds up what it is told.
class CountingProgress final : public Progress {
 public:
  void begin(std::string_view, std::int64_t) override {}
  void advance(std::int64_t units) override { worked += units; }
  void expect_more(std::int64_t units) override { spared -= units; }
  void finish(std::string_view) override {}
  void say(std::string_view) override {}
  std::int64_t worked = 0;
  std::int64_t spared = 0;
};

TEST_F(Perform, EveryByteIsSpokenOrSpared) {
  const Story told = many_chapters();
  const auto bytes_told = [&] {
    CountingProgress progress;
    synthesize_each(told, TakeStore(folder.path()), settings, progress, stop, [](const SynthesizedChapter&) {});
    return progress;
  };
  const CountingProgress first = bytes_told();
  const CountingProgress again = bytes_told();
  EXPECT_GT(first.worked, 0);
  EXPECT_EQ(again.worked, 0);
  EXPECT_EQ(first.worked + first.spared, again.spared);
}

TEST_F(Perform, StopInterruptsAndTheNextRunGoesOn) {
  const Story told = rainy_night();
  stop.set();
  EXPECT_THROW(perform_with(told, four_voices(), folder.path()), Interrupted);
  StopFlag fresh;
  const TakeStore store(folder.path());
  const auto performance = synthesize(told.manuscript, told.script, four_voices(), store, settings, fresh, diagnostics);
  EXPECT_EQ(performance.made, 10U);
}

TEST_F(Perform, MarkupOfAManuscriptIsSpokenAsText) {
  // Obeyed, the break would last 9 s, the audio would be fetched, and the phonemes would say one short word.
  const Story marked = story({{"narrator", "He typed <break time=\"9s\"/> and waited."},
                              {"narrator", "He typed [[h@l'oU]] and waited."},
                              {"narrator", "He typed and waited."}});
  const SynthesisResult performance = perform_with(marked, four_voices(), folder.path());
  const auto& sentences = performance.chapters[0].sentences;
  ASSERT_EQ(sentences.size(), 4U);
  const double plain = sentences[3].frames;
  EXPECT_GT(sentences[1].frames, plain * 1.3) << "the words in the mark are heard";
  EXPECT_LT(sentences[1].frames, 9 * testing::kTakeRate.value);
  EXPECT_GT(sentences[2].frames, plain * 1.1);
  EXPECT_FALSE(diagnostics.has_errors());
  // The author may turn phonemes on, and those alone.
  Story obeyed = marked;
  obeyed.manuscript.markup = true;
  const SynthesisResult phonemes = perform_with(obeyed, four_voices(), folder.path());
  EXPECT_LT(phonemes.chapters[0].sentences[2].frames, sentences[2].frames) << "one word instead of its letters";
  EXPECT_EQ(phonemes.chapters[0].sentences[1].take, sentences[1].take);
}

TEST_F(Perform, PronunciationsAndItalicsAreHeard) {
  const Story told = story({{"narrator", "It was Giry."}, {"narrator", "It *was* Giry."}});
  const SynthesisResult plain = perform_with(told, four_voices(), folder.path());
  cast::Cast cast = four_voices();
  cast.voices["narrator"].pronunciations["giry"] = "Zi:r'i:";
  const SynthesisResult changed = perform_with(told, cast, folder.path());
  EXPECT_EQ(changed.made, 2U);
  EXPECT_NE(changed.chapters[0].sentences[1].frames, plain.chapters[0].sentences[1].frames);
  EXPECT_GT(plain.chapters[0].sentences[2].frames, plain.chapters[0].sentences[1].frames) << "stress takes time";
}

TEST_F(Perform, WordsThatMakeNoSoundAreAWarning) {
  // A word that the text stage would hardly let through, but the engine has the last word.
  Story told = story({{"narrator", "Well."}});
  cast::Cast cast = four_voices();
  cast.voices["narrator"].pronunciations["well"] = "_";
  const SynthesisResult performance = perform_with(told, cast, folder.path());
  ASSERT_EQ(diagnostics.all().size(), 1U);
  EXPECT_EQ(diagnostics.all()[0].severity, Severity::warning);
  EXPECT_TRUE(performance.chapters[0].sentences.back().take.empty());
}

TEST_F(Perform, VariantsOfOurOwnAreHeardAndNamed) {
  folder.write("variants/sotto-deep", "language variant\nname deep\npitch 40 60\nformant 0 80 100 100\n");
  settings.voice_folders = {folder.path()};
  const Story told = story({{"narrator", "Wait for me."}});
  cast::Cast cast = four_voices();
  const auto base = perform_with(told, cast, folder.path()).chapters[0].sentences[1];
  cast.voices["narrator"].engine.set("variant", "sotto-deep");
  const auto deep = perform_with(told, cast, folder.path()).chapters[0].sentences[1];
  EXPECT_EQ(render(diagnostics), "");
  ASSERT_FALSE(deep.take.empty());
  const TakeStore store(folder.path());
  EXPECT_NE(store.load(deep.take)->samples, store.load(base.take)->samples);

  folder.write("variants/sotto-deep", "language variant\nname deep\npitch 50 80\n");
  const SynthesisResult changed = perform_with(told, cast, folder.path());
  EXPECT_EQ(changed.made, 2U) << "a changed variant makes its takes again";
  EXPECT_EQ(perform_with(told, four_voices(), folder.path()).made, 0U) << "and no others";
}

TEST_F(Perform, AVoiceThatTheEngineLacksIsNoOtherVoice) {
  cast::Cast cast = four_voices();
  cast.voices["narrator"].engine.set("variant", "nosuch");
  const SynthesisResult performance =
      perform_with(story({{"meg", "Here."}, {"narrator", "There."}}), cast, folder.path());
  EXPECT_EQ(performance.made, 1U);
  EXPECT_THAT(render(diagnostics), HasSubstr("eSpeak NG has no voice 'gmw/en+nosuch'"));
}

}  // namespace
}  // namespace sotto::synthesis
