#include "shared/program_output.h"

#include <gtest/gtest.h>

namespace sotto {
namespace {

TEST(ProgramOutput, IsWhatAProgramWrites) {
  const ProgramOutput output = run_program({"sh", "-c", "cat; echo oops >&2; exit 3"}, "It rained.");
  EXPECT_TRUE(output.found);
  EXPECT_EQ(output.status, 3);
  EXPECT_EQ(output.text, "It rained.");
  EXPECT_EQ(output.errors, "oops\n");
}

TEST(ProgramOutput, OfAProgramThatIsNotThereIsNone) {
  EXPECT_FALSE(run_program({"no-such-program-anywhere"}, "").found);
}

TEST(ProgramOutput, LargeInputsAndOutputsPass) {
  const std::string large(3'000'000, 'a');
  EXPECT_EQ(run_program({"cat"}, large).text, large);
}

TEST(ProgramOutput, ASignalEndsWithoutAStatus) { EXPECT_EQ(run_program({"sh", "-c", "kill -9 $$"}, "").status, -1); }

}  // namespace
}  // namespace sotto
