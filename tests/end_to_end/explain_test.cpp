// Only what has changed is made again, and a person is told why.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>

#include "end_to_end/faults.h"

namespace sotto::end_to_end {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class Incremental : public ::testing::Test {
 protected:
  void SetUp() override {
    copy_fixture(fixture("kettles",
                         [](const TempFolder& made) {
                           made.write("b/1.txt", kTwoChapters);
                           made.write("b/book.yaml", "title: Kettles\n");
                           EXPECT_EQ(sotto(made, {"produce", "b"}).status, 0);
                         }),
                 folder);
  }
  Outcome produce(std::vector<std::string> words = {"--explain"}) {
    words.insert(words.begin(), {"produce", "b"});
    return sotto(folder, words);
  }
  std::map<std::string, fs::file_time_type> times(const char* below) {
    std::map<std::string, fs::file_time_type> found;
    for (const auto& entry : fs::recursive_directory_iterator(folder / below)) {
      if (entry.is_regular_file()) found[entry.path().string()] = entry.last_write_time();
    }
    return found;
  }
  void change_story(const std::string& from, const std::string& to) {
    std::string text = kTwoChapters;
    text.replace(text.find(from), from.size(), to);
    folder.write("b/1.txt", text);
  }
  TempFolder folder;
};

TEST_F(Incremental, AWordRendersItsLineAndMixesItsChapter) {
  change_story("The kettle began", "The kettle started");
  const auto before = times("out/b");
  const Outcome outcome = produce();
  EXPECT_THAT(outcome.out, AllOf(HasSubstr("spoke 1 sentence of chapter 2 that the cache lacks: b/1.txt:"),
                                 HasSubstr("02-chapter-2.wav: 1 sentence is new or said otherwise (b/1.txt:"),
                                 Not(HasSubstr("01-chapter-1.wav"))));
  for (const auto& [name, time] : times("out/b")) {
    if (name.find("/01-chapter-1.") == std::string::npos) continue;
    EXPECT_EQ(time, before.at(name)) << name;
  }
}

TEST_F(Incremental, APlaceIsToldOnce) {
  folder.write("h.md", "# The kettle! And the pot? Yes.\n\nIt began to sing.\n");
  EXPECT_THAT(sotto(folder, {"produce", "h.md", "--explain"}).out,
              HasSubstr("spoke 4 sentences of chapter 1 that the cache lacks: h.md:1:1, h.md:3:1\n"));
}

TEST_F(Incremental, AVoiceRendersThatVoicesLines) {
  folder.write("b/voices/narrator.yaml", "base: narrator\nengine: {pitch: 31}\n");
  const Outcome outcome = produce();
  EXPECT_THAT(outcome.out, AllOf(HasSubstr("the voice of narrator changed"), Not(HasSubstr("anna changed"))));
}

TEST_F(Incremental, TheRainMixesWithoutSpeaking) {
  folder.write("b/book.yaml", "title: Kettles\nambience: {level: -18}\n");
  const auto takes = times("out/.cache/takes");
  const Outcome outcome = produce();
  EXPECT_THAT(outcome.out, AllOf(HasSubstr("01-chapter-1.wav: the ambience changed"), Not(HasSubstr("spoke"))));
  EXPECT_EQ(times("out/.cache/takes"), takes);
}

TEST_F(Incremental, AWordBeforeAChangeOfTheAmbienceIsNoChangeOfTheAmbience) {
  const fs::path script = folder / "scripts/b/02-chapter-2.yaml";
  std::string text = read_file(script);
  const std::size_t line = text.rfind("  - who:");
  text.insert(line, "  - ambience: {place: outdoors, fade: 2}\n");
  write_file(script, text);
  EXPECT_THAT(produce().out, HasSubstr("02-chapter-2.wav: the ambience changed"));
  change_story("an hour ago", "seven hours ago");
  EXPECT_THAT(produce().out, AllOf(HasSubstr("02-chapter-2.wav: 1 sentence is new or said otherwise (b/1.txt:"),
                                   Not(HasSubstr("ambience"))));
  write_file(script, std::regex_replace(read_file(script), std::regex("fade: 2"), "fade: 3"));
  EXPECT_THAT(produce().out, HasSubstr("02-chapter-2.wav: the ambience changed"));
}

TEST_F(Incremental, AWordLeavesTheContinuousAmbienceOfOtherChapters) {
  folder.write("b/book.yaml", "title: Kettles\nambience: {continuous: true}\n");
  ASSERT_EQ(produce().status, 0);
  change_story("Not yet", "Not just yet");
  EXPECT_THAT(produce().out, AllOf(HasSubstr("01-chapter-1.wav: 1 sentence is new or said otherwise"),
                                   Not(HasSubstr("02-chapter-2.wav"))));
}

TEST_F(Incremental, VerifyFindsWhatNothingElseWould) {
  // As if the disk had lost a bit of each take by itself: no master needs them now, and the time of their files says
  // that they are as they were.
  const auto takes = files_below(folder / "out/.cache/takes");
  ASSERT_GT(takes.size(), 5U);
  for (auto [name, bytes] : takes) {
    bytes.back() = static_cast<char>(bytes.back() ^ 1);
    write_file(folder / "out/.cache/takes" / name, bytes);
  }
  seem_proved(folder / "out/.cache/made/b");
  EXPECT_THAT(produce().err, AllOf(HasSubstr("nothing was to do"), Not(HasSubstr("damaged"))));
  seem_proved(folder / "out/.cache/made/b");
  const Outcome verified = produce({"--verify"});
  EXPECT_EQ(verified.status, 0) << verified.err;
  EXPECT_THAT(verified.err, HasSubstr("in the cache were made again"));
  EXPECT_THAT(differing(files_below(folder / "out/.cache/takes"), takes), IsEmpty());
  EXPECT_THAT(produce({"--verify"}).err, Not(HasSubstr("damaged")));
}

TEST_F(Incremental, VerifyReadsTheMasters) {
  const fs::path master = folder / "out/b/01-chapter-1.wav";
  const std::string whole = read_file(master);
  const auto time = fs::last_write_time(master);
  std::string bytes = whole;
  bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
  write_file(master, bytes);
  fs::last_write_time(master, time);
  EXPECT_THAT(produce().err, HasSubstr("nothing was to do"));
  EXPECT_EQ(produce({"--verify"}).status, 0);
  EXPECT_EQ(read_file(master), whole);
}

TEST_F(Incremental, ATouchedFileMakesNothing) {
  const auto before = times("out");
  fs::last_write_time(folder / "b/1.txt", fs::file_time_type::clock::now());
  fs::last_write_time(folder / "b/book.yaml", fs::file_time_type::clock::now());
  const Outcome outcome = produce();
  EXPECT_THAT(outcome.out, IsEmpty());
  EXPECT_THAT(outcome.err, HasSubstr("nothing was to do"));
  for (const auto& [name, time] : times("out")) {
    // When all was last known to be good is noted each time.
    if (name.ends_with("/proved")) continue;
    EXPECT_EQ(time, before.at(name)) << name;
  }
}

TEST_F(Incremental, AMissingMasterIsMadeForThatReason) {
  fs::remove(folder / "out/b/01-chapter-1.wav");
  EXPECT_THAT(produce().out, HasSubstr("made out/b/01-chapter-1.wav: its file is missing"));
}

TEST_F(Incremental, ADryRunListsAndWritesNothing) {
  EXPECT_THAT(produce({"--dry-run"}).out, HasSubstr("nothing would be made"));
  change_story("The kettle began", "The kettle started");
  const auto before = files_below(folder.path());
  const auto cache = times("out/.cache");
  const Outcome outcome = produce({"--dry-run"});
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_THAT(outcome.out, AllOf(HasSubstr("would speak 1 sentence of chapter 2"),
                                 HasSubstr("would make out/b/02-chapter-2.wav: 1 of its sentences is to be spoken"),
                                 Not(HasSubstr("01-chapter-1.wav"))));
  EXPECT_THAT(differing(files_below(folder.path()), before), IsEmpty());
  EXPECT_EQ(times("out/.cache"), cache);
}

TEST_F(Incremental, ADryRunOfANewBookMakesNoFolder) {
  folder.write("new.txt", kShortStory);
  const Outcome outcome = sotto(folder, {"produce", "new.txt", "--dry-run", "-o", "elsewhere"});
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("would make elsewhere/new/01-the-kettle.wav"));
  EXPECT_FALSE(fs::exists(folder / "elsewhere"));
  EXPECT_FALSE(fs::exists(folder / "scripts/new"));
}

}  // namespace
}  // namespace sotto::end_to_end
