#include "publish/read_along/lpf.h"

#include <gtest/gtest.h>

#include "publish/encoding/encoded_sounds.h"
#include "publish/read_along/epub_files.h"
#include "shared/audio.h"

namespace sotto::read_along {
namespace {

TEST(Lpf, ItsManifestHasWhatTheStandardAsksFor) {
  LpfBook book;
  book.tags.title = "Nights";
  book.tags.narrators = "Meg";
  book.tags.language = "en-gb";
  book.id = urn_of("x");
  book.stems = {"01-one", "02"};
  book.chapters = {{"", "One"}, {"", ""}};
  const auto json = nlohmann::json::parse(publication_json(book, {1.5, 2}));
  EXPECT_EQ(json.at("@context")[1], "https://www.w3.org/ns/pub-context");
  EXPECT_EQ(json.at("conformsTo"), "https://www.w3.org/TR/audiobooks/");
  EXPECT_EQ(json.at("duration"), "PT3.500S");
  EXPECT_EQ(json.at("readBy"), "Meg");
  EXPECT_FALSE(json.contains("author"));
  ASSERT_EQ(json.at("readingOrder").size(), 2U);
  EXPECT_EQ(json.at("readingOrder")[0].at("url"), "audio/01-one.m4a");
  EXPECT_EQ(json.at("readingOrder")[0].at("name"), "One");
  EXPECT_EQ(json.at("readingOrder")[1].at("name"), "02");
}

TEST(Lpf, HoldsAPlayableFileForEachChapter) {
  const testing::TempFolder folder;
  encoding::write_master(folder / "a.wav", encoding::rain(30'000));
  const auto progress = silent_progress();
  encoding::encode_chapter(folder / "a.wav", {}, {{encoding::Codec::aac, 2, kMasterRate, 96}, {0}},
                           folder / "a.packets", *progress, {});
  LpfBook book;
  book.tags.title = "N";
  book.id = urn_of("x");
  book.stems = {"01"};
  book.chapters = {{folder / "a.packets", "One"}};
  write_lpf(book, folder / "b.lpf", {});
  testing::run({{"python3", "-m", "zipfile", "-e", (folder / "b.lpf").string(), (folder / "x").string()}});
  EXPECT_EQ(encoding::decoded(folder / "x/audio/01.m4a", folder).size() / 2, 30U * 1024U);
  EXPECT_TRUE(std::filesystem::exists(folder / "x/publication.json"));
}

}  // namespace
}  // namespace sotto::read_along
