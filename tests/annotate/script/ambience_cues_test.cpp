#include "annotate/script/ambience_cues.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "annotate/document/chapters.h"
#include "annotate/reannotate.h"
#include "annotate/script/script_folder.h"
#include "shared/files.h"
#include "support/temp_folder.h"

namespace sotto::script {
namespace {

using ::testing::HasSubstr;
using testing::TempFolder;

struct Story {
  document::Manuscript manuscript;
  std::vector<document::Chapter> chapters;
};

Story story_of(std::string_view text) {
  Diagnostics diagnostics;
  Story story{document::decode_manuscript("story.txt", text, diagnostics).value(), {}};
  story.chapters = document::find_chapters(story.manuscript, "The Book");
  return story;
}

constexpr const char* kCueStory =
    "The lamps were lit along the quay.\n\nShe opened the window and looked at the river for a while.\n\n"
    "Nobody was there, and the boats lay still.\n";

class AmbienceInScripts : public ::testing::Test {
 protected:
  /// Annotates again, through the files; the script as it then stands.
  std::string again(std::string_view text) {
    const Story story = story_of(text);
    const std::vector<StoredChapter> stored = read_script_folder(folder_.path(), diagnostics_);
    const Script script = annotate::reannotate(story.manuscript, story.chapters, {}, stored, diagnostics_);
    update_script_folder(folder_.path(), script, stored, diagnostics_);
    path_ = folder_ / script_file_name(script.chapters.front());
    return read_file(path_);
  }

  void edit(const std::string& from, const std::string& to) {
    std::string text = read_file(path_);
    const std::size_t at = text.find(from);
    ASSERT_NE(at, std::string::npos) << text;
    update_file(path_, text.replace(at, from.size(), to));
  }

  TempFolder folder_;
  std::filesystem::path path_;
  Diagnostics diagnostics_;
};

TEST_F(AmbienceInScripts, AProposalIsShownWithItsReason) {
  const std::string script = again(kCueStory);
  EXPECT_THAT(script, HasSubstr("  - ambience: {place: open-door}\n    guess: opened the window\n  - who: narrator\n"
                                "    say: She opened the window"));
  EXPECT_EQ(again(kCueStory), script);
}

TEST_F(AmbienceInScripts, AProposalComesWithItsSentence) {
  const std::string story = "It was late. At last she opened the window, and looked out.\n";
  const std::string script = again(story);
  EXPECT_THAT(script, HasSubstr("  - ambience: {place: open-door, at: opened the window}\n"));
  EXPECT_EQ(again(story), script);
  EXPECT_TRUE(diagnostics_.empty()) << render(diagnostics_);
  edit("    guess: opened the window\n", "");
  // Where a person keeps it and the words are gone, it comes with the line again.
  EXPECT_THAT(again("It was late. At last she pushed the window up, and looked out.\n"),
              HasSubstr("  - ambience: {place: open-door}\n  - who: narrator\n    say: It was late."));
}

TEST_F(AmbienceInScripts, ProposalsAreToldOnceAndCountedUntilTheyAreConfirmed) {
  const Story story = story_of(kCueStory);
  const auto tell = [&] {
    const std::vector<StoredChapter> stored = read_script_folder(folder_.path(), diagnostics_);
    const Script script = annotate::reannotate(story.manuscript, story.chapters, {}, stored, diagnostics_);
    Diagnostics told;
    report_proposed_cues(story.manuscript, stored, script, "scripts/story", told);
    return render(told);
  };
  const std::string first = tell();
  EXPECT_THAT(first, HasSubstr("story.txt:3:5: note: the ambience changes to {place: open-door} here, because of "
                               "\"opened the window\"\n"));
  EXPECT_THAT(first, HasSubstr("scripts/story: note: 1 change of ambience is proposed and not confirmed\n"));
  again(kCueStory);
  const std::string second = tell();
  EXPECT_EQ(second.find("because of"), std::string::npos) << second;
  EXPECT_THAT(second, HasSubstr("1 change of ambience is proposed"));
  edit("    guess: opened the window\n", "");
  EXPECT_EQ(tell(), "");
}

TEST_F(AmbienceInScripts, ADeletedProposalStaysDeleted) {
  again(kCueStory);
  edit("  - ambience: {place: open-door}\n    guess: opened the window\n", "");
  const std::string script = again(kCueStory);
  EXPECT_EQ(script.find("ambience"), std::string::npos);
}

TEST_F(AmbienceInScripts, WhatAPersonWroteSurvivesEditsAroundIt) {
  again(kCueStory);
  edit("  - who: narrator\n    say: Nobody",
       "  - ambience: {surface: street, intensity: 0.4}\n  - who: narrator\n    say: Nobody");
  std::string changed = kCueStory;
  changed.insert(0, "There was a sentence put before all of it, and another one. ");
  EXPECT_THAT(again(changed), HasSubstr("  - ambience: {surface: street, intensity: 0.4}\n  - who: narrator\n    say: "
                                        "Nobody was there"));
  EXPECT_TRUE(diagnostics_.empty()) << render(diagnostics_);
}

TEST_F(AmbienceInScripts, TwoChangesThatComeToStandAtOneLineKeepAllThatWasWritten) {
  const std::string story = "\"So late,\" said Anna.\n\n\"Not yet,\" said Peter.\n\nThe lamp was lit.\n";
  again(story);
  edit("  - who: anna\n    say: So late",
       "  - ambience: {bed: fire.ogg, fade: 1.5, gusts: 0.8}\n  - who: anna\n    say: So late");
  edit("  - who: peter\n    say: Not yet", "  - ambience: {intensity: 0.2}\n  - who: peter\n    say: Not yet");
  // Both speeches are narration now, one line with what follows.
  EXPECT_THAT(again("So late, said Anna. Not yet, said Peter. The lamp was lit.\n"),
              HasSubstr("ambience: {bed: fire.ogg, intensity: 0.2, gusts: 0.8, fade: 1.5"));
}

TEST_F(AmbienceInScripts, WhatHasLostItsLineIsKeptAndComesBack) {
  again(kCueStory);
  edit("  - who: narrator\n    say: Nobody", "  - ambience: {thunder: 0.6}\n  - who: narrator\n    say: Nobody");
  const std::string without = std::string(kCueStory).substr(0, std::string_view(kCueStory).find("Nobody"));
  const std::string script = again(without);
  EXPECT_EQ(diagnostics_.all().size(), 1U) << render(diagnostics_);
  EXPECT_THAT(script, HasSubstr("unplaced:\n  - ambience: {thunder: 0.6}\n"));
  const std::string back = again(kCueStory);
  EXPECT_EQ(back.find("unplaced"), std::string::npos) << back;
  EXPECT_THAT(back, HasSubstr("  - ambience: {thunder: 0.6}\n  - who: narrator\n    say: Nobody"));
}

TEST(ProposeChange, Table) {
  const std::vector<std::pair<std::string, std::string>> table = {
      {"The door to the balcony stood open, the curtain was streaming in.", "{place: open-door}"},
      {"He went down the passage in his stockings.", "{place: indoors, distance: 0.6}"},
      {"She shut the window.", "{place: indoors}"},
      {"They ran out into the street.", "{place: outdoors}"},
      {"Far away the thunder rolled.", "{thunder: 0.5}"},
      {"The rain stopped.", "{intensity: 0}"},
      {"In the street a late cab dragged its lights.", ""},
      {"She opened the letter. The window was dark.", ""},
      {"The balcony door opens.", "{place: open-door}"},
      {"He opened the door to the balcony.", "{place: open-door}"},
      {"She threw the window wide.", "{place: open-door}"},
      {"She pulled the window shut.", "{place: indoors}"},
      {"They go down the passage.", "{place: indoors, distance: 0.6}"},
      {"He went on down the long stone passage.", "{place: indoors, distance: 0.6}"},
      {"The storm broke.", "{intensity: 0.85}"},
      {"He did not open the window.", ""},
      {"Nobody shut the window, and the rain never stopped.", ""},
      {"He didn't open the window. He opened the balcony door.", "{place: open-door, at: opened the balcony}"},
      {"It was late. The storm broke.", "{intensity: 0.85, at: storm broke}"},
      {"", ""},
  };
  for (const auto& [text, expected] : table) {
    const std::optional<document::AmbienceChange> change =
        AmbienceCueFinder(language::default_language()).propose(text);
    EXPECT_EQ(change ? document::write_change(*change) : "", expected) << text;
  }
}

}  // namespace
}  // namespace sotto::script
