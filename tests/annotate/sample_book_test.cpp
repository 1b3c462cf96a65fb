/// The sample book against its reading script, which a person has corrected: what the annotator makes of the manuscript
/// alone must be right in every line.

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "annotate/annotate.h"
#include "annotate/reannotate.h"
#include "annotate/script/script_folder.h"
#include "annotate/script/script_yaml.h"
#include "support/folders.h"

namespace sotto::annotate {
namespace {

namespace fs = std::filesystem;

const fs::path kSampleStory = testing::source_folder() / "story/the-mask";
const fs::path kScript = testing::source_folder() / "scripts/the-mask";

struct SampleBook {
  Diagnostics diagnostics;
  document::Book book;
  document::Manuscript manuscript;
  std::vector<document::Chapter> chapters;
  std::vector<script::StoredChapter> gold;

  SampleBook() {
    book = document::open_book(kSampleStory, diagnostics).value();
    manuscript = document::read_manuscript(book.files, language::default_language(), diagnostics).value();
    chapters = document::find_chapters(manuscript, book.title);
    gold = script::read_script_folder(kScript, diagnostics);
  }
};

std::string spoken_by(const script::Line& line) {
  return line.who + (line.how.empty() ? "" : ", " + line.how) + ": " + line.say;
}

std::vector<std::string> spoken_by(const std::vector<script::Line>& lines) {
  std::vector<std::string> all;
  all.reserve(lines.size());
  for (const script::Line& line : lines) all.push_back(spoken_by(line));
  return all;
}

TEST(SampleBookTest, IsWhatItPromises) {
  const SampleBook sample;
  EXPECT_TRUE(sample.diagnostics.empty()) << render(sample.diagnostics);
  std::vector<std::string> titles;
  titles.reserve(sample.chapters.size());
  for (const document::Chapter& chapter : sample.chapters) titles.push_back(chapter.title);
  EXPECT_EQ(titles, (std::vector<std::string>{"The Mask", "Five Years", "The Nursery"}));
}

TEST(SampleBookTest, EveryLineIsRightWithoutCorrections) {
  SampleBook sample;
  const script::Script script =
      annotate(sample.manuscript, sample.chapters, sample.book.given(), {}, sample.diagnostics);
  EXPECT_TRUE(sample.diagnostics.empty()) << render(sample.diagnostics);
  ASSERT_EQ(script.chapters.size(), sample.gold.size());
  for (std::size_t i = 0; i < script.chapters.size(); ++i) {
    const std::vector<std::string> found = spoken_by(script.chapters[i].lines);
    const std::vector<std::string> gold = spoken_by(sample.gold[i].chapter.lines);
    ASSERT_EQ(found.size(), gold.size()) << script.chapters[i].title;
    for (std::size_t line = 0; line < gold.size(); ++line) EXPECT_EQ(found[line], gold[line]);
  }
}

/// The annotator finds the people itself.
TEST(SampleBookTest, EveryLineIsRightWithoutTheCast) {
  SampleBook sample;
  const script::Script script = annotate(sample.manuscript, sample.chapters, {}, {}, sample.diagnostics);
  ASSERT_EQ(script.chapters.size(), sample.gold.size());
  for (std::size_t i = 0; i < script.chapters.size(); ++i) {
    const std::vector<std::string> found = spoken_by(script.chapters[i].lines);
    const std::vector<std::string> gold = spoken_by(sample.gold[i].chapter.lines);
    ASSERT_EQ(found.size(), gold.size()) << script.chapters[i].title;
    for (std::size_t line = 0; line < gold.size(); ++line) EXPECT_EQ(found[line], gold[line]);
  }
}

TEST(SampleBookTest, TheCorrectedScriptHasItsPlace) {
  SampleBook sample;
  const script::Script script =
      reannotate(sample.manuscript, sample.chapters, sample.book.given(), sample.gold, sample.diagnostics);
  EXPECT_TRUE(sample.diagnostics.empty()) << render(sample.diagnostics);
  ASSERT_EQ(script.chapters.size(), sample.gold.size());
  for (std::size_t i = 0; i < script.chapters.size(); ++i) {
    EXPECT_EQ(spoken_by(script.chapters[i].lines), spoken_by(sample.gold[i].chapter.lines));
    EXPECT_TRUE(script.chapters[i].unplaced.empty());
  }
}

}  // namespace
}  // namespace sotto::annotate
