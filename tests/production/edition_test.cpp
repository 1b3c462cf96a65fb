#include "production/edition.h"

#include <gmock/gmock.h>

#include "production/cache_gc.h"
#include "production/edition_book.h"
#include "production/load_production.h"

namespace sotto::production {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

using Edition = EditionBook;

TEST_F(Edition, IsMadeOnceAndMeasured) {
  const auto report = make({"wav", "m4b"});
  ASSERT_TRUE(report) << render(diagnostics);
  EXPECT_TRUE(report->passed());
  ASSERT_THAT(report->files, SizeIs(1));
  EXPECT_EQ(report->files[0].format, "m4b");
  EXPECT_EQ(report->files[0].path, "../b.m4b");
  ASSERT_THAT(report->files[0].chapters, SizeIs(2));
  for (std::size_t i = 0; i < 2; ++i) {
    const publish::MasterMeasure& heard = report->files[0].chapters[i].measure;
    EXPECT_LE(heard.true_peak.value, -1.5);
    EXPECT_NEAR(heard.loudness.value, report->chapters[i].measure.loudness.value, 0.2);
    EXPECT_NEAR(heard.duration.value, report->chapters[i].measure.duration.value, 1e-9);
  }
  const auto before = encoded();
  const auto again = make({"wav", "m4b"});
  ASSERT_TRUE(again);
  EXPECT_THAT(explained, IsEmpty());
  EXPECT_FALSE(again->files[0].made);
  EXPECT_EQ(encoded(), before);
}

TEST_F(Edition, ACorrectedLineEncodesOneChapter) {
  ASSERT_TRUE(make({"m4b"}));
  const auto before = encoded();
  ASSERT_THAT(before, SizeIs(2));
  std::string story = testing::kSmallStory;
  story.replace(story.find("an hour ago"), 11, "a day ago");
  book.folder.write("b/1.md", story);
  const auto report = make({"m4b"});
  ASSERT_TRUE(report);
  EXPECT_TRUE(report->files[0].made);
  EXPECT_THAT(encoded(), SizeIs(3));
  for (const auto& [name, time] : before) EXPECT_EQ(encoded().at(name), time) << name;
}

TEST_F(Edition, IsTheSameBytesAtAnyNumberOfWorkers) {
  const std::vector<std::string> all = {"wav", "m4b", "epub", "lpf", "mp3-book", "opus-book", "flac-book"};
  std::map<std::string, std::string> first;
  for (const int jobs : {1, 3}) {
    book.workspace.jobs = jobs;
    ASSERT_TRUE(make(all)) << render(diagnostics);
    for (const char* name : {"b.m4b", "b.epub", "b.lpf", "b.mp3", "b.opus", "b.flac"}) {
      const std::string hash = hash_file(out(name));
      EXPECT_EQ(first.try_emplace(name, hash).first->second, hash) << name;
    }
    std::filesystem::remove_all(book.folder / "out");
  }
}

TEST_F(Edition, WhatIsNotAskedForAnyMoreStays) {
  ASSERT_TRUE(make({"wav", "m4b", "srt", "opus"}));
  EXPECT_TRUE(std::filesystem::exists(out("b.m4b")));
  EXPECT_TRUE(std::filesystem::exists(out("01-the-kettle.srt")));
  EXPECT_TRUE(std::filesystem::exists(out("01-the-kettle.opus")));
  const auto notes = [&] { return render(diagnostics).find("of the book as it was before") != std::string::npos; };
  ASSERT_TRUE(make({"wav"}));
  for (const char* name : {"b.m4b", "01-the-kettle.srt", "01-the-kettle.opus", "01-the-kettle.wav"})
    EXPECT_TRUE(std::filesystem::exists(out(name))) << name;
  EXPECT_FALSE(notes());
  // Nor does another kind of masters take the place of those that are there.
  ASSERT_TRUE(make({"flac"}));
  EXPECT_TRUE(std::filesystem::exists(out("01-the-kettle.wav")));
  EXPECT_FALSE(notes());
  // Of a book that has changed it is told.
  book.folder.write("b/1.md", std::string(testing::kSmallStory) + "It sang.\n");
  ASSERT_TRUE(make({"wav"}));
  EXPECT_TRUE(std::filesystem::exists(out("b.m4b")));
  EXPECT_TRUE(notes());
  // Of a chapter that is called otherwise now, nothing is left.
  book.folder.write("b/1.md", "# The Pot\n\nIt sang.\n");
  ASSERT_TRUE(make({"wav"}));
  EXPECT_FALSE(std::filesystem::exists(out("01-the-kettle.wav")));
  EXPECT_FALSE(std::filesystem::exists(out("01-the-kettle.opus")));
  EXPECT_TRUE(std::filesystem::exists(out("01-the-pot.wav")));
}

TEST_F(Edition, WhatSomebodyPutInAFilesPlaceIsNotRemoved) {
  ASSERT_TRUE(make({"wav", "m4b"}));
  write_file(out("01-the-kettle.wav"), "mine");
  write_file(out("b.m4b"), "mine");
  book.folder.write("b/1.md", "# The Pot\n\nIt sang.\n");
  ASSERT_TRUE(make({"wav"}));
  EXPECT_EQ(read_file(out("01-the-kettle.wav")), "mine");
  EXPECT_EQ(read_file(out("b.m4b")), "mine");
}

TEST_F(Edition, DamageIsMended) {
  ASSERT_TRUE(make({"m4b"}));
  const std::string good = read_file(out("b.m4b"));
  for (const auto& [name, time] : encoded()) {
    const auto path = encoding_path(book.folder / "out/.cache", name);
    std::string bytes = read_file(path);
    bytes[100] = static_cast<char>(bytes[100] ^ 1);
    write_file(path, bytes);
  }
  write_file(out("b.m4b"), "short");
  ASSERT_TRUE(make({"m4b"}));
  EXPECT_THAT(explained, ElementsAre(HasSubstr("is not as it was made")));
  EXPECT_EQ(read_file(out("b.m4b")), good);
}

TEST_F(Edition, ACheckTellsWhatIsWrongWithAFile) {
  ASSERT_TRUE(make({"m4b"}));
  const auto fault = [&] {
    Diagnostics told;
    const auto made = load_production(book.open(told), book.workspace, told);
    return made && made->files.size() == 1 ? made->files[0].fault : render(told);
  };
  EXPECT_EQ(fault(), "");
  std::string bytes = read_file(out("b.m4b"));
  bytes.back() = static_cast<char>(bytes.back() ^ 1);
  write_file(out("b.m4b"), bytes);
  EXPECT_EQ(fault(), "is not as it was made");
  std::filesystem::remove(out("b.m4b"));
  EXPECT_EQ(fault(), "is missing");
}

TEST_F(Edition, WhatABookUsesIsNotCleanedAway) {
  ASSERT_TRUE(make({"m4b"}));
  const auto before = encoded();
  clean_cache(book.folder / "out/.cache", {std::chrono::hours(0), {}, false});
  EXPECT_EQ(encoded(), before);
  std::filesystem::remove(out("b.m4b"));
  ASSERT_TRUE(make({"wav"}));
  clean_cache(book.folder / "out/.cache", {std::chrono::hours(0), {}, false});
  EXPECT_THAT(encoded(), IsEmpty());
}

TEST_F(Edition, APlainProductionEncodesNothing) {
  const auto report = make({});
  ASSERT_TRUE(report);
  EXPECT_THAT(report->files, IsEmpty());
  EXPECT_THAT(encoded(), IsEmpty());
  for (const contents::CheckReport& check : report->checks) EXPECT_NE(check.id, "files");
}

}  // namespace
}  // namespace sotto::production
