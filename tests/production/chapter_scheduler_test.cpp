#include "production/chapter_scheduler.h"

#include <gtest/gtest.h>

#include "production/planned.h"
#include "shared/files.h"

namespace sotto::production {
namespace {

std::string many_chapters() {
  std::string story;
  for (int i = 1; i <= 12; ++i) {
    story += "# Chapter " + std::to_string(i) + "\n\n\u201cStay,\u201d said Anna. It rained for " + std::to_string(i) +
             " days.\n\n";
  }
  return story;
}

/// Checksums of the masters at a number of workers.
std::vector<std::string> made_with(const testing::SmallBook& book, int jobs) {
  const ProductionPlan plan = planned(book);
  const std::string name = "made-" + std::to_string(jobs);
  const synthesis::TakeStore store(book.folder / name);
  ChapterScheduler scheduler(plan, store,
                             {.folders = {book.folder / name, book.folder / name}, .masters = {.jobs = jobs}});
  const auto progress = silent_progress();
  Diagnostics diagnostics;
  scheduler.make({}, {.workers = jobs, .engines = plan.engines, .voice_folders = plan.voice_folders},
                 VerifiedSince(book.folder / name), *progress, {}, diagnostics);
  EXPECT_TRUE(diagnostics.empty()) << render(diagnostics);
  std::vector<std::string> checksums;
  for (const FinishedChapter& chapter : scheduler.chapters()) {
    EXPECT_TRUE(chapter.finished);
    EXPECT_EQ(chapter.master.checksum, hash_file(chapter.master.path));
    checksums.push_back(chapter.master.checksum);
  }
  EXPECT_EQ(scheduler.made_takes(), scheduler.distinct_takes());
  return checksums;
}

TEST(ChapterScheduler, MakesTheSameChaptersInTheirOrderWithAnyNumberOfWorkers) {
  const testing::SmallBook book(many_chapters());
  const auto one = made_with(book, 1);
  EXPECT_EQ(one.size(), 12U);
  EXPECT_EQ(made_with(book, 3), one);
}

}  // namespace
}  // namespace sotto::production
