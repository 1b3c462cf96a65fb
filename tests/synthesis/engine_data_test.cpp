#include "synthesis/engine_data.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "shared/failure.h"
#include "shared/files.h"
#include "support/temp_folder.h"

namespace sotto {
namespace {

namespace fs = std::filesystem;

void write_data(const testing::TempFolder& folder, const std::string& name) {
  folder.write(name + "/phontab", "phonemes");
  folder.write(name + "/lang/gmw/en", "name English");
  folder.write(name + "/voices/!v/f3", "pitch 140 240");
  folder.write(name + "/voices/asia/x", "x");
}

TEST(DataFingerprint, IsOfNamesAndBytesWhereverTheyLie) {
  const testing::TempFolder folder;
  write_data(folder, "a");
  write_data(folder, "deep/b");
  const std::string fingerprint = data_fingerprint(folder / "a");
  EXPECT_EQ(data_fingerprint(folder / "deep/b"), fingerprint);
  folder.write("deep/b/lang/gmw/en", "name english");
  EXPECT_NE(data_fingerprint(folder / "deep/b"), fingerprint);
  folder.write("deep/b/lang/gmw/en", "name English");
  EXPECT_EQ(data_fingerprint(folder / "deep/b"), fingerprint);
  folder.write("deep/b/lang/gmw/de", "");
  EXPECT_NE(data_fingerprint(folder / "deep/b"), fingerprint);
  EXPECT_THROW(data_fingerprint(folder / "nowhere"), MachineFailure);
}

TEST(OwnVariants, AnEarlierFolderWins) {
  const testing::TempFolder folder;
  folder.write("book/meg", "book's");
  folder.write("house/meg", "house's");
  folder.write("house/erik", "erik's");
  folder.write("house/README.md", "no variant");
  const OwnVariants variants({folder / "book", folder / "nowhere", folder / "house"});
  EXPECT_EQ(variants.contents(), (std::map<std::string, std::string>{{"meg", "book's"}, {"erik", "erik's"}}));
  EXPECT_TRUE(variants.contains("erik"));
  EXPECT_FALSE(variants.contains("f3"));
  EXPECT_EQ(variants.fingerprint("f3"), "");
  EXPECT_EQ(variants.fingerprint("meg"), OwnVariants({folder / "book"}).fingerprint("meg"));
  EXPECT_NE(variants.fingerprint("meg"), OwnVariants({folder / "house"}).fingerprint("meg"));
}

TEST(DataWithVariants, IsTheEnginesWithOurs) {
  const testing::TempFolder folder;
  write_data(folder, "data");
  folder.write("ours/meg", "ours");
  folder.write("ours/f3", "our own f3");
  const OwnVariants variants({folder / "ours"});
  const fs::path made = data_with_variants(folder / "data", variants, folder / "cache");
  EXPECT_EQ(read_file(made / "phontab"), "phonemes");
  EXPECT_EQ(read_file(made / "lang/gmw/en"), "name English");
  EXPECT_EQ(read_file(made / "voices/asia/x"), "x");
  EXPECT_EQ(read_file(made / "voices/!v/meg"), "ours");
  EXPECT_EQ(read_file(made / "voices/!v/f3"), "our own f3");
  EXPECT_EQ(read_file(folder / "data/voices/!v/f3"), "pitch 140 240") << "the engine's file is left alone";
  EXPECT_EQ(data_with_variants(folder / "data", variants, folder / "cache"), made);

  folder.write("ours/meg", "changed");
  EXPECT_NE(data_with_variants(folder / "data", OwnVariants({folder / "ours"}), folder / "cache"), made);
  std::size_t folders = 0;
  for (const auto& entry : fs::directory_iterator(made.parent_path())) folders += entry.is_directory() ? 1 : 0;
  EXPECT_EQ(folders, 2U) << "nothing half made stays";
}

}  // namespace
}  // namespace sotto
