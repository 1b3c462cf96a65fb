// What a user gets for input that is wrong: the exit status, and a message that says where and what to do.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <grp.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "end_to_end/sotto.h"
#include "shared/text.h"

namespace sotto::end_to_end {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

struct BadStory {
  const char* name;
  std::string bytes;
  const char* says;
};

class BadStories : public ::testing::TestWithParam<BadStory> {};

TEST_P(BadStories, AreRefusedWithAReason) {
  const TempFolder folder;
  folder.write("story.txt", GetParam().bytes);
  const Outcome outcome = sotto(folder, {"produce", "story.txt"});
  EXPECT_EQ(outcome.status, 1) << outcome.err;
  EXPECT_THAT(outcome.err, HasSubstr("story.txt"));
  EXPECT_THAT(outcome.err, HasSubstr(GetParam().says));
  EXPECT_FALSE(std::filesystem::exists(folder / "out"));
  EXPECT_FALSE(std::filesystem::exists(folder / "scripts"));
}

INSTANTIATE_TEST_SUITE_P(
    Table, BadStories,
    ::testing::Values(BadStory{"Empty", "", "empty"}, BadStory{"OnlySpace", " \n\n \t\r\n", "no word"},
                      BadStory{"Nul", std::string("Once upon\0 a time", 17), "NUL"},
                      BadStory{"Binary", std::string("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\1\2\3\4\5", 22), "no text"}),
    [](const auto& tested) { return tested.param.name; });

TEST(BadInput, AMissingFile) {
  const TempFolder folder;
  folder.write("story/the-kettle.txt", kShortStory);
  const Outcome outcome = sotto(folder, {"produce", "the-kettel.txt"});
  EXPECT_EQ(outcome.status, 1);
  EXPECT_EQ(outcome.err, "the-kettel.txt: error: there is no such story\n  did you mean 'the-kettle.txt'?\n");
}

TEST(BadInput, AFolderWithoutManuscripts) {
  const TempFolder folder;
  folder.write("story/empty/notes.pdf", "x");
  const Outcome outcome = sotto(folder, {"produce", "story/empty"});
  EXPECT_EQ(outcome.status, 1);
  EXPECT_THAT(outcome.err, HasSubstr("story/empty"));
}

TEST(BadInput, AStoryWithoutAnyQuotationIsReadByTheNarrator) {
  const TempFolder folder;
  folder.write("plain.txt", "It rained. Nobody spoke, and nobody came.\n");
  const Outcome outcome = sotto(folder, {"produce", "plain.txt"});
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_TRUE(std::filesystem::exists(folder / "out/plain/report/report.json"));
}

TEST(BadInput, AnUnbalancedQuotationMarkIsAWarningWhereItOpened) {
  const TempFolder folder;
  folder.write("q.txt", "It rained.\n\n\"Come in, said Anna.\n\nNobody came.\n\n\"Well,\" said Anna.\n");
  const Outcome outcome = sotto(folder, {"annotate", "q.txt"});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_THAT(outcome.err, HasSubstr("q.txt:3:1: warning:"));
}

TEST(BadInput, ManyWarningsOfOneKindAreToldOfShortly) {
  const TempFolder folder;
  std::string text;
  for (int i = 0; i < 1200; ++i) text += "He said yes\u201d and went.\n\n";
  folder.write("tale.txt", text);
  const std::string told = sotto(folder, {"annotate", "tale.txt"}).err;
  EXPECT_THAT(told, AllOf(HasSubstr("tale.txt:9:12: warning: this quotation mark closes nothing\n"),
                          HasSubstr("  ... and 1195 more like it (-v shows all)\n"), Not(HasSubstr("tale.txt:11:12"))));
  const std::string all = sotto(folder, {"annotate", "tale.txt", "-v"}).err;
  EXPECT_THAT(all, AllOf(HasSubstr("tale.txt:1999:12: warning: "), HasSubstr("  ... and 200 more like it\n")));
}

TEST(BadInput, OneLineOfFiveMegabytes) {
  const TempFolder folder;
  std::string text;
  while (text.size() < 5'000'000) text += "It rained, and \"Come in,\" said Anna, 'tis late. ";
  folder.write("long.txt", text);
  const Outcome outcome = sotto(folder, {"annotate", "--format", "json", "long.txt"});
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("\"spans\""));
}

TEST(BadInput, AVoiceThatDoesNotExist) {
  const TempFolder folder;
  folder.write("b/book.yaml", "cast:\n  Anna: {gender: f, voice: mge}\n");
  folder.write("b/1.txt", kShortStory);
  const Outcome outcome = sotto(folder, {"produce", "b"});
  EXPECT_EQ(outcome.status, 1);
  EXPECT_THAT(outcome.err, HasSubstr("mge"));
  EXPECT_THAT(outcome.err, HasSubstr("did you mean 'meg'?"));
}

struct BadYaml {
  const char* name;
  const char* text;
  const char* says;
};

class BadVoices : public ::testing::TestWithParam<BadYaml> {};

TEST_P(BadVoices, AreRefusedWithTheirLine) {
  const TempFolder folder;
  folder.write("voices/odd.yaml", GetParam().text);
  const Outcome outcome = sotto(folder, {"voices"});
  EXPECT_EQ(outcome.status, 1) << outcome.err;
  EXPECT_THAT(outcome.err, HasSubstr(GetParam().says));
  EXPECT_THAT(outcome.err, HasSubstr("odd"));
}

INSTANTIATE_TEST_SUITE_P(
    Table, BadVoices,
    ::testing::Values(BadYaml{"Tab", "engine:\n\trate: 100\n", "odd.yaml:2:1: error: a tab cannot indent YAML"},
                      BadYaml{"DuplicateKey", "level: 1\nlevel: 2\n",
                              "odd.yaml:2:1: error: the key 'level' stands here twice"},
                      BadYaml{"UnknownKey", "levle: 1\n", "did you mean 'level'?"},
                      BadYaml{"OutOfRange", "engine: {rate: 9000}\n", "odd.yaml:1:16: error: 'rate' is 9000"},
                      BadYaml{"Cycle", "base: odd\n", "odd.yaml:1:7"},
                      BadYaml{"MissingBase", "base: narratr\n", "did you mean 'narrator'?"},
                      BadYaml{"EngineVoice", "gender: f\nengine: {voice: en-gb}\n", "en-gb"},
                      BadYaml{"EngineVariant", "gender: f\nengine: {variant: nosuch}\n", "nosuch"}),
    [](const auto& tested) { return tested.param.name; });

/// Becomes a user who owns nothing here. Only root can; others are such a user already.
void become_nobody() {
  if (::geteuid() != 0) return;
  if (::setgroups(0, nullptr) != 0 || ::setgid(65534) != 0 || ::setuid(65534) != 0) ::_exit(126);
}

TEST(BadInput, AVoiceFileThatMayNotBeRead) {
  const TempFolder folder;
  ::chmod(folder.path().c_str(), 0755);
  ::chmod(folder.write("voices/secret.yaml", "gender: f\n").c_str(), 0);
  ::chmod((folder / "voices").c_str(), 0755);
  const Outcome outcome = sotto(folder, {"voices"}, {.in_child = become_nobody});
  EXPECT_EQ(outcome.status, 1) << outcome.err;
  EXPECT_THAT(outcome.err, HasSubstr("voices/secret.yaml"));
  EXPECT_THAT(outcome.err, HasSubstr("Permission denied"));
}

TEST(BadInput, AnOutFolderThatMayNotBeWritten) {
  const TempFolder folder;
  folder.write("kettle.txt", kShortStory);
  std::filesystem::create_directory(folder / "out");
  ::chmod((folder / "out").c_str(), 0555);
  ::chmod(folder.path().c_str(), 0777);
  const Outcome outcome = sotto(folder, {"produce", "kettle.txt"}, {.in_child = become_nobody});
  EXPECT_EQ(outcome.status, 3) << outcome.err;
  EXPECT_THAT(outcome.err, HasSubstr("out"));
  EXPECT_THAT(outcome.err, HasSubstr("Permission denied"));
  EXPECT_THAT(outcome.err, HasSubstr("check its owner and permissions"));
}

TEST(BadInput, MistakesOfTheCommandLine) {
  const TempFolder folder;
  EXPECT_EQ(sotto(folder, {}).status, 2);
  EXPECT_EQ(sotto(folder, {"prodduce"}).status, 2);
  EXPECT_EQ(sotto(folder, {"produce", "--jobs", "0"}).status, 2);
  EXPECT_EQ(sotto(folder, {"--help"}).status, 0);
  EXPECT_EQ(sotto(folder, {"produce"}).status, 1);  // no story/ here
}

TEST(BadInput, SizesThatAreNone) {
  const TempFolder folder;
  for (const std::string size : {"-5", "foo", "5 apples", "99999999999999999999GB", "+5"}) {
    const Outcome outcome = sotto(folder, {"clean", "--max-size=" + size});
    EXPECT_EQ(outcome.status, 2) << size;
    EXPECT_THAT(outcome.err, HasSubstr("'" + size + "' is no size; write it as 500MB or 2GB\n"));
    EXPECT_LT(outcome.err.size(), 200U) << outcome.err;
  }
  for (const char* size : {"0", "5", "500MB", "2 GB", "1kib"}) {
    EXPECT_EQ(sotto(folder, {"clean", "--max-size", size}).status, 0) << size;
  }
}

TEST(BadInput, FilesOfTheCommandLineThatAreNotThere) {
  const TempFolder folder;
  folder.write("kettle.txt", kShortStory);
  ASSERT_EQ(sotto(folder, {"produce", "kettle.txt"}).status, 0);
  const Outcome limits = sotto(folder, {"check", "kettle.txt", "--limits", "none.yaml"});
  EXPECT_EQ(limits.status, 1);
  EXPECT_THAT(limits.err, HasSubstr("none.yaml: error: the limits cannot be read"));
  const Outcome cast = sotto(folder, {"annotate", "kettle.txt", "--cast", "none.yaml"});
  EXPECT_EQ(cast.status, 1);
  EXPECT_THAT(cast.err, HasSubstr("none.yaml: error: the cast file cannot be read"));
}

TEST(BadInput, TwoStoriesOfOneNameDoNotTakeEachOthersPlace) {
  const TempFolder folder;
  folder.write("a/tale.txt", kShortStory);
  folder.write("b/tale.txt", "It rained all night. Nobody came.\n");
  const Outcome both = sotto(folder, {"produce", "a/tale.txt", "b/tale.txt"});
  EXPECT_EQ(both.status, 1);
  EXPECT_THAT(both.err, HasSubstr("b/tale.txt: error: this and a/tale.txt would both be made in out/tale"));
  ASSERT_EQ(sotto(folder, {"produce", "a/tale.txt"}).status, 0);
  const auto made = files_below(folder / "out");
  const auto scripts = files_below(folder / "scripts");
  for (const char* command : {"produce", "annotate"}) {
    const Outcome other = sotto(folder, {command, "b/tale.txt"});
    EXPECT_EQ(other.status, 1) << other.err;
    EXPECT_THAT(other.err, HasSubstr("b/tale.txt: error: out/tale is the production of another story of this name"));
    EXPECT_THAT(other.err, HasSubstr("a/tale.txt\n  rename one of them"));
  }
  EXPECT_THAT(differing(files_below(folder / "out"), made), IsEmpty());
  EXPECT_EQ(files_below(folder / "scripts"), scripts);
  // Named otherwise, linked to, or moved with all that was made of it, it is the same story.
  std::filesystem::create_directory_symlink(folder / "a", folder / "link");
  EXPECT_THAT(sotto(folder, {"produce", "./link/../a/tale.txt"}).err, HasSubstr("nothing was to do"));
  const TempFolder elsewhere;
  std::filesystem::copy(folder.path(), elsewhere.path(),
                        std::filesystem::copy_options::recursive | std::filesystem::copy_options::overwrite_existing |
                            std::filesystem::copy_options::skip_symlinks);
  EXPECT_EQ(sotto(elsewhere, {"produce", "a/tale.txt"}).status, 0);
  // The place of a story that is no more is free.
  std::filesystem::remove(folder / "a/tale.txt");
  EXPECT_EQ(sotto(folder, {"produce", "b/tale.txt"}).status, 0);
}

TEST(BadInput, TwoStoriesOfOneNameDoNotTakeEachOthersScript) {
  const TempFolder folder;
  folder.write("a/tale.txt", kShortStory);
  folder.write("b/tale.txt", "It rained all night. Nobody came.\n");
  ASSERT_EQ(sotto(folder, {"annotate", "a/tale.txt"}).status, 0);
  const auto scripts = files_below(folder / "scripts");
  for (const char* command : {"annotate", "produce"}) {
    const Outcome other = sotto(folder, {command, "b/tale.txt"});
    EXPECT_EQ(other.status, 1) << other.err;
    EXPECT_THAT(other.err, HasSubstr("b/tale.txt: error: scripts/tale is the script of another story of this name"));
  }
  EXPECT_EQ(files_below(folder / "scripts"), scripts);
  std::filesystem::remove_all(folder / "scripts");
  EXPECT_EQ(sotto(folder, {"annotate", "b/tale.txt"}).status, 0);
}

TEST(BadInput, OfManyBooksThoseThatAreNotMadeAreNamed) {
  const TempFolder folder;
  for (const char* book : {"a", "b", "d"}) folder.write(fmt::format("story/{}.txt", book), "It rained. Nobody came.\n");
  folder.write("story/c.txt", "");
  const Outcome outcome = sotto(folder, {"produce"});
  EXPECT_EQ(outcome.status, 1) << outcome.err;
  EXPECT_THAT(outcome.err, HasSubstr("STOPS out/c/\nok    3 of 4 books in out/, "));
  EXPECT_THAT(outcome.err, Not(HasSubstr("out/a/")));
}

TEST(BadInput, CommandsInHintsCanBePasted) {
  const TempFolder folder;
  folder.write("my books/the tale.txt", kShortStory);
  const Outcome unmade = sotto(folder, {"check", "my books/the tale.txt", "--out", "my out"});
  EXPECT_THAT(unmade.err, HasSubstr("make it with: sotto produce 'my books/the tale.txt' --out 'my out'"));
  EXPECT_THAT(sotto(folder, {"produce", "my books/the tale.txt"}).err,
              HasSubstr("./run check 'my books/the tale.txt'\n"));
}

TEST(BadInput, NothingOfAManuscriptSteersTheTerminal) {
  const TempFolder folder;
  // Enough of it is text, and the mark that is never closed has its line shown.
  std::string story = "Chapter 1\n\n";
  for (int i = 0; i < 20; ++i) story += "It rained all night, and nobody came down to the harbour.\n\n";
  folder.write("e.txt", story + "\"Come \033]0;owned\007 in, said Anna.\n\nNo.\n");
  for (const char* command : {"annotate", "produce"}) {
    const Outcome outcome = sotto(folder, {command, "e.txt"});
    EXPECT_THAT(outcome.err, HasSubstr("owned")) << command;
    EXPECT_EQ(outcome.err.find('\033'), std::string::npos) << command;
    EXPECT_EQ(outcome.err.find('\007'), std::string::npos) << command;
  }
}

}  // namespace
}  // namespace sotto::end_to_end
