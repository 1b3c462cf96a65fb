#include "publish/encoding/join.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "publish/encoding/encoded_sounds.h"
#include "shared/audio.h"

namespace sotto::encoding {
namespace {

class Join : public ::testing::Test {
 protected:
  Join() {
    write_master(folder / "a.wav", rain(30'000));
    encode_chapter(folder / "a.wav", {}, {{Codec::aac, 2, kMasterRate, 96}, {0}}, folder / "a.packets", *progress, {});
  }
  std::vector<EncodedChapter> chapters(std::size_t count) const {
    std::vector<EncodedChapter> all;
    for (std::size_t i = 0; i < count; ++i) all.push_back({folder / "a.packets", "Chapter " + std::to_string(i + 1)});
    return all;
  }
  testing::TempFolder folder;
  std::unique_ptr<Progress> progress = silent_progress();
};

TEST_F(Join, ItsChaptersLieWhereTheySound) {
  const auto marks = write_book(chapters(3), FileKind::m4b, {}, std::nullopt, folder / "b.m4b", {});
  constexpr std::int64_t kWhole = 30 * 1024;
  EXPECT_EQ(marks, (std::vector<ChapterMark>{{0, kWhole, "Chapter 1"},
                                             {kWhole, 2 * kWhole, "Chapter 2"},
                                             {2 * kWhole, 2 * kWhole + 30'000, "Chapter 3"}}));
  const auto told = probed(folder / "b.m4b");
  ASSERT_EQ(told.at("chapters").size(), 3U);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(told.at("chapters")[i].at("tags").at("title"), marks[i].title);
    EXPECT_NEAR(std::stod(told.at("chapters")[i].at("start_time").get<std::string>()),
                static_cast<double>(marks[i].begin) / 44100, 0.001);
  }
  EXPECT_NEAR(std::stod(told.at("streams")[0].at("duration").get<std::string>()), (2 * kWhole + 30'000) / 44100.0,
              1e-5);
  // ffmpeg gives out the silence that fills the last frame, too.
  EXPECT_EQ(decoded(folder / "b.m4b", folder).size() / 2, 3U * kWhole);
}

TEST_F(Join, SaysWhatPlayersAndLibrariesShow) {
  const BookTags tags{"Nights", "A play",    "Zoë Ö", "Narrator, Meg", "Paris", "2",
                      "1910",   "It rains.", "en-gb", "Sotto",         "978",   "Gothic"};
  const std::string png("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x10\0\0\0\x10\x08\x02\0\0\0", 29);
  write_book(chapters(2), FileKind::m4b, tags, picture_of(png), folder / "b.m4b", {});
  const auto told = probed(folder / "b.m4b");
  const auto& written = told.at("format").at("tags");
  EXPECT_EQ(written.at("major_brand"), "M4B ");
  EXPECT_EQ(written.at("title"), "Nights");
  EXPECT_EQ(written.at("artist"), "Zoë Ö");
  EXPECT_EQ(written.at("composer"), "Narrator, Meg");
  EXPECT_EQ(written.at("date"), "1910");
  EXPECT_EQ(written.at("genre"), "Gothic");
  EXPECT_EQ(written.at("description"), "It rains.");
  EXPECT_EQ(written.at("media_type"), "2");
  EXPECT_EQ(written.at("SERIES"), "Paris");
  EXPECT_EQ(written.at("SERIES-PART"), "2");
  EXPECT_EQ(written.at("NARRATOR"), "Narrator, Meg");
  EXPECT_EQ(written.at("LANGUAGE"), "en-gb");
  EXPECT_FALSE(written.contains("creation_time"));
  EXPECT_FALSE(written.contains("encoder"));
  EXPECT_EQ(told.at("streams")[0].at("tags").at("language"), "eng");
  const auto pictures = testing::run({{"AtomicParsley", (folder / "b.m4b").string(), "-e", (folder / "art").string()}});
  EXPECT_EQ(pictures.status, 0) << pictures.err;
  EXPECT_EQ(read_file(folder / "art_artwork_1.png"), png);
}

TEST_F(Join, TheSameChaptersAreTheSameBytes) {
  write_book(chapters(2), FileKind::m4b, titled("T", "S"), std::nullopt, folder / "b.m4b", {});
  write_book(chapters(2), FileKind::m4b, titled("T", "S"), std::nullopt, folder / "c.m4b", {});
  EXPECT_EQ(read_file(folder / "b.m4b"), read_file(folder / "c.m4b"));
}

TEST_F(Join, OfMoreThanNerosListHoldsEveryPlayerSeesAll) {
  write_book(chapters(300), FileKind::m4b, {}, std::nullopt, folder / "b.m4b", {});
  EXPECT_EQ(probed(folder / "b.m4b").at("chapters").size(), 300U);
  const std::string bytes = read_file(folder / "b.m4b");
  EXPECT_EQ(bytes.find("chpl"), std::string::npos);
  write_book(chapters(255), FileKind::m4b, {}, std::nullopt, folder / "c.m4b", {});
  EXPECT_NE(read_file(folder / "c.m4b").find("chpl"), std::string::npos);
}

TEST_F(Join, ALongTitleIsCutBetweenCharacters) {
  auto all = chapters(1);
  all[0].title.clear();
  for (int i = 0; i < 200; ++i) all[0].title += "é";
  write_book(all, FileKind::m4b, {}, std::nullopt, folder / "b.m4b", {});
  const std::string title = probed(folder / "b.m4b").at("chapters")[0].at("tags").at("title");
  EXPECT_EQ(title, all[0].title.substr(0, 254));
}

TEST_F(Join, AChapterAloneHasItsOwnLength) {
  write_chapter(chapters(1)[0], FileKind::m4a, titled("T"), 4, folder / "a.m4a", {});
  const auto told = probed(folder / "a.m4a");
  EXPECT_EQ(told.at("format").at("tags").at("track"), "4");
  EXPECT_EQ(told.at("format").at("tags").at("album"), "T");
  EXPECT_NEAR(std::stod(told.at("streams")[0].at("duration").get<std::string>()), 30'000 / 44100.0, 1e-5);
  EXPECT_EQ(decoded(folder / "a.m4a", folder).size() / 2, 30U * 1024U);
}

TEST_F(Join, DamagedPacketsAreNotJoined) {
  std::string bytes = read_file(folder / "a.packets");
  bytes[2000] = static_cast<char>(bytes[2000] ^ 1);
  folder.write("a.packets", bytes);
  EXPECT_THROW(write_book(chapters(2), FileKind::m4b, {}, std::nullopt, folder / "b.m4b", {}), DamagedPackets);
  EXPECT_FALSE(std::filesystem::exists(folder / "b.m4b"));
}

}  // namespace
}  // namespace sotto::encoding
