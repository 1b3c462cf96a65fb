#include "annotate/script/script_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <chrono>
#include <string>
#include <vector>

#include "shared/files.h"
#include "shared/folder_changes.h"
#include "support/temp_folder.h"

namespace sotto::script {
namespace {

namespace fs = std::filesystem;

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::TempFolder;

Line line_of(std::string who, std::string say, std::string how = {}, std::optional<Guess> guess = {}) {
  Line line;
  line.who = std::move(who);
  line.say = std::move(say);
  line.how = std::move(how);
  line.guess = std::move(guess);
  return line;
}

ScriptChapter chapter_of(int number, std::string title) {
  ScriptChapter chapter;
  chapter.number = number;
  chapter.title = std::move(title);
  chapter.lines = {
      line_of("narrator", "Rain ran down the window of the little room."),
      line_of("meg", "How did you know it was me?", "soft", Guess{"meg", "soft", 0.97, "tag", "she whispered"}),
      line_of("erik", "You breathe: always, # twice.", "", Guess{"meg", "", 0.5, "alternation", ""})};
  chapter.lines[2].before = Boundary::scene;
  return chapter;
}

Script script_of(std::vector<ScriptChapter> chapters) {
  Script script;
  script.chapters = std::move(chapters);
  return script;
}

std::vector<std::string> names_in(const fs::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

/// A folder of scripts, and what a person does in it.
class ScriptFolder : public ::testing::Test {
 protected:
  std::vector<StoredChapter> read() { return read_script_folder(folder_.path(), diagnostics_); }
  std::optional<std::size_t> update(const Script& script, const std::vector<StoredChapter>& stored) {
    return update_script_folder(folder_.path(), script, stored, diagnostics_);
  }
  /// As an editor saves: later than all that was saved before.
  void save(const std::string& name, const std::string& text) {
    folder_.write(name, text);
    saved_ += std::chrono::seconds(1);
    fs::last_write_time(folder_ / name, saved_);
  }
  void replace(const std::string& name, const std::string& old, const std::string& now) {
    std::string text = read_file(folder_ / name);
    ASSERT_NE(text.find(old), std::string::npos) << text;
    save(name, text.replace(text.find(old), old.size(), now));
  }

  TempFolder folder_;
  Diagnostics diagnostics_;
  fs::file_time_type saved_ = fs::file_time_type::clock::now();
};

TEST_F(ScriptFolder, WritesOnlyWhatChanges) {
  ScriptChapter second = chapter_of(2, "Five Years");
  EXPECT_TRUE(read_script_folder(folder_ / "none", diagnostics_).empty());
  EXPECT_EQ(update(script_of({chapter_of(1, "The Mask"), second}), {}), 2U);
  const std::vector<StoredChapter> stored = read();
  ASSERT_EQ(stored.size(), 2U);
  EXPECT_EQ(stored[0].chapter, chapter_of(1, "The Mask"));
  EXPECT_EQ(stored[1].chapter, second);
  EXPECT_EQ(update(script_of({chapter_of(1, "The Mask"), second}), stored), 0U);
  second.lines[0].say = "Snow fell.";
  EXPECT_EQ(update(script_of({chapter_of(1, "The Mask"), second}), stored), 1U);
  EXPECT_TRUE(diagnostics_.empty());
}

TEST_F(ScriptFolder, ChaptersThatAreGone) {
  ScriptChapter plain = chapter_of(2, "Plain");
  plain.lines.resize(2);
  ScriptChapter corrected = chapter_of(3, "Corrected");
  corrected.lines[0].say = "Snow lay on the roofs.";
  update(script_of({plain, corrected}), {});
  std::vector<StoredChapter> stored = read();
  ScriptChapter other = plain;
  other.title = "Other";
  update(script_of({other}), stored);
  EXPECT_THAT(names_in(folder_.path()), ElementsAre("02-other.yaml", "03-corrected.yaml"))
      << "its correction is nowhere else";
  // Once the script holds the correction, the old file has done its duty.
  stored = read();
  other.unplaced = {corrected.lines[2]};
  update(script_of({other}), stored);
  EXPECT_THAT(names_in(folder_.path()), ElementsAre("02-other.yaml"));
}

TEST_F(ScriptFolder, AScriptWithAMistakeIsToldOfAndStays) {
  save("01-the-mask.yaml", "chapter: 1\nlines:\n  broken");
  const std::vector<StoredChapter> stored = read();
  EXPECT_TRUE(diagnostics_.has_errors());
  EXPECT_EQ(update(script_of({chapter_of(1, "The Mask")}), stored), 0U);
  EXPECT_EQ(read_file(folder_ / "01-the-mask.yaml"), "chapter: 1\nlines:\n  broken");
}

TEST_F(ScriptFolder, WhatIsNoScriptIsNeitherReadNorRemovedAndSaidSo) {
  update(script_of({chapter_of(1, "The Mask")}), {});
  const std::string script = read_file(folder_ / "01-the-mask.yaml");
  std::string older = script;
  older.replace(older.find("who: erik"), 9, "who: anna");
  const std::vector<std::pair<std::string, std::string>> foreign = {
      {"notes.yaml", "todo: [a, b]\n"},      {"01-notes.yaml", "lines that I like: 3\n"}, {"01-empty.yaml", ""},
      {"00-the-mask.yaml", older},    // another number than it says
      {"01-aaa-backup.yaml", older},  // a copy, which sorts first
      {"01-the-mask (conflict).yaml", older}};
  for (const auto& [name, text] : foreign) save(name, text);
  const std::vector<StoredChapter> stored = read();
  ASSERT_EQ(stored.size(), 1U);
  EXPECT_EQ(stored[0].chapter, chapter_of(1, "The Mask"));
  EXPECT_FALSE(diagnostics_.has_errors());
  ASSERT_EQ(diagnostics_.all().size(), 1U) << render(diagnostics_);
  EXPECT_THAT(diagnostics_.all()[0].message, HasSubstr("5 files are no script"));
  EXPECT_EQ(update(script_of({chapter_of(2, "The Mask")}), stored), 1U);
  for (const auto& [name, text] : foreign) EXPECT_EQ(read_file(folder_ / name), text) << name;
  EXPECT_FALSE(fs::exists(folder_ / "01-the-mask.yaml"));
}

TEST_F(ScriptFolder, WhatStandsInTheWayAndIsNoScriptIsAnError) {
  save("01-the-mask.yaml", "todo: [a, b]\n");
  EXPECT_EQ(update(script_of({chapter_of(1, "The Mask")}), read()), 0U);
  EXPECT_TRUE(diagnostics_.has_errors());
  EXPECT_EQ(read_file(folder_ / "01-the-mask.yaml"), "todo: [a, b]\n");
}

TEST_F(ScriptFolder, AScriptSavedMeanwhileIsNotOverwritten) {
  update(script_of({chapter_of(1, "The Mask"), chapter_of(2, "Five Years")}), {});
  const std::vector<StoredChapter> stored = read();
  replace("01-the-mask.yaml", "who: erik", "who: anna");
  EXPECT_EQ(update(script_of({chapter_of(1, "The Guest"), chapter_of(2, "Later")}), stored), std::nullopt);
  EXPECT_THAT(names_in(folder_.path()), ElementsAre("01-the-mask.yaml", "02-five-years.yaml"));
  EXPECT_THAT(read_file(folder_ / "01-the-mask.yaml"), HasSubstr("who: anna"));
}

TEST_F(ScriptFolder, WhatAPersonWroteIsChangedOnlyWhereAValueChanged) {
  save("01-the-mask.yaml",
       "\xEF\xBB\xBF# My book.\r\nchapter: 1\r\ntitle: 'The Mask'   # working title\r\nlines:\r\n\r\n"
       "  # It rains.\r\n  - {say: Rain ran down the window of the little room., who: narrator}\r\n"
       "  - say: >-\r\n      How did you know\r\n      it was me?\r\n    who: Meg # yes\r\n    how: soft\r\n"
       "    guess: meg soft 0.97 tag (she whispered)\r\n  - break: scene\r\n\r\n  # Softer?\r\n  - who: erik\r\n"
       "    say: \"You breathe: always, # twice.\"\r\n    guess: meg 0.50 alternation\r\n");
  ASSERT_EQ(::chmod((folder_ / "01-the-mask.yaml").c_str(), 0600), 0);
  const std::string written = read_file(folder_ / "01-the-mask.yaml");
  EXPECT_EQ(update(script_of({chapter_of(1, "The Mask")}), read()), 0U);
  EXPECT_EQ(read_file(folder_ / "01-the-mask.yaml"), written);
  ScriptChapter changed = chapter_of(1, "The Mask");
  changed.lines[1].guess->confidence = 0.5;
  changed.lines.insert(changed.lines.begin() + 2, line_of("narrator", "He smiled."));
  EXPECT_EQ(update(script_of({changed}), read()), 1U);
  std::string wanted = written;
  wanted.replace(wanted.find("0.97"), 4, "0.50");
  wanted.insert(wanted.find("  - break"), "  - who: narrator\r\n    say: He smiled.\r\n");
  EXPECT_EQ(read_file(folder_ / "01-the-mask.yaml"), wanted);
  struct stat status {};
  ASSERT_EQ(::stat((folder_ / "01-the-mask.yaml").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600U);
  EXPECT_TRUE(diagnostics_.empty()) << render(diagnostics_);
}

TEST_F(ScriptFolder, CommentsGoWithTheirLinesAndChapters) {
  ScriptChapter first = chapter_of(1, "The Mask");
  ScriptChapter second = chapter_of(2, "Five Years");
  for (Line& line : second.lines) line.say += " It was late.";
  update(script_of({first, second}), {});
  replace("01-the-mask.yaml", "  - who: erik", "  # He lies.\n  - who: erik");
  replace("01-the-mask.yaml", "chapter: 1", "# Of the mask.\nchapter: 1");
  replace("02-five-years.yaml", "  - who: erik", "  # He does not.\n  - who: erik");
  // A chapter in front; one heading mended; a line that went from the one to the other.
  ScriptChapter front = chapter_of(1, "Before");
  for (Line& line : front.lines) line.say = "Before. " + line.say;
  first.number = 2;
  second.number = 3;
  second.title = "Six Years";
  second.lines.push_back(first.lines[2]);
  first.lines.pop_back();
  EXPECT_EQ(update(script_of({front, first, second}), read()), 3U);
  EXPECT_THAT(names_in(folder_.path()), ElementsAre("01-before.yaml", "02-the-mask.yaml", "03-six-years.yaml"));
  EXPECT_THAT(read_file(folder_ / "02-the-mask.yaml"), HasSubstr("# Of the mask.\nchapter: 2"));
  const std::string last = read_file(folder_ / "03-six-years.yaml");
  EXPECT_THAT(last, HasSubstr("  # He does not.\n  - who: erik"));
  EXPECT_THAT(last, HasSubstr("  # He lies.\n  - who: erik"));
  // A chapter that is gone leaves its comments to the one with its number, or the last.
  EXPECT_EQ(update(script_of({front, first}), read()), 1U);
  EXPECT_THAT(read_file(folder_ / "02-the-mask.yaml"), HasSubstr("# He does not.\n"));
  EXPECT_TRUE(diagnostics_.empty()) << render(diagnostics_);
}

TEST_F(ScriptFolder, OfCopiesOfTheSameLinesTheNewestCounts) {
  update(script_of({chapter_of(1, "The Mask")}), {});
  const std::string older = read_file(folder_ / "01-the-mask.yaml");
  // The heading is mended; then an editor saves what it had open, under the old name.
  update(script_of({chapter_of(1, "The Guest")}), read());
  replace("01-the-guest.yaml", "who: erik", "who: anna");
  folder_.write("01-the-mask.yaml", older);
  for (const bool is_newer : {false, true}) {
    fs::last_write_time(folder_ / "01-the-mask.yaml", saved_ + std::chrono::seconds(is_newer ? 1 : -1));
    const std::vector<StoredChapter> stored = read();
    ASSERT_EQ(stored.size(), 2U);
    const StoredChapter& counts = stored[0].superseded ? stored[1] : stored[0];
    const StoredChapter& copy = stored[0].superseded ? stored[0] : stored[1];
    EXPECT_EQ(counts.path.filename(), is_newer ? "01-the-mask.yaml" : "01-the-guest.yaml");
    EXPECT_TRUE(copy.superseded);
    EXPECT_TRUE(copy.chapter.lines.empty());
    EXPECT_TRUE(copy.chapter.unplaced.empty()) << "its correction is that of the newer one's line";
  }
}

TEST_F(ScriptFolder, WhatWasSavedInTheMomentOfAChangeIsReadAsTheNewest) {
  update(script_of({chapter_of(1, "The Mask")}), {});
  std::string saved = read_file(folder_ / "01-the-mask.yaml");
  saved.replace(saved.find("who: erik"), 9, "who: anna");
  save(".01-the-mask.yaml.0123456789abcdef.saved", saved);
  ASSERT_EQ(saved_meanwhile(folder_.path()).size(), 1U);
  const std::vector<StoredChapter> stored = read();
  ASSERT_EQ(stored.size(), 2U);
  ScriptChapter wanted = chapter_of(1, "The Mask");
  wanted.lines[2].who = "anna";
  for (const StoredChapter& one : stored) {
    if (!one.superseded) {
      EXPECT_EQ(one.chapter, wanted);
    }
  }
  EXPECT_EQ(update(script_of({wanted}), stored), 1U);
  EXPECT_THAT(names_in(folder_.path()), ElementsAre("01-the-mask.yaml"));
  EXPECT_EQ(read_file(folder_ / "01-the-mask.yaml"), saved);
}

}  // namespace
}  // namespace sotto::script
