#include "report/contents/build_report.h"

#include <gtest/gtest.h>

#include "report/report_json.h"

namespace sotto::contents {
namespace {

constexpr const char* kText = "Rain.\n\n\"No,\" said Meg. \"Never again.\"\n";

/// Two chapters of one text; the last line of each makes no sound.
struct Told : ::testing::Test {
  Told() {
    manuscript.text = kText;
    manuscript.files = {{"a story.txt", {0, manuscript.text.size()}}};
    for (std::size_t c = 0; c < 2; ++c) {
      script::ScriptChapter& chapter = script.chapters.emplace_back();
      chapter.number = static_cast<int>(c) + 1;
      chapter.lines.resize(4);
      const char* says[] = {"Rain.", "No,", "said Meg.", "Never again."};
      for (std::size_t l = 0; l < 4; ++l) {
        script::Line& line = chapter.lines[l];
        line.say = says[l];
        line.span = {manuscript.text.find(says[l]), manuscript.text.find(says[l]) + line.say.size()};
        line.who = l % 2 == 1 ? "meg" : document::kNarrator;
      }
      chapter.lines[1].guess = script::Guess{"erik", "soft", 0.61, "tag", "said Meg"};
      script.doubts.push_back({c, 1, "erik", 0.3});
      performed.emplace_back();
      mix::Timeline& timeline = timelines.emplace_back();
      for (std::size_t s = 0; s < 4; ++s) {
        const std::size_t line = s < 2 ? 0 : s - 1;  // the first has two sentences
        synthesis::SynthesizedSentence& sentence = performed[c].sentences.emplace_back();
        sentence.line = line;
        sentence.take = "0123456789abcdef0123456789abcde" + std::to_string(s);
        sentence.sentence.words = {{line == 0 ? Span{0, 4} : Span{7, 9}, "word", ".", false, false}};
        sentence.words = {{0, 5, 50}};
        const auto begin = static_cast<std::int64_t>(1000 * (s + 1) + c);
        if (line < 3)
          timeline.cues.push_back({line, s, script.chapters[c].lines[line].who, "", sentence.take, begin, begin + 700});
      }
    }
  }

  document::Manuscript manuscript;
  script::Script script;
  std::vector<synthesis::SynthesizedChapter> performed;
  std::vector<mix::Timeline> timelines;
};

TEST_F(Told, LinesAreToldAgainAsTheyWereButForTheirWords) {
  const document::SourceLocations places(manuscript);
  ProductionReport first;
  ProductionReport again;
  std::vector<CompactChapterReport> kept;
  for (std::size_t c = 0; c < 2; ++c) {
    ChapterReport told = build_chapter_report(script, c, performed[c], timelines[c], places);
    ASSERT_EQ(told.lines.size(), 4U);
    EXPECT_EQ(told.lines[0].takes.size(), 2U);
    EXPECT_EQ(told.lines[0].words.size(), 2U);
    EXPECT_EQ(told.lines[1].second, "erik");
    EXPECT_TRUE(told.lines[1].corrected);
    EXPECT_TRUE(told.lines[3].takes.empty());
    kept.emplace_back(told, timelines[c]);
    again.chapters.push_back(told);
    again.chapters[c].lines.clear();
    again.chapters[c].lines_apart = 4;
    for (LineReport& line : told.lines) line.words.clear();
    first.chapters.push_back(std::move(told));
  }
  std::string text;
  report::report_json(
      again, [&](std::string_view piece) { text += piece; },
      [&](std::size_t chapter) { return kept[chapter].lines(script, chapter, places); });
  EXPECT_EQ(text, report::report_json(first));
  EXPECT_EQ(kept[1].counts.at("meg"), 2U);
  EXPECT_EQ(kept[1].speech.at("meg"), 700);
  EXPECT_EQ(kept[1].samples.at("meg").line, 1U) << "a line without sound shows no voice";
}

}  // namespace
}  // namespace sotto::contents
