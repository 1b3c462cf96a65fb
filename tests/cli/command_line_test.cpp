#include "cli/command_line.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "cli/captured.h"
#include "cli/session.h"
#include "support/small_book.h"

namespace sotto::cli {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;

Captured run(std::vector<std::string> words) {
  words.insert(words.begin(), "sotto");
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  const StopFlag stop;
  return captured([&] { return run_command_line(static_cast<int>(arguments.size()), arguments.data(), stop); });
}

TEST(CommandLine, WrongWordsAreToldWithTheNearestRightOne) {
  const Captured done = run({"produec"});
  EXPECT_EQ(done.status, kUsage);
  EXPECT_THAT(done.err, HasSubstr("did you mean 'produce'?"));
  EXPECT_EQ(done.out, "");
  for (const std::vector<std::string>& words : {std::vector<std::string>{},
                                                {"-o", "", "doctor"},
                                                {"--no-such"},
                                                {"clean", "--max-size", "-1"},
                                                {"annotate", "--format", "xml", "b.txt"},
                                                {"-j", "0", "doctor"},
                                                {"completion", "csh"}}) {
    EXPECT_EQ(run(words).status, kUsage) << ::testing::PrintToString(words);
  }
}

TEST(CommandLine, TheCastIsPrintedForProgramsToo) {
  const testing::SmallBook book;
  const std::string scripts = (book.folder / "scripts").string();
  const Captured done = run({"cast", book.path(), "--format", "json", "--scripts", scripts});
  EXPECT_EQ(done.status, kDone) << done.err;
  EXPECT_TRUE(nlohmann::json::accept(done.out)) << done.out;
}

TEST(CommandLine, HelpAndVersionAreResults) {
  const Captured help = run({"--help"});
  EXPECT_EQ(help.status, kDone);
  EXPECT_THAT(help.out, HasSubstr("produce"));
  const Captured version = run({"--version"});
  EXPECT_EQ(version.status, kDone);
  EXPECT_THAT(version.out, HasSubstr("Sotto " SOTTO_VERSION "\n"));
}

TEST(CommandLine, TheReferenceHasEveryCommandWithItsOptions) {
  const CommandReference program = command_reference();
  EXPECT_EQ(program.name, "sotto");
  std::vector<std::string> names;
  for (const CommandReference& command : program.commands) {
    names.push_back(command.name);
    EXPECT_NE(command.what, "") << command.name;
    for (const OptionReference& option : command.options) EXPECT_NE(option.what, "") << option.names.front();
  }
  EXPECT_THAT(names, ::testing::IsSupersetOf({"produce", "annotate", "check", "voices", "doctor"}));

  const auto annotate = std::find_if(program.commands.begin(), program.commands.end(),
                                     [](const CommandReference& c) { return c.name == "annotate"; });
  EXPECT_THAT(annotate->options,
              Contains(AllOf(Field(&OptionReference::names, ElementsAre("--format")),
                             Field(&OptionReference::choices, ::testing::UnorderedElementsAre("json", "yaml")))));
  EXPECT_THAT(annotate->options,
              Contains(AllOf(Field(&OptionReference::names, ElementsAre("BOOK")),
                             Field(&OptionReference::positional, true), Field(&OptionReference::required, true))));
  EXPECT_THAT(program.options, Contains(AllOf(Field(&OptionReference::names, ElementsAre("-q", "--quiet")),
                                              Field(&OptionReference::value, ""))));
}

}  // namespace
}  // namespace sotto::cli
