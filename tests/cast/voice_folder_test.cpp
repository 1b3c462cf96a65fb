#include "cast/voice_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "support/engine_voices.h"
#include "support/temp_folder.h"
#include "voices_of.h"

namespace sotto::cast {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const EngineSchemas kEngines = {&espeak_ng::schema()};

TEST(VoiceFolder, AProfileInheritsWhatItDoesNotSay) {
  Diagnostics diagnostics;
  const auto voices = voices_of(
      {{"base",
        "description: base\ngender: f\nengine: {rate: 150, pitch: 40}\ntone: {high_shelf: {frequency: 5000, gain: "
        "-2}}\n"
        "deliveries: {whisper: {rate: 0.9, level: -6}, shout: {level: 5}}\npronunciations: {Giry: Zi, Erik: E}\n"},
       {"child",
        "base: base\nengine: {pitch: 60}\ntone: {high_shelf: {gain: -4}}\n"
        "deliveries: {whisper: {level: -8}}\npronunciations: {Giry: Zi@r}\n"}},
      diagnostics);
  EXPECT_EQ(render(diagnostics), "");
  const VoiceProfile& child = voices.at("child");
  EXPECT_EQ(child.name, "child");
  EXPECT_EQ(child.description, "") << "a description is of one voice";
  EXPECT_EQ(child.gender, language::Gender::female);
  EXPECT_EQ(child.engine.whole("rate"), 150);
  EXPECT_EQ(child.engine.whole("pitch"), 60);
  EXPECT_EQ(child.tone.high_shelf, (Shelf{{5000}, {-4}}));
  EXPECT_EQ(child.deliveries.at("whisper"), (DeliveryChange{testing::espeak_change({{"rate", 0.9}}), {-8}}));
  EXPECT_EQ(child.deliveries.at("shout").level, Decibels{5});
  EXPECT_EQ(child.pronunciations, (std::map<std::string, Pronunciation>{{"Erik", "E"}, {"Giry", "Zi@r"}}));
}

TEST(VoiceFolder, TheOrderOfNamesDoesNotMatterToInheritance) {
  // The same chain of four, named so that bases come before, after and between those who build on them.
  for (const auto& names : std::vector<std::vector<std::string>>{
           {"a", "b", "c", "d"}, {"d", "c", "b", "a"}, {"b", "d", "a", "c"}, {"c", "a", "d", "b"}}) {
    Diagnostics diagnostics;
    const auto voices = voices_of({{names[0], "engine: {rate: 100, pitch: 10, range: 10, volume: 10}\n"},
                                   {names[1], "base: " + names[0] + "\nengine: {pitch: 20}\n"},
                                   {names[2], "base: " + names[1] + "\nengine: {range: 30}\n"},
                                   {names[3], "base: " + names[2] + "\nengine: {volume: 40}\n"}},
                                  diagnostics);
    EXPECT_EQ(render(diagnostics), "");
    EXPECT_EQ(voices.at(names[3]).engine,
              (testing::espeak_voice({{"rate", 100}, {"pitch", 20}, {"range", 30}, {"volume", 40}})))
        << names[0] << names[1];
  }
}

TEST(VoiceFolder, AMistakeInABaseIsToldOnceHoweverManyBuildOnIt) {
  Diagnostics diagnostics;
  voices_of({{"a", "base: z\n"}, {"b", "base: z\n"}, {"z", "pan: 3\n"}}, diagnostics);
  EXPECT_THAT(remarks(diagnostics),
              ElementsAre("z:1:6: 'pan' is 3, but must be between -1 and 1 (-1 is left, 1 is right)"));
}

TEST(VoiceFolder, AnAbstractProfileIsForOthersOnlyAndThatIsNotInherited) {
  Diagnostics diagnostics;
  const auto voices =
      voices_of({{"base", "abstract: true\nengine: {rate: 150}\n"}, {"meg", "base: base\n"}}, diagnostics);
  EXPECT_EQ(render(diagnostics), "");
  ASSERT_EQ(voices.size(), 1U);
  EXPECT_EQ(voices.at("meg").engine.whole("rate"), 150);
}

TEST(VoiceFolder, AMissingBaseGetsAHint) {
  Diagnostics diagnostics;
  voices_of({{"base", ""}, {"meg", "pan: 0\nbase: bsae\n"}}, diagnostics);
  EXPECT_THAT(remarks(diagnostics),
              ElementsAre("meg:2:7: there is no voice 'bsae' to build on [did you mean 'base'?]"));
}

TEST(VoiceFolder, ACycleShowsItsChainAndHidesNoOtherMistake) {
  Diagnostics diagnostics;
  voices_of({{"a", "base: b\npan: 7\n"}, {"b", "base: c\n"}, {"c", "base: b\npan: 8\n"}}, diagnostics);
  EXPECT_THAT(remarks(diagnostics),
              ElementsAre("a:2:6: 'pan' is 7, but must be between -1 and 1 (-1 is left, 1 is right)",
                          "c:1:7: `base` goes round in a circle: b -> c -> b [one of them must stand alone]",
                          "c:2:6: 'pan' is 8, but must be between -1 and 1 (-1 is left, 1 is right)"));
}

TEST(VoiceFolder, NobodyIsTheirOwnBase) {
  Diagnostics diagnostics;
  voices_of({{"a", "base: a\n"}}, diagnostics);
  EXPECT_THAT(
      remarks(diagnostics),
      ElementsAre("a:1:7: a voice cannot be its own base (a -> a) [only a profile that hides one of the same name "
                  "in a later folder can]"));
}

TEST(VoiceFolder, AnEarlierFolderWinsAndMayBuildOnWhatItHides) {
  const testing::TempFolder book;
  const testing::TempFolder common;
  common.write("meg.yaml", "engine: {rate: 150, pitch: 60}\n");
  common.write("erik.yaml", "base: meg\n");
  common.write("base.yaml", "abstract: true\n");
  book.write("meg.yaml", "base: meg\nengine: {rate: 170}\n");
  Diagnostics diagnostics;
  const auto voices = read_voices({book.path(), common.path(), common / "nowhere"}, kEngines, diagnostics);
  EXPECT_EQ(render(diagnostics), "");
  EXPECT_EQ(voices.size(), 2U);
  EXPECT_EQ(voices.at("meg").engine.whole("rate"), 170);
  EXPECT_EQ(voices.at("meg").engine.whole("pitch"), 60);
  EXPECT_EQ(voices.at("erik").engine.whole("rate"), 170) << "a base is the profile that everyone else sees, too";
}

TEST(VoiceFolder, WhatCannotBeReadIsToldAndTheRestIsRead) {
  const testing::TempFolder folder;
  folder.write("good.yaml", "pan: 0.5\n");
  folder.write("tab.yaml", "\tpan: 0\n");
  folder.write("Old Man.yaml", "pan: 0\n");
  folder.write("late.yml", "pan: 0\n");
  folder.write("readme.md", "no voice\n");
  folder.write(".hidden.yaml", "pan: 99\n");
  fs::create_directory(folder / "folder.yaml");
  fs::create_symlink(folder / "gone", folder / "link.yaml");
  Diagnostics diagnostics;
  const auto voices = read_voices({folder.path()}, kEngines, diagnostics);
  const auto told = remarks(diagnostics);
  EXPECT_THAT(told,
              ElementsAre("late:0:0: this file is not read: voice profiles end in .yaml [rename it to late.yaml]",
                          "Old Man:0:0: 'Old Man' cannot be the name of a voice [rename the file to old-man.yaml]",
                          "folder:0:0: this is a folder, not a voice profile", HasSubstr("link:0:0: "),
                          "tab:1:1: a tab cannot indent YAML [use spaces]"));
  EXPECT_EQ(voices.at("good").pan, 0.5);
}

TEST(VoiceFolder, AFileOfAnotherUserIsTold) {
  const testing::TempFolder folder;
  fs::permissions(folder.path(), fs::perms{0755});
  fs::permissions(folder.write("secret.yaml", "pan: 0\n"), fs::perms::none);
  // Root may read everything, so it becomes nobody for a moment.
  const uid_t nobody = 65534;
  const bool is_root = geteuid() == 0;
  if (is_root) {
    ASSERT_EQ(seteuid(nobody), 0);
  }
  Diagnostics diagnostics;
  read_voices({folder.path()}, kEngines, diagnostics);
  if (is_root) {
    ASSERT_EQ(seteuid(0), 0);
  }
  EXPECT_THAT(remarks(diagnostics), ElementsAre(HasSubstr("secret:0:0: ")));
  EXPECT_TRUE(diagnostics.has_errors());
}

TEST(VoiceFolder, AFileInsteadOfAFolderIsTold) {
  const testing::TempFolder folder;
  Diagnostics diagnostics;
  EXPECT_THAT(read_voices({folder.write("voices", "x")}, kEngines, diagnostics), IsEmpty());
  EXPECT_THAT(remarks(diagnostics), ElementsAre(HasSubstr("voices:0:0: the folder of voices cannot be read: ")));
}

}  // namespace
}  // namespace sotto::cast
