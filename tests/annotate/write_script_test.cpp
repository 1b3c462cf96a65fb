#include "annotate/write_script.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace sotto::annotate {
namespace {

struct Written {
  script::Script script;
  std::string told;
};

/// The script of a text in which everybody who is anybody says everything: the first of the text's characters.
Written written(const std::string& text, document::Others others = document::Others::found) {
  Written written;
  Diagnostics diagnostics;
  const auto manuscript = document::decode_manuscript("story.txt", text, diagnostics);
  const auto chapters = document::find_chapters(*manuscript, "Story");
  document::GivenCast given;
  given.others = others;
  const attribution::DocumentAnalysis analysis(*manuscript, chapters, {}, diagnostics);
  std::vector<attribution::Decision> decisions(analysis.context.speeches.size());
  for (attribution::Decision& decision : decisions) {
    decision.speaker = 0;
    decision.confidence = 0.75;
  }
  document::Character narrator;
  narrator.id = narrator.name = document::kNarrator;
  written.script = write_script(*manuscript, chapters, given, narrator, analysis, decisions, diagnostics);
  written.told = render(diagnostics);
  return written;
}

constexpr const char* kText = "It rained.\n\n\"Come in,\" whispered Meg. \"It is late.\"\n\n\"So it is,\" said Meg.\n";

TEST(WriteScript, LinesHaveTheSpeakersThatWereDecided) {
  const script::Script script = written(kText).script;
  ASSERT_EQ(script.chapters.size(), 1);
  std::vector<std::string> lines;
  for (const script::Line& line : script.chapters[0].lines)
    lines.push_back(line.who + " " + line.how + ": " + line.say);
  EXPECT_EQ(lines,
            (std::vector<std::string>{"narrator : It rained.", "meg whisper: Come in,", "narrator : whispered Meg.",
                                      "meg whisper: It is late.", "meg : So it is,", "narrator : said Meg."}));
  ASSERT_EQ(script.cast.size(), 2);
  EXPECT_EQ(script.cast[1].id, "meg");
}

TEST(WriteScript, EachGuessedLineHasADoubt) {
  const script::Script script = written(kText).script;
  ASSERT_EQ(script.doubts.size(), 3);
  for (const script::Doubt& doubt : script.doubts) {
    const script::Line& line = script.chapters[doubt.chapter].lines[doubt.line];
    ASSERT_TRUE(line.guess);
    EXPECT_EQ(line.guess->confidence, 0.75);
  }
}

TEST(WriteScript, TheNarratorReadsForThoseWhoAreNotInAClosedCast) {
  const script::Script script = written(kText, document::Others::narrator).script;
  ASSERT_EQ(script.cast.size(), 1);
  for (const script::Line& line : script.chapters[0].lines) EXPECT_EQ(line.who, document::kNarrator);
}

TEST(WriteScript, AHeadingWithoutTextIsTold) {
  EXPECT_NE(written("Chapter 1\n\nIt rained.\n\nChapter 2\n").told.find("there is no text below this heading"),
            std::string::npos);
}

}  // namespace
}  // namespace sotto::annotate
