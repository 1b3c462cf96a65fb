#include "cli/session.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/captured.h"
#include "support/small_book.h"

namespace sotto::cli {
namespace {

using ::testing::HasSubstr;

TEST(Session, QuietShowsErrorsAlone) {
  Diagnostics diagnostics;
  diagnostics.note("a.txt", "a remark");
  const auto shown = [&](Verbosity verbosity) {
    return captured([&] { return show(diagnostics, verbosity) ? 1 : 0; });
  };
  EXPECT_THAT(shown(Verbosity::normal).err, HasSubstr("a remark"));
  EXPECT_EQ(shown(Verbosity::quiet).err, "");
  EXPECT_EQ(shown(Verbosity::quiet).status, 0);
  diagnostics.error("a.txt", "a mistake");
  EXPECT_THAT(shown(Verbosity::quiet).err, HasSubstr("a mistake"));
  EXPECT_EQ(shown(Verbosity::quiet).status, 1);
}

TEST(Session, WithoutATerminalThereIsTheOtherWidth) { EXPECT_EQ(terminal_columns(-1, 77), 77U); }

}  // namespace
}  // namespace sotto::cli
