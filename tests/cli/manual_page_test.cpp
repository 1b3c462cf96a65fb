#include "cli/manual_page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/command_line.h"

namespace sotto::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(ManualPage, HasEveryCommandAndOption) {
  const CommandReference program = command_reference();
  const std::string page = manual_page(program, "1.2.3");
  EXPECT_THAT(page, HasSubstr(".TH SOTTO 1 \"\" \"Sotto 1.2.3\""));
  for (const CommandReference& command : program.commands) {
    EXPECT_THAT(page, HasSubstr(".SS \"" + command.name + "\"\n"));
  }
  EXPECT_THAT(page, HasSubstr("\\-\\-dry\\-run"));
  EXPECT_THAT(page, HasSubstr("130"));
}

TEST(ManualPage, TextIsNeverTakenForRequests) {
  CommandReference program{"p", ".TH in front", {}, {{"c", "'quoted \\fB first", {}, {}}}};
  const std::string page = manual_page(program, "1");
  EXPECT_THAT(page, HasSubstr("\n\\&'quoted \\efB first\n"));
  EXPECT_THAT(page, Not(HasSubstr("\n.TH in front")));
}

}  // namespace
}  // namespace sotto::cli
