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

constexpr const char* kOneChapter =
    "It rained.\n\n\"Where is the lamp?\" asked Anna.\n\n\"I have it,\" said Peter.\n\nNobody moved.\n";

/// A story with its script on disk, which is changed as an editor would.
class ScriptOnDisk : public ::testing::Test {
 protected:
  void SetUp() override {
    Diagnostics diagnostics;
    const auto path = folder_.write("story.txt", kOneChapter);
    manuscript_ = document::read_manuscript({path}, language::default_language(), diagnostics).value();
    chapters_ = document::find_chapters(manuscript_, "Story");
    script::update_script_folder(scripts_, reannotate(manuscript_, chapters_, {}, {}, diagnostics), {}, diagnostics);
    file_ = script::read_script_folder(scripts_, diagnostics).at(0).path;
    ASSERT_TRUE(diagnostics.empty()) << render(diagnostics);
  }

  void replace(const std::string& from, const std::string& to) {
    std::string text = read_file(file_);
    ASSERT_NE(text.find(from), std::string::npos) << from << " in\n" << text;
    text.replace(text.find(from), from.size(), to);
    write_file(file_, text);
    std::filesystem::last_write_time(file_,
                                     std::filesystem::last_write_time(folder_ / "story.txt") + std::chrono::seconds(1));
  }

  /// Annotates again, and writes the script.
  script::Script again(const document::GivenCast& given = {}) {
    told_ = {};
    const auto stored = script::read_script_folder(scripts_, told_);
    script::Script script = reannotate(manuscript_, chapters_, given, stored, told_);
    script::update_script_folder(scripts_, script, stored, told_);
    return script;
  }

  testing::TempFolder folder_;
  std::filesystem::path scripts_ = folder_ / "scripts";
  std::filesystem::path file_;
  document::Manuscript manuscript_;
  std::vector<document::Chapter> chapters_;
  Diagnostics told_;
};

TEST_F(ScriptOnDisk, ADeletedLineIsToldWithItsPlaceAndPutBack) {
  const std::string whole = read_file(file_);
  replace("  - who: narrator\n    say: said Peter.\n", "");
  again();
  ASSERT_EQ(told_.all().size(), 1U) << render(told_);
  const Diagnostic& told = told_.all().front();
  EXPECT_EQ(told.severity, Severity::warning);
  EXPECT_EQ(told.file, file_.string());
  EXPECT_GT(told.line, 0U);
  EXPECT_THAT(told.message, HasSubstr("'said Peter.'"));
  EXPECT_THAT(told.source_line, HasSubstr("I have it,"));
  EXPECT_THAT(told.hint, HasSubstr("aloud: false"));
  EXPECT_EQ(read_file(file_), whole);
  again();
  EXPECT_TRUE(told_.empty()) << render(told_);
}

TEST_F(ScriptOnDisk, ADeletedLineIsToldAlsoWhereOthersHaveItsWords) {
  replace("  - who: narrator\n    say: It rained.\n", "");
  replace("say: I have it,", "say: I have it. It rained.");
  again();
  EXPECT_EQ(told_.all().size(), 2U) << render(told_);
}

TEST_F(ScriptOnDisk, ALineCutInTwoOrGivenOtherWordsIsNotDeleted) {
  replace("say: Where is the lamp?", "say: Where is the light?");
  again();
  ASSERT_EQ(told_.all().size(), 1U) << render(told_);
  EXPECT_THAT(told_.all().front().message, HasSubstr("other words"));
}

TEST_F(ScriptOnDisk, ASilencedLineStaysSilentAndNobodyElsesLineMoves) {
  const script::Script before = again();
  replace("    say: Nobody moved.\n", "    say: Nobody moved.  # too quiet\n    aloud: false\n");
  replace("    say: I have it,\n", "    say: I have it,\n    aloud: false\n");
  const std::string edited = read_file(file_);
  script::Script script = again();
  EXPECT_TRUE(told_.empty()) << render(told_);
  EXPECT_EQ(read_file(file_), edited);
  ASSERT_EQ(script.chapters[0].lines.size(), before.chapters[0].lines.size());
  std::size_t silent = 0;
  for (std::size_t i = 0; i < script.chapters[0].lines.size(); ++i) {
    const script::Line& line = script.chapters[0].lines[i];
    EXPECT_EQ(line.who, before.chapters[0].lines[i].who);
    EXPECT_EQ(line.guess, before.chapters[0].lines[i].guess);
    if (!line.aloud) ++silent;
  }
  EXPECT_EQ(silent, 2U);
  script.leave_out_silent();
  EXPECT_EQ(script.chapters[0].lines.size() + 2, before.chapters[0].lines.size());
}

TEST_F(ScriptOnDisk, CorrectionsFollowARename) {
  replace("  - who: anna\n", "  - who: peter\n");
  document::Character pete;
  pete.id = "pete";
  pete.name = "Pete";
  pete.aliases = {"Peter"};
  pete.given = true;
  const script::Script script = again({{pete}});
  EXPECT_TRUE(told_.empty()) << render(told_);
  std::size_t lines = 0;
  for (const script::Line& line : script.chapters[0].lines) {
    EXPECT_NE(line.who, "peter");
    if (line.who == "pete") ++lines;
  }
  EXPECT_EQ(lines, 2U);
}

}  // namespace
}  // namespace sotto::annotate
