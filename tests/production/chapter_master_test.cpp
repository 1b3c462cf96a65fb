#include "production/chapter_master.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "production/make_chapter.h"
#include "production/planned.h"
#include "production/produce.h"
#include "shared/files.h"

namespace sotto::production {
namespace {

namespace fs = std::filesystem;
using Kind = contents::RebuildReason::Kind;

/// A book that is made, with its first chapter's job.
class MadeMaster : public ::testing::Test {
 protected:
  void SetUp() override {
    Diagnostics diagnostics;
    const auto progress = silent_progress();
    ASSERT_TRUE(produce(book.open(diagnostics), book.workspace, *progress, {}, diagnostics));
    const ProductionPlan plan = planned(book);
    const synthesis::TakeStore store(book.workspace.cache_folder());
    folders = {book.workspace.folder_of(plan.book), book.workspace.records_of(plan.book)};
    job = chapter_job(plan, 0, {});
    timeline = timeline_of(job, find_takes(requests_of(job, requester_of(plan)), store));
    // The production was made with levels.
    read = read_build_record(folders.record(job)).record.value();
    read.inputs = record_of(job, timeline).inputs;
    write_build_record(folders.record(job), read);
  }
  std::vector<contents::RebuildReason> reasons(bool verify = false) const {
    return inspect_master(job, timeline, folders, verify).reasons;
  }
  testing::SmallBook book;
  MasterFolders folders;
  ChapterJob job;
  mix::Timeline timeline;
  BuildRecord read;
};

TEST_F(MadeMaster, IsInspected) {
  using Reasons = std::vector<contents::RebuildReason>;
  EXPECT_EQ(reasons(), Reasons{});
  EXPECT_EQ(inspect_master(job, timeline, folders).measure, read.measure);
  EXPECT_EQ(master_history(job, timeline, folders).measure, read.measure);

  job.delivery.stems = true;
  EXPECT_EQ(reasons(), Reasons{{Kind::stems_wanted}});
  job.delivery.stems = false;

  const fs::path master = folders.master(job);
  const std::string bytes = read_file(master);
  write_file(master, bytes + "x");
  EXPECT_EQ(reasons(), Reasons{{Kind::file_altered}});
  EXPECT_FALSE(master_history(job, timeline, folders).measure);
  fs::remove(master);
  EXPECT_EQ(reasons(), Reasons{{Kind::file_missing}});
  write_file(master, bytes);
  EXPECT_EQ(reasons(), Reasons{}) << "proved by its bytes";

  timeline.cues.front().take = std::string(32, 'a');
  const ChapterMaster changed = inspect_master(job, timeline, folders);
  EXPECT_EQ(changed.reasons, (Reasons{{Kind::sentences_added, {}, 1}}));
  EXPECT_EQ(changed.changed, std::vector<std::size_t>{0});

  write_file(folders.record(job), "damaged");
  EXPECT_EQ(reasons(), Reasons{{Kind::record_damaged}});
  fs::remove(folders.record(job));
  EXPECT_EQ(reasons(), Reasons{{Kind::never_made}});
  EXPECT_EQ(master_history(job, timeline, folders).outdated, Reasons{{Kind::record_lost}});
}

TEST_F(MadeMaster, WhatIsNoChapterAnyMoreIsRemoved) {
  remove_other_masters({"01-the-kettle.wav"}, folders);
  EXPECT_TRUE(fs::exists(folders.masters / "01-the-kettle.wav"));
  EXPECT_FALSE(fs::exists(folders.masters / "02-the-tea.wav"));
  EXPECT_FALSE(fs::exists(folders.records / "02-the-tea.wav.json"));
  // The same chapter in another format.
  EXPECT_TRUE(remove_other_masters({"01-the-kettle.flac"}, folders).empty());
  EXPECT_TRUE(fs::exists(folders.masters / "01-the-kettle.wav"));
  EXPECT_TRUE(fs::exists(folders.masters / "01-the-kettle.vtt"));
  // What somebody has put in a master's place.
  write_file(folders.masters / "01-the-kettle.wav", "mine");
  remove_other_masters({"01-the-pot.wav"}, folders);
  EXPECT_TRUE(fs::exists(folders.masters / "01-the-kettle.wav"));
  EXPECT_FALSE(fs::exists(folders.records / "01-the-kettle.wav.json"));
}

}  // namespace
}  // namespace sotto::production
