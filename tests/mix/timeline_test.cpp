#include "mix/timeline.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "shared/audio.h"
#include "shared/text.h"

namespace sotto::mix {
namespace {

struct Said {
  std::string who;
  script::Boundary before = script::Boundary::none;
  std::vector<std::uint32_t> takes;  ///< frames of each sentence; 0: the engine could not say it
};

struct Planned {
  script::ScriptChapter chapter;
  synthesis::SynthesizedChapter performed;
};

Planned plan(std::size_t title_sentences, const std::vector<Said>& lines) {
  Planned p;
  const auto add = [&](std::size_t line, std::uint32_t length) {
    synthesis::SynthesizedSentence sentence;
    sentence.line = line;
    sentence.rate = {22050};
    sentence.frames = length;
    if (length > 0) sentence.take = "take";
    p.performed.sentences.push_back(sentence);
  };
  for (std::size_t i = 0; i < title_sentences; ++i) add(synthesis::kTitle, 22050);
  for (const Said& said : lines) {
    script::Line line;
    line.who = said.who;
    line.before = said.before;
    p.chapter.lines.push_back(line);
    for (const std::uint32_t length : said.takes) add(p.chapter.lines.size() - 1, length);
  }
  return p;
}

/// The silences before each cue, in seconds, and at last the tail.
std::vector<double> silences(const Planned& p, const document::Pauses& pauses = {}) {
  const Timeline timeline = plan_timeline(p.chapter, p.performed, pauses);
  std::vector<double> gaps;
  std::int64_t now = 0;
  for (const Cue& cue : timeline.cues) {
    gaps.push_back(seconds(cue.begin - now, kMasterRate).value);
    now = cue.end;
  }
  gaps.push_back(seconds(timeline.length - now, kMasterRate).value);
  return gaps;
}

void expect_silences(const Planned& p, const std::vector<double>& expected) {
  const auto actual = silences(p);
  ASSERT_EQ(actual.size(), expected.size());
  for (std::size_t i = 0; i < actual.size(); ++i) EXPECT_NEAR(actual[i], expected[i], 1e-4) << i;
}

TEST(Timeline, TitleThenStory) {
  expect_silences(plan(2, {{"narrator", script::Boundary::paragraph, {100}}}), {0.75, 0.35, 2.5, 3.5});
  expect_silences(plan(0, {{"narrator", script::Boundary::scene, {100}}}), {0.75, 3.5});
}

TEST(Timeline, PauseByBoundary) {
  const auto none = script::Boundary::none;
  const auto paragraph = script::Boundary::paragraph;
  const auto scene = script::Boundary::scene;
  struct Case {
    std::string first;
    script::Boundary boundary;
    std::string second;
    double pause;
  };
  const std::vector<Case> table = {
      {"narrator", none, "narrator", 0.25},     {"meg", none, "narrator", 0.5},
      {"narrator", none, "meg", 0.5},           {"meg", none, "erik", 0.5},
      {"narrator", paragraph, "narrator", 0.8}, {"meg", paragraph, "narrator", 0.8},
      {"narrator", paragraph, "meg", 0.8},      {"meg", paragraph, "erik", 0.5},
      {"meg", paragraph, "meg", 0.35},          {"meg", scene, "erik", 2.25},
      {"narrator", scene, "narrator", 2.25},
  };
  for (const Case& c : table) {
    SCOPED_TRACE(c.first + " " + std::to_string(static_cast<int>(c.boundary)) + " " + c.second);
    expect_silences(plan(0, {{c.first, none, {100}}, {c.second, c.boundary, {100}}}), {0.75, c.pause, 3.5});
  }
}

TEST(Timeline, SentencesOfALine) {
  expect_silences(plan(0, {{"meg", script::Boundary::none, {100, 200, 300}}}), {0.75, 0.35, 0.35, 3.5});
}

TEST(Timeline, ALineWithoutSoundLeavesItsBoundary) {
  expect_silences(plan(0, {{"meg", script::Boundary::none, {100}},
                           {"narrator", script::Boundary::scene, {}},
                           {"narrator", script::Boundary::none, {0}},
                           {"meg", script::Boundary::paragraph, {100}}}),
                  {0.75, 2.25, 3.5});
}

TEST(Timeline, FramesAreExactAndInOrder) {
  const Planned p = plan(1, {{"meg", script::Boundary::none, {101, 1}}, {"erik", script::Boundary::none, {7}}});
  const Timeline timeline = plan_timeline(p.chapter, p.performed, {});
  ASSERT_EQ(timeline.cues.size(), 4U);
  EXPECT_EQ(timeline.cues[0].who, document::kNarrator);
  EXPECT_EQ(timeline.cues[1].who, "meg");
  for (const Cue& cue : timeline.cues) {
    EXPECT_EQ(cue.end - cue.begin, 2 * static_cast<std::int64_t>(p.performed.sentences[cue.sentence].frames));
  }
  EXPECT_EQ(timeline.cues[2].begin - timeline.cues[1].end, frames({0.35}, kMasterRate));
}

TEST(Timeline, APauseBeginsBeforeTheBreathAndNeverVanishes) {
  Planned p = plan(0, {{"meg", script::Boundary::none, {22050, 22050, 22050}}});
  p.performed.sentences[1].words = {{0, 2205, 20000}};   // 0.1 s
  p.performed.sentences[2].words = {{0, 17640, 20000}};  // 0.8 s
  expect_silences(p, {0.75, 0.25, 0.15, 3.5});
}

TEST(Timeline, NothingSaid) {
  const Timeline timeline = plan_timeline({}, {}, {});
  EXPECT_TRUE(timeline.cues.empty());
  EXPECT_EQ(timeline.length, frames({0.75 + 3.5}, kMasterRate));
}

TEST(Timeline, AChangeOfAmbienceComesWithTheSentenceOfItsWords) {
  Planned p = plan(0, {{"narrator", script::Boundary::none, {22050}},
                       {"narrator", script::Boundary::paragraph, {22050, 22050, 22050}}});
  const std::vector<std::string> said = {"Before.", "It was late.", "She opened", "the window."};
  for (std::size_t i = 0; i < said.size(); ++i) {
    for (const std::string& word : words_of(said[i])) p.performed.sentences[i].sentence.words.push_back({{}, word, {}});
  }
  const std::vector<std::pair<std::string, std::size_t>> table = {
      {"", 1}, {"was late", 1}, {"OPENED", 2}, {"opened the window", 2}, {"window", 3}, {"the door", 1}, {"Before", 1}};
  for (const auto& [at, cue] : table) {
    document::AmbienceChange change;
    change.thunder = 1;
    change.at = at;
    p.chapter.lines[1].ambience = change;
    const Timeline timeline = plan_timeline(p.chapter, p.performed, {});
    ASSERT_EQ(timeline.ambience.size(), 1U);
    EXPECT_EQ(timeline.ambience.front().at, timeline.cues[cue].begin) << at;
  }
}

TEST(Timeline, ATakeFillsItsOwnTimeAtAnyRate) {
  for (const double rate : {16000.0, 22050.0, 24000.0, 44100.0, 48000.0}) {
    const auto second = static_cast<std::uint32_t>(rate);
    EXPECT_EQ(master_frames(second, {rate}), 44100) << rate;
    EXPECT_EQ(master_frames(0, {rate}), 0) << rate;
    Planned p = plan(0, {{"meg", script::Boundary::none, {second, second / 2}}});
    for (synthesis::SynthesizedSentence& sentence : p.performed.sentences) sentence.rate = {rate};
    const Timeline timeline = plan_timeline(p.chapter, p.performed, document::Pauses{});
    ASSERT_EQ(timeline.cues.size(), 2U);
    EXPECT_EQ(timeline.cues[0].end - timeline.cues[0].begin, 44100) << rate;
    EXPECT_EQ(timeline.cues[1].end - timeline.cues[1].begin, 22050) << rate;
    // A word in the middle of the take stands in the middle of the cue; none stands behind its end.
    const Cue& cue = timeline.cues[0];
    EXPECT_EQ(master_frame(cue, second / 2, {rate}), cue.begin + 22050) << rate;
    EXPECT_EQ(master_frame(cue, 2 * second, {rate}), cue.end) << rate;
  }
  EXPECT_EQ(master_frames(1, {16000}), 3) << "a begun frame counts";
}

}  // namespace
}  // namespace sotto::mix
