#include "cli/completion.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>

#include "cli/command_line.h"
#include "support/command.h"
#include "support/temp_folder.h"

namespace sotto::cli {
namespace {

using ::testing::HasSubstr;

/// What bash offers for the last of the words.
std::string offered(const std::string& words) {
  const testing::TempFolder folder;
  const auto script = folder.write("sotto.bash", completion(command_reference(), "bash"));
  return testing::run(
             {.words = {"bash", "-c",
                        ". '" + script.string() + "'; COMP_WORDS=(" + words +
                            "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _sotto; printf '%s ' \"${COMPREPLY[@]}\""}})
      .out;
}

TEST(Completion, BashOffersCommandsOptionsAndChoices) {
  EXPECT_EQ(offered("sotto prod"), "produce ");
  EXPECT_EQ(offered("sotto -q voi"), "voices ");
  EXPECT_EQ(offered("sotto produce --dry"), "--dry-run --dry ");
  EXPECT_EQ(offered("sotto annotate --format j"), "json ");
  EXPECT_EQ(offered("sotto completion z"), "zsh ");
  EXPECT_THAT(offered("sotto check --"), HasSubstr("--scripts "));
}

TEST(Completion, AValueThatCanBeAnythingIsLeftToTheShell) { EXPECT_EQ(offered("sotto produce --out p"), " "); }

TEST(Completion, ApostrophesAndBracketsAreQuoted) {
  const CommandReference program{
      "p", "", {}, {{"c", "a book's [own]: voices", {{{"--o"}, "", "don't: [x]", "", {}, false, false, false}}, {}}}};
  EXPECT_THAT(completion(program, "zsh"), HasSubstr("'c:a book'\\''s \\[own\\]\\: voices'"));
  EXPECT_THAT(completion(program, "zsh"), HasSubstr("'--o[don'\\''t\\: \\[x\\]]'"));
  EXPECT_THAT(completion(program, "fish"), HasSubstr("-l o -d 'don\\'t: [x]'"));
}

TEST(Completion, OtherShellsHaveNone) { EXPECT_THROW(completion({}, "csh"), std::invalid_argument); }

}  // namespace
}  // namespace sotto::cli
