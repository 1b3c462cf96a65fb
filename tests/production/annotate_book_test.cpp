#include "production/annotate_book.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <string>

#include "annotate/document/book.h"
#include "shared/edited_file.h"
#include "shared/files.h"
#include "support/temp_folder.h"
#include "support/writers.h"

namespace sotto::production {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::TempFolder;

constexpr const char* kRain =
    "# Rain\n\n\"It rains again tonight,\" said Anna.\n\n\"So it does,\" said Peter. \"And the roof leaks.\"\n\n";
constexpr const char* kSnow =
    "# Snow\n\n\"It snows on the hills,\" said Anna.\n\n\"Bring the dogs inside,\" said Clara, and Peter went.\n\n";

/// A book of two chapters, which its author and a corrector work on.
class AnnotateBook : public ::testing::Test {
 protected:
  AnnotateBook() { story(fmt::format("{}{}", kRain, kSnow)); }

  void story(const std::string& text) { folder_.write("book.md", text); }
  std::string told() { return render(diagnostics_); }

  bool annotate(bool dry_run = false) {
    diagnostics_ = {};
    const auto book = document::open_book(folder_ / "book.md", diagnostics_);
    if (!book) return false;
    const fs::path scripts = folder_ / "scripts" / book->name;
    return (dry_run ? annotate_book(*book, scripts, diagnostics_) : update_scripts(*book, scripts, diagnostics_))
        .has_value();
  }

  fs::path script(const std::string& name) const { return folder_ / ("scripts/book/" + name); }
  void edit(const std::string& name, const std::string& old, const std::string& now) {
    std::string text = read_file(script(name));
    ASSERT_NE(text.find(old), std::string::npos) << text;
    write_file(script(name), text.replace(text.find(old), old.size(), now));
  }

  TempFolder folder_;
  Diagnostics diagnostics_;
};

TEST_F(AnnotateBook, WhatIsNotReadAloudStaysSoBehindANewChapterAndUnderAMendedHeading) {
  ASSERT_TRUE(annotate()) << told();
  edit("02-snow.yaml", "lines:", "aloud: false\nlines:");
  story("# Before\n\n\"We came in spring,\" said Clara.\n\n" + std::string(kRain) + kSnow);
  ASSERT_TRUE(annotate()) << told();
  EXPECT_THAT(read_file(script("03-snow.yaml")), HasSubstr("aloud: false"));
  EXPECT_THAT(read_file(script("02-rain.yaml")), Not(HasSubstr("aloud")));
  story(std::string(kRain) + "# First Snow" + std::string(kSnow).substr(6));
  ASSERT_TRUE(annotate()) << told();
  EXPECT_THAT(read_file(script("02-first-snow.yaml")), HasSubstr("aloud: false"));
}

TEST_F(AnnotateBook, CorrectionsToSomebodyWhoseLinesAreGoneAreKeptAndTold) {
  ASSERT_TRUE(annotate()) << told();
  edit("01-rain.yaml", "who: anna", "who: clara");
  // Clara says nothing any more, nowhere.
  story(std::string(kRain) + "# Snow\n\n\"It snows on the hills,\" said Anna.\n\n");
  ASSERT_TRUE(annotate()) << told();
  EXPECT_THAT(told(), HasSubstr("nobody in the cast is 'clara'"));
  EXPECT_THAT(read_file(script("01-rain.yaml")), HasSubstr("who: clara"));
  ASSERT_TRUE(annotate()) << told();
  EXPECT_THAT(read_file(script("01-rain.yaml")), HasSubstr("who: clara"));
  // Nor does the line have a place any more.
  story("# Rain\n\n\"Nothing is as it was,\" said Peter.\n\n");
  ASSERT_TRUE(annotate()) << told();
  EXPECT_THAT(read_file(script("01-rain.yaml")), HasSubstr("unplaced:\n  - who: clara"));
  story(std::string(kRain) + kSnow);
  ASSERT_TRUE(annotate()) << told();
  EXPECT_THAT(read_file(script("01-rain.yaml")), Not(HasSubstr("unplaced")));
  EXPECT_THAT(read_file(script("01-rain.yaml")), HasSubstr("who: clara"));
}

TEST_F(AnnotateBook, OnlyAnUpdateWrites) {
  ASSERT_TRUE(annotate(true)) << told();
  EXPECT_FALSE(fs::exists(folder_ / "scripts"));
  ASSERT_TRUE(annotate()) << told();
  EXPECT_THAT(read_file(script("01-rain.yaml")), HasSubstr("who: anna"));
}

TEST_F(AnnotateBook, ABookOfWhichNothingIsReadAloudIsAnError) {
  ASSERT_TRUE(annotate()) << told();
  edit("01-rain.yaml", "lines:", "aloud: false\nlines:");
  ASSERT_TRUE(annotate(true)) << told();
  EXPECT_THAT(told(), HasSubstr("'Rain' is not read aloud"));
  edit("02-snow.yaml", "lines:", "aloud: false\nlines:");
  EXPECT_FALSE(annotate(true));
  EXPECT_THAT(told(), HasSubstr("there is no chapter to read aloud"));
}

TEST_F(AnnotateBook, AMistypedNameIsStillAnError) {
  ASSERT_TRUE(annotate()) << told();
  edit("01-rain.yaml", "who: anna", "who: petr");
  EXPECT_FALSE(annotate());
  EXPECT_THAT(told(), HasSubstr("did you mean 'peter'"));
  EXPECT_THAT(read_file(script("01-rain.yaml")), HasSubstr("who: petr"));
}

TEST_F(AnnotateBook, AChangeThatWasNotFinishedIsFinishedAlsoInADryRun) {
  ASSERT_TRUE(annotate()) << told();
  const std::string text = read_file(script("01-rain.yaml"));
  // As a process left it that was killed right after its journal.
  const StagedText staged = stage_text(script("01-rain.yaml"), text, text + "# One note more.\n");
  std::string name = staged.staged.filename().string();
  name = name.substr(0, name.size() - (writer_name() + ".new").size()) + testing::ended_writer() + ".new";
  fs::rename(staged.staged, script(name));
  write_file(script(".changes"), name + "\n");
  ASSERT_TRUE(annotate(true)) << told();
  EXPECT_EQ(read_file(script("01-rain.yaml")), text + "# One note more.\n");
  EXPECT_FALSE(fs::exists(script(name)));
  EXPECT_FALSE(fs::exists(script(".changes")));
}

}  // namespace
}  // namespace sotto::production
