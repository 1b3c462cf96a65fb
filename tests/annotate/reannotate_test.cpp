#include "annotate/reannotate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

#include "annotate/document/chapters.h"
#include "annotate/document/manuscript.h"
#include "annotate/language/languages.h"
#include "annotate/script/script_folder.h"
#include "shared/files.h"
#include "support/temp_folder.h"

namespace sotto::annotate {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

namespace fs = std::filesystem;

constexpr const char* kStory =
    "CHAPTER I\n\n“Where is the lamp?” asked Anna.\n\n“I have it,” said Peter.\n\nCHAPTER II\n\nIt rained.\n";

class Reannotating : public ::testing::Test {
 protected:
  void SetUp() override { tell(kStory); }

  void tell(const std::string& story) {
    manuscript_ =
        document::read_manuscript({folder_.write("story.txt", story)}, language::default_language(), diagnostics_)
            .value();
    chapters_ = document::find_chapters(manuscript_, "Story");
  }

  std::vector<script::StoredChapter> stored() { return script::read_script_folder(scripts(), diagnostics_); }

  /// Annotates with what is stored, and stores it.
  script::Script again() {
    const std::vector<script::StoredChapter> before = stored();
    script::Script script = reannotate(manuscript_, chapters_, {}, before, diagnostics_);
    script::update_script_folder(scripts(), script, before, diagnostics_);
    return script;
  }

  /// Changes the stored script of a chapter; it is then newer than the story.
  void edit(std::size_t chapter, const std::string& from, const std::string& to) {
    const fs::path path = stored().at(chapter).path;
    std::string text = read_file(path);
    const std::size_t at = text.find(from);
    ASSERT_NE(at, std::string::npos) << text;
    update_file(path, text.replace(at, from.size(), to));
    fs::last_write_time(path, fs::last_write_time(folder_ / "story.txt") + std::chrono::seconds(2));
  }

  fs::path scripts() const { return folder_ / "scripts"; }

  static std::vector<std::string> speakers(const script::Script& script) {
    std::vector<std::string> found;
    for (const script::Line& line : script.chapters.front().lines) {
      if (line.guess) found.push_back(line.who);
    }
    return found;
  }

  testing::TempFolder folder_;
  document::Manuscript manuscript_;
  std::vector<document::Chapter> chapters_;
  Diagnostics diagnostics_;
};

TEST_F(Reannotating, WhatWasWrittenReadsBackAsTheSame) {
  const script::Script first = again();
  EXPECT_THAT(speakers(first), ElementsAre("anna", "peter"));
  const std::string written = read_file(stored().front().path);
  again();
  EXPECT_EQ(read_file(stored().front().path), written);
}

TEST_F(Reannotating, ACorrectedSpeakerStays) {
  again();
  edit(0, "who: peter", "who: anna");
  EXPECT_THAT(speakers(again()), ElementsAre("anna", "anna"));
  tell(std::string("CHAPTER I\n\nThe night was dark.\n\n") + (kStory + std::string("CHAPTER I\n\n").size()));
  EXPECT_THAT(speakers(again()), ElementsAre("anna", "anna")) << "also where the story goes on changing";
}

TEST_F(Reannotating, AChapterThatIsNotReadAloudStaysSo) {
  EXPECT_TRUE(again().chapters[1].aloud);
  edit(1, "lines:", "aloud: false\nlines:");
  const script::Script script = again();
  EXPECT_TRUE(script.chapters[0].aloud);
  EXPECT_FALSE(script.chapters[1].aloud);
}

TEST_F(Reannotating, ChangedWordsArePutBackAndTold) {
  again();
  edit(1, "It rained.", "It snowed.");
  diagnostics_ = {};
  const script::Script script = again();
  EXPECT_EQ(script.chapters[1].lines.front().say, "It rained.");
  ASSERT_EQ(diagnostics_.all().size(), 1U) << render(diagnostics_);
  EXPECT_THAT(diagnostics_.all()[0].message, HasSubstr("the manuscript has other words here"));
  EXPECT_THAT(diagnostics_.all()[0].source_line, HasSubstr("It snowed."));
  EXPECT_GT(diagnostics_.all()[0].line, 0U);
}

TEST_F(Reannotating, AScriptOlderThanItsStoryDiffersWithoutARemark) {
  again();
  edit(1, "It rained.", "It snowed.");
  fs::last_write_time(folder_ / "story.txt", fs::last_write_time(stored().at(1).path) + std::chrono::seconds(2));
  diagnostics_ = {};
  again();
  EXPECT_THAT(diagnostics_.all(), IsEmpty()) << render(diagnostics_);
}

}  // namespace
}  // namespace sotto::annotate
