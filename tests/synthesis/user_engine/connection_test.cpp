#include "synthesis/user_engine/connection.h"

#include <gtest/gtest.h>

#include "shared/failure.h"
#include "support/temp_folder.h"

namespace sotto::user_engine {
namespace {

Deadline soon() { return deadline_after(Seconds{20}); }

TEST(Connection, ToAProgramReadsLinesAndBytes) {
  const testing::TempFolder folder;
  const auto connection = connect_to_program({"cat"}, folder.path());
  ASSERT_TRUE(connection->write("one\ntwo three\n", soon()));
  EXPECT_EQ(connection->read_line(soon()), "one");
  EXPECT_EQ(connection->read_bytes(3, soon()), "two");
  EXPECT_EQ(connection->read_bytes(0, soon()), "");
  EXPECT_EQ(connection->read_line(soon()), " three");
  EXPECT_EQ(connection->read_bytes(1, deadline_after(Seconds{0.01})), std::nullopt);
}

TEST(Connection, WhereNobodyListensIsTheMachinesFailure) {
  EXPECT_THROW(connect_to("127.0.0.1", "1", soon()), MachineFailure);
  EXPECT_THROW(connect_to("127.0.0.1", "no-port", soon()), MachineFailure);
}

}  // namespace
}  // namespace sotto::user_engine
