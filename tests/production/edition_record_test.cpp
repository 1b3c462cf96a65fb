#include "production/edition_record.h"

#include <gtest/gtest.h>

#include "shared/files.h"
#include "support/temp_folder.h"

namespace sotto::production {
namespace {

TEST(EditionRecord, IsReadAsItWasWritten) {
  const testing::TempFolder folder;
  EditionRecord record{"key", {12, 34, "sum"}, {{"01.wav", "c"}}, {"a", "b"}, {}};
  record.chapters.resize(1);
  record.chapters[0].true_peak = {-1.25};
  write_edition_record(folder / "r", record);
  const auto read = read_edition_record(folder / "r");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->key, "key");
  EXPECT_EQ(read->file, record.file);
  EXPECT_EQ(read->masters, record.masters);
  EXPECT_EQ(read->encodings, record.encodings);
  EXPECT_EQ(read->chapters, record.chapters);
}

TEST(EditionRecord, ADamagedOneIsNone) {
  const testing::TempFolder folder;
  write_edition_record(folder / "r", {});
  folder.write("r", read_file(folder / "r") + "x");
  EXPECT_FALSE(read_edition_record(folder / "r"));
  EXPECT_FALSE(read_edition_record(folder / "none"));
}

}  // namespace
}  // namespace sotto::production
