#include "publish/read_along/epub_book.h"

#include <gtest/gtest.h>

#include "publish/cover/cover.h"
#include "publish/encoding/encoded_sounds.h"
#include "shared/audio.h"

namespace sotto::read_along {
namespace {

using encoding::rain;
using encoding::write_master;

class Epub : public ::testing::Test {
 protected:
  Epub() {
    write_master(folder / "a.wav", rain(60'000));
    const auto progress = silent_progress();
    encoding::encode_chapter(folder / "a.wav", {}, {{encoding::Codec::aac, 2, kMasterRate, 96}, {0}},
                             folder / "a.packets", *progress, {});
    book.tags.title = "Nights";
    book.tags.author = "A & B";
    book.tags.language = "en-gb";
    book.tags.narrators = "Meg";
    book.id = urn_of("x");
    book.names = {{"meg", "Meg"}};
    book.stems = {"01-one", "02-two"};
    book.chapters = {{folder / "a.packets", "One"}, {folder / "a.packets", "Two"}};
    book.text = [](std::size_t i) {
      ReadAlongChapter chapter;
      chapter.number = static_cast<int>(i + 1);
      chapter.title = i == 0 ? "One" : "Two";
      chapter.paragraphs = {{false, {{"meg", "s1", {{{{"Hello.", false}}, ""}}, true}}}};
      chapter.clips = {{"title", 0, 400}, {"s1", 400, 1361}};
      return chapter;
    };
  }
  testing::TempFolder folder;
  ReadAlongBook book;
};

TEST_F(Epub, IsOneThatEpubcheckFindsNothingIn) {
  book.cover = encoding::picture_of(cover::draw_cover({"Nights", "A & B", ""}, {1, 2, 3}));
  ASSERT_TRUE(book.cover);
  write_epub(book, folder / "b.epub", {});
  const testing::Outcome told =
      testing::run({{"java", "-Xss64m", "-jar", "/usr/bin/epubcheck", (folder / "b.epub").string()}});
  EXPECT_EQ(told.status, 0) << told.out << told.err;
  EXPECT_NE(told.out.find("No errors or warnings detected"), std::string::npos) << told.out << told.err;
}

TEST_F(Epub, IsTheSameBytesEachTimeAndLeavesNothingElse) {
  write_epub(book, folder / "b.epub", {});
  write_epub(book, folder / "c.epub", {});
  EXPECT_EQ(read_file(folder / "b.epub"), read_file(folder / "c.epub"));
  std::size_t files = 0;
  for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(folder.path())) ++files;
  EXPECT_EQ(files, 4U);
}

TEST_F(Epub, ItsSoundIsTheChapters) {
  write_epub(book, folder / "b.epub", {});
  testing::run({{"python3", "-m", "zipfile", "-e", (folder / "b.epub").string(), (folder / "x").string()}});
  EXPECT_EQ(encoding::decoded(folder / "x/EPUB/audio/02-two.m4a", folder).size() / 2, 59U * 1024U);
}

}  // namespace
}  // namespace sotto::read_along
