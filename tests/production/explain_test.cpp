#include "production/explain.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sotto::production {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Kind = contents::RebuildReason::Kind;

/// The second chapter of a manuscript, of ten sentences "aaaa", each on a line of its own.
class Explained : public ::testing::Test {
 protected:
  Explained() {
    manuscript.text = "One\n";
    for (int i = 0; i < 10; ++i) manuscript.text += "aaaa\n";
    manuscript.files = {{"s.txt", {0, manuscript.text.size()}}};
    job.text.begin = {4, 4};
    job.text.script.number = 2;
    for (std::size_t i = 0; i < 10; ++i) {
      synthesis::SynthesizedSentence& sentence = synthesized.sentences.emplace_back();
      sentence.line = i;
      sentence.sentence.span = {5 * i, 5 * i + 4};
      timeline.cues.emplace_back().sentence = i;
    }
    master.path = "out/b/02-two.wav";
  }
  std::vector<std::string> lines(Tense tense = Tense::was_made) {
    return explain(job, synthesized, timeline, master, document::SourceLocations(manuscript), tense);
  }
  document::Manuscript manuscript;
  ChapterJob job;
  synthesis::SynthesizedChapter synthesized;
  mix::Timeline timeline;
  ChapterMaster master;
};

TEST_F(Explained, WhatStandsNeedsNoWords) { EXPECT_THAT(lines(), IsEmpty()); }

TEST_F(Explained, PlacesAreThoseOfTheManuscriptEachOnceInOrder) {
  synthesized.sentences[3].fresh = synthesized.sentences[1].fresh = true;
  synthesized.sentences[4].sentence.span = synthesized.sentences[3].sentence.span;
  synthesized.sentences[4].fresh = true;
  master.reasons = {{Kind::sentences_added, {}, 3}};
  master.changed = {3, 1};
  EXPECT_THAT(lines(),
              ElementsAre("spoke 3 sentences of chapter 2 that the cache lacks: s.txt:3:1, s.txt:5:1",
                          "made out/b/02-two.wav: 3 sentences are new or said otherwise (s.txt:3:1, s.txt:5:1)"));
}

TEST_F(Explained, ManyPlacesAreCounted) {
  for (auto& sentence : synthesized.sentences) sentence.fresh = true;
  master.reasons = {{Kind::sentences_to_speak, {}, 10}};
  EXPECT_THAT(
      lines(Tense::would_be_made),
      ElementsAre("would speak 10 sentences of chapter 2 that the cache lacks: s.txt:2:1, s.txt:3:1, s.txt:4:1, "
                  "s.txt:5:1, s.txt:6:1 and 5 more",
                  "would make out/b/02-two.wav: 10 of its sentences are to be spoken"));
}

}  // namespace
}  // namespace sotto::production
