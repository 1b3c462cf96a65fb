#include "production/cache_gc.h"

#include <gtest/gtest.h>

#include "production/produce.h"
#include "shared/failure.h"
#include "support/small_book.h"

namespace sotto::production {
namespace {

namespace fs = std::filesystem;

TEST(CacheGc, WhatABookUsesStaysAndTheRestGoesByAgeAndSize) {
  const testing::SmallBook book;
  Diagnostics diagnostics;
  const auto progress = silent_progress();
  ASSERT_TRUE(produce(book.open(diagnostics), book.workspace, *progress, {}, diagnostics));
  const fs::path cache = book.workspace.cache_folder();
  book.folder.write("out/.cache/takes/ab/unused.take", std::string(1000, 'x'));
  EXPECT_EQ(clean_cache(cache, {}).files, 0U) << "it is young";
  const fs::path unused = cache / "takes/ab/unused.take";
  fs::last_write_time(unused, fs::file_time_type::clock::now() - std::chrono::hours(24 * 40));
  const Cleaning would = clean_cache(cache, {.dry_run = true});
  EXPECT_EQ(would.files, 1U);
  EXPECT_EQ(would.bytes, 1000U);
  EXPECT_TRUE(fs::exists(unused));
  const Cleaning cleaned = clean_cache(cache, {});
  EXPECT_EQ(cleaned.files, 1U);
  EXPECT_EQ(cleaned.books, 1U);
  EXPECT_FALSE(fs::exists(unused));
  EXPECT_EQ(clean_cache(cache, {.size = 0}).files, 0U) << "all of it is used";
  fs::remove_all(book.folder / "out/b");
  EXPECT_EQ(clean_cache(cache, {.age = std::chrono::hours(0)}).files, cleaned.used_files) << "of a book that is gone";
}

TEST(CacheGc, EachEditionKeepsWhatItUses) {
  testing::SmallBook book;
  Diagnostics diagnostics;
  const auto progress = silent_progress();
  book.workspace.delivery.profile = "librivox";
  ASSERT_TRUE(produce(book.open(diagnostics), book.workspace, *progress, {}, diagnostics));
  const fs::path cache = book.workspace.cache_folder();
  const Cleaning cleaned = clean_cache(cache, {.age = std::chrono::hours(0)});
  EXPECT_EQ(cleaned.files, 0U);
  EXPECT_EQ(cleaned.books, 1U);
  EXPECT_GT(cleaned.used_files, 0U);
  book.workspace.delivery = {};
  ASSERT_TRUE(produce(book.open(diagnostics), book.workspace, *progress, {}, diagnostics));
  EXPECT_EQ(clean_cache(cache, {.size = 0}).books, 1U);
  fs::remove_all(book.folder / "out/b/librivox");
  clean_cache(cache, {.size = 0});
  EXPECT_FALSE(fs::exists(cache / "made/b/editions/librivox"));
  EXPECT_TRUE(fs::exists(cache / "made/b"));
}

TEST(CacheGc, RefusesWhatItDoesNotKnow) {
  const testing::SmallBook book;
  book.folder.write("cache/made/b/01.wav.json", "damaged");
  EXPECT_THROW(clean_cache(book.folder / "cache", {}), MachineFailure);
}

}  // namespace
}  // namespace sotto::production
