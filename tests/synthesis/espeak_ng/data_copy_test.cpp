#include "synthesis/espeak_ng/data_copy.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <thread>
#include <vector>

#include "shared/failure.h"
#include "shared/files.h"
#include "shared/verified_since.h"
#include "support/temp_folder.h"

namespace sotto::espeak_ng {
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

TEST(OwnVariants, AreKnownToTheEngineByTheirContent) {
  const testing::TempFolder folder;
  folder.write("book/meg", "book's");
  folder.write("house/meg", "house's");
  const OwnVariants books({folder / "book"});
  EXPECT_EQ(books.engine_name("f3"), "f3") << "not ours";
  EXPECT_EQ(books.engine_name("meg"), OwnVariants({folder / "book", folder / "house"}).engine_name("meg"));
  EXPECT_NE(books.engine_name("meg"), OwnVariants({folder / "house"}).engine_name("meg"));
  EXPECT_LE(books.engine_name("meg").size(), kLongestVariantName);
}

/// The engine's data, variants of ours, and a copy of both.
class EngineDataCopy : public ::testing::Test {
 protected:
  EngineDataCopy() {
    write_data(folder, "data");
    folder.write("ours/meg", "ours");
    folder.write("ours/f3", "our own f3");
    variants = OwnVariants({folder / "ours"});
    EXPECT_EQ(make(), 0U);
  }
  std::size_t make() { return copy_engine_data(folder / "data", variants, copy); }
  fs::path variant(const std::string& name) const { return copy / "voices/!v" / variants.engine_name(name); }
  void expect_whole() const {
    for (const char* name : {"phontab", "lang/gmw/en", "voices/asia/x", "voices/!v/f3"}) {
      EXPECT_EQ(read_file(copy / name), read_file(folder / "data" / name)) << name;
    }
    EXPECT_EQ(read_file(variant("meg")), "ours");
    EXPECT_EQ(read_file(variant("f3")), "our own f3");
  }

  testing::TempFolder folder;
  OwnVariants variants;
  fs::path copy = folder / "cache/engine-data/1";
};

TEST_F(EngineDataCopy, IsTheEnginesWithOurs) {
  expect_whole();
  EXPECT_EQ(std::distance(fs::directory_iterator(copy.parent_path()), {}), 1) << "nothing half made stays";
  for (const auto& entry : fs::recursive_directory_iterator(copy)) EXPECT_FALSE(entry.is_symlink()) << entry.path();
}

TEST_F(EngineDataCopy, WhatIsWrittenIntoItDoesNotReachTheEngines) {
  for (const auto& entry : fs::recursive_directory_iterator(copy)) {
    if (entry.is_regular_file()) std::ofstream(entry.path()) << "somebody's";
  }
  EXPECT_EQ(read_file(folder / "data/phontab"), "phonemes");
  EXPECT_EQ(read_file(folder / "data/voices/!v/f3"), "pitch 140 240");
}

TEST_F(EngineDataCopy, IsLeftAloneWhereItIsWhole) {
  const auto before = fs::last_write_time(copy / "phontab");
  const auto folder_before = fs::last_write_time(copy / "lang/gmw");
  EXPECT_EQ(make(), 0U);
  EXPECT_EQ(fs::last_write_time(copy / "phontab"), before);
  EXPECT_EQ(fs::last_write_time(copy / "lang/gmw"), folder_before);
}

TEST_F(EngineDataCopy, IsMendedWhateverBecameOfIt) {
  folder.write("cache/engine-data/1/phontab", "phonemez");
  fs::resize_file(copy / "lang/gmw/en", 0);
  fs::remove(copy / "voices/asia/x");
  fs::resize_file(variant("meg"), 2);
  EXPECT_EQ(make(), 4U);
  expect_whole();
  EXPECT_EQ(make(), 0U);
  fs::remove_all(copy / "voices");
  EXPECT_EQ(make(), 2U) << "of ours that are not there, nothing is known";
  expect_whole();
}

TEST_F(EngineDataCopy, AFolderThatIsALinkIsNotMendedBehindIt) {
  fs::remove_all(copy / "voices");
  folder.write("elsewhere/asia/x", "somebody's");
  fs::create_directory_symlink(folder / "elsewhere", copy / "voices");
  make();
  EXPECT_EQ(read_file(folder / "elsewhere/asia/x"), "somebody's");
  expect_whole();
}

TEST_F(EngineDataCopy, IsNotReadAgainWhileNothingOfItChanges) {
  EXPECT_GT(VerifiedSince(copy).until_ns(), 0);
  // Looked at well after all of it was written: within a tick of the clock it might have changed unseen.
  std::this_thread::sleep_for(std::chrono::milliseconds(100));
  VerifiedSince(copy).is_until(VerifiedSince::now_ns());
  folder.write("data/phontab", "phonemez");
  EXPECT_EQ(make(), 0U);
  fs::resize_file(copy / "phontab", 7);
  EXPECT_EQ(make(), 1U) << "another size is seen";
  folder.write("cache/engine-data/1/proved", "damaged");
  folder.write("cache/engine-data/1/phontab", "phonemes");
  EXPECT_EQ(make(), 1U);
}

TEST_F(EngineDataCopy, LinksInItAreNotWrittenThrough) {
  folder.write("system/phontab", "another version");
  fs::remove(copy / "phontab");
  fs::create_symlink(folder / "system/phontab", copy / "phontab");
  EXPECT_EQ(make(), 1U);
  expect_whole();
  EXPECT_EQ(read_file(folder / "system/phontab"), "another version");
}

TEST_F(EngineDataCopy, AChangedVariantLiesBesideWhatItWas) {
  const fs::path before = variant("meg");
  folder.write("ours/meg", "changed");
  variants = OwnVariants({folder / "ours"});
  EXPECT_EQ(make(), 0U);
  EXPECT_EQ(read_file(variant("meg")), "changed");
  EXPECT_EQ(read_file(before), "ours");
}

TEST_F(EngineDataCopy, IsMadeByManyAtTheSameTime) {
  for (int i = 0; i < 200; ++i) folder.write("data/lang/" + std::to_string(i), "name " + std::to_string(i));
  copy = folder / "cache/engine-data/3";
  std::vector<std::thread> others;
  std::atomic<std::size_t> mended = 0;
  for (int i = 0; i < 4; ++i) others.emplace_back([&] { mended += make(); });
  for (std::thread& other : others) other.join();
  EXPECT_EQ(mended, 0U) << "nothing was damaged";
  expect_whole();
  EXPECT_EQ(make(), 0U);
  EXPECT_EQ(std::distance(fs::directory_iterator(copy.parent_path()), {}), 2);
}

TEST_F(EngineDataCopy, ThatCannotBeMadeLeavesNothing) {
  EXPECT_THROW(copy_engine_data(folder / "nowhere", variants, folder / "cache/engine-data/2"), MachineFailure);
  EXPECT_EQ(std::distance(fs::directory_iterator(copy.parent_path()), {}), 1);
}

}  // namespace
}  // namespace sotto::espeak_ng
