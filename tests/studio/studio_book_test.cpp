#include "studio/studio_book.h"

#include <gtest/gtest.h>

#include "shared/folder_lock.h"
#include "support/small_book.h"

namespace sotto::studio {
namespace {

TEST(StudioBook, IsReadAndItsScriptsAreWritten) {
  const testing::SmallBook book;
  Diagnostics told;
  const auto reading = read_book(book.open(told), book.workspace, true, told);
  ASSERT_NE(reading, nullptr);
  EXPECT_TRUE(std::filesystem::exists(book.workspace.scripts / "b/01-the-kettle.yaml"));
  ASSERT_EQ(reading->source.size(), 2U);
  EXPECT_EQ(reading->source[0].title, "The Kettle");
  EXPECT_EQ(reading->people.front().id, "narrator");
}

TEST(StudioBook, WhileSomebodyMakesItItIsOnlyRead) {
  const testing::SmallBook book;
  const FolderLock other(book.workspace.out / "b");
  Diagnostics told;
  EXPECT_NE(read_book(book.open(told), book.workspace, true, told), nullptr);
}

TEST(StudioBook, CastingKnowsWhomOnlyAScriptNames) {
  auto stored = std::make_shared<script::StoredChapter>();
  stored->chapter.lines.resize(2);
  stored->chapter.lines[0].who = "nobody-else";
  stored->chapter.lines[1].who = "silent-one";
  stored->chapter.lines[1].aloud = false;
  const script::Script script = script_for_casting({stored}, {});
  ASSERT_EQ(script.cast.size(), 1U);
  EXPECT_EQ(script.cast[0].id, "nobody-else");
  EXPECT_EQ(script.chapters[0].lines.size(), 1U);
}

}  // namespace
}  // namespace sotto::studio
