#include "production/build_record.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "shared/files.h"
#include "support/temp_folder.h"

namespace sotto::production {
namespace {

using contents::RebuildReason;
using Kind = RebuildReason::Kind;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

ChapterJob job() {
  ChapterJob job;
  job.sound.voices = {{"narrator", {}}, {"meg", {}}};
  job.sound.levels = {{{"meg", ""}, {-20}}};
  job.delivery.tags.title = "The Mask";
  return job;
}

mix::Cue cue(const std::string& who, const std::string& take, std::int64_t begin) {
  mix::Cue cue;
  cue.who = who;
  cue.take = take;
  cue.begin = begin;
  cue.end = begin + 100;
  return cue;
}

mix::Timeline timeline() {
  mix::Timeline timeline;
  timeline.length = 5000;
  timeline.cues = {cue("narrator", "aa", 100), cue("meg", "bb", 300)};
  return timeline;
}

struct Change {
  Kind kind;
  std::function<void(ChapterJob&, mix::Timeline&)> make;
};

TEST(BuildRecord, TellsEachChangeByItsKind) {
  const std::vector<Change> changes = {
      {Kind::ambience_changed, [](ChapterJob& j, auto&) { j.sound.ambience.level = {-18}; }},
      {Kind::ambience_changed, [](ChapterJob& j, auto&) { j.sound.ambience.scene.bed = {document::Bed::Kind::none}; }},
      {Kind::ambience_changed,
       [](ChapterJob& j, auto&) {
         j.sound.ambience.scene.bed = {document::Bed::Kind::recording, {}, {}, "fire"};
       }},
      {Kind::ambience_changed,
       [](auto&, mix::Timeline& t) {
         t.ambience.push_back({150, {}}), t.ambience[0].change.thunder = 1;
       }},
      {Kind::profile_changed, [](ChapterJob& j, auto&) { j.delivery.profile.loudness = {-16}; }},
      {Kind::voice_level_changed, [](ChapterJob& j, auto&) { j.sound.levels.begin()->second = {-21}; }},
      {Kind::pauses_changed, [](auto&, mix::Timeline& t) { t.cues[1].begin += 1; }},
      {Kind::ambience_position_changed, [](ChapterJob& j, auto&) { j.sound.bed.start = 7; }},
      {Kind::tags_changed, [](ChapterJob& j, auto&) { j.delivery.tags.album = "Another"; }},
  };
  const BuildRecord before = record_of(job(), timeline());
  EXPECT_THAT(differences(before, before), IsEmpty());
  for (const Change& change : changes) {
    ChapterJob changed_job = job();
    mix::Timeline changed_timeline = timeline();
    change.make(changed_job, changed_timeline);
    EXPECT_THAT(differences(before, record_of(changed_job, changed_timeline)), ElementsAre(RebuildReason{change.kind}))
        << contents::in_words(RebuildReason{change.kind});
  }
}

TEST(BuildRecord, TellsWhoseVoiceChangedAndWhoIsNew) {
  ChapterJob changed = job();
  changed.sound.voices["meg"].pan = 0.5;
  const BuildRecord before = record_of(job(), timeline());
  EXPECT_THAT(differences(before, record_of(changed, timeline())),
              ElementsAre(RebuildReason{Kind::voice_changed, "meg"}));
  mix::Timeline whispered = timeline();
  whispered.cues[1].how = "whisper";
  whispered.cues[1].take = "cc";
  EXPECT_THAT(differences(before, record_of(job(), whispered)),
              ElementsAre(RebuildReason{Kind::voice_level_changed}, RebuildReason{Kind::speaker_added, "meg, whisper"},
                          RebuildReason{Kind::sentences_added, {}, 1}));
}

TEST(BuildRecord, CountsSentences) {
  mix::Timeline two = timeline();
  const BuildRecord before = record_of(job(), two);
  two.cues[1].take = "cc";
  EXPECT_THAT(differences(before, record_of(job(), two)), ElementsAre(RebuildReason{Kind::sentences_added, {}, 1}));
  BuildRecord now = before;
  now.takes = {"bb", "aa"};
  EXPECT_THAT(differences(before, now), ElementsAre(RebuildReason{Kind::sentences_reordered}));
  now.takes = {"aa"};
  EXPECT_THAT(differences(before, now), ElementsAre(RebuildReason{Kind::sentences_removed, {}, 1}));
  now = before;
  now.voices.erase("meg");
  EXPECT_THAT(differences(before, now), ElementsAre(RebuildReason{Kind::voices_removed}));
}

TEST(BuildRecord, ReadsBackAndNoticesDamage) {
  const testing::TempFolder folder;
  BuildRecord record = record_of(job(), timeline());
  record.master = {12, 34, "sum"};
  record.measure.loudness = {-18.25};
  record.measure.levels.head = {0.5};
  record.measure.bit_rate = 192;
  EXPECT_FALSE(read_build_record(folder / "a.json").record.has_value());
  write_build_record(folder / "a.json", record);
  const StoredBuildRecord stored = read_build_record(folder / "a.json");
  ASSERT_TRUE(stored.record.has_value());
  EXPECT_TRUE(stored.record->same_sound(record));
  EXPECT_EQ(stored.record->master, record.master);
  EXPECT_EQ(stored.record->measure, record.measure);
  std::string bytes = read_file(folder / "a.json");
  bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
  write_file(folder / "a.json", bytes);
  EXPECT_TRUE(read_build_record(folder / "a.json").damaged);
}

TEST(FileStamp, StandsUntilTheBytesChange) {
  const testing::TempFolder folder;
  const auto path = folder.write("x", "bytes");
  FileStamp stamp = stamp_file(path, hash_file(path));
  EXPECT_TRUE(still_stands(path, stamp));
  const auto time = std::filesystem::last_write_time(path);
  std::filesystem::last_write_time(path, time + std::chrono::hours(1));
  const FileStamp before = stamp;
  EXPECT_TRUE(still_stands(path, stamp)) << "only touched";
  EXPECT_NE(stamp, before) << "its new time is noted";
  folder.write("x", "other");
  std::filesystem::last_write_time(path, time + std::chrono::hours(1));
  EXPECT_TRUE(still_stands(path, stamp)) << "by size and time it is the same";
  EXPECT_FALSE(still_stands(path, stamp, true));
}

}  // namespace
}  // namespace sotto::production
