#include "publish/encoding/more_tags.h"

#include <gtest/gtest.h>

#include "publish/encoding/encoded_sounds.h"
#include "shared/audio.h"

namespace sotto::encoding {
namespace {

// A reader that is neither ours nor libavformat's. It takes every movie's time to be counted in milliseconds; ours is
// in frames of 44.1 kHz, so that its length is exact.
TEST(MoreTags, AreReadByMutagen) {
  const testing::TempFolder folder;
  write_master(folder / "a.wav", rain(5'000));
  const auto progress = silent_progress();
  encode_chapter(folder / "a.wav", {}, {{Codec::aac, 2, kMasterRate, 96}, {0}}, folder / "aac", *progress, {});
  BookTags tags;
  tags.title = "T";
  tags.series = "Nights, é";
  tags.narrators = "Meg";
  write_book({{folder / "aac", "One"}, {folder / "aac", "Two"}}, FileKind::m4b, tags, std::nullopt, folder / "b.m4b",
             {});
  const testing::Outcome told = testing::run({{"/usr/bin/python3", "-c",
                                               "import sys, mutagen.mp4\n"
                                               "f = mutagen.mp4.MP4(sys.argv[1])\n"
                                               "print(bytes(f['----:com.apple.iTunes:SERIES'][0]).decode(), "
                                               "bytes(f['----:com.apple.iTunes:NARRATOR'][0]).decode(),"
                                               " [(round(c.start * 44.1, 2), c.title) for c in f.chapters])\n",
                                               (folder / "b.m4b").string()}});
  EXPECT_EQ(told.out, "Nights, é Meg [(0.0, 'One'), (0.12, 'Two')]\n") << told.err;
}

TEST(MoreTags, AnMp3HasATableOfItsChapters) {
  const testing::TempFolder folder;
  write_master(folder / "a.wav", rain(5'000));
  const auto progress = silent_progress();
  encode_chapter(folder / "a.wav", {}, {{Codec::mp3, 2, kMasterRate, 128}, {0}}, folder / "mp3", *progress, {});
  const std::vector<EncodedChapter> chapters(300, {folder / "mp3", "C"});
  write_book(chapters, FileKind::mp3, titled("T"), std::nullopt, folder / "b.mp3", {});
  const testing::Outcome told =
      testing::run({{"/usr/bin/python3", "-c",
                     "import sys, mutagen.id3\n"
                     "f = mutagen.id3.ID3(sys.argv[1])\n"
                     "tables = {t.element_id: t for t in f.getall('CTOC')}\n"
                     "top = tables['toc']\n"
                     "print(len(f.getall('CHAP')), top.child_element_ids, len(tables['toc1'].child_element_ids),"
                     " len(tables['toc2'].child_element_ids), f['CHAP:ch299'].sub_frames['TIT2'])\n",
                     (folder / "b.mp3").string()}});
  EXPECT_EQ(told.out, "300 ['toc1', 'toc2'] 255 45 C\n") << told.err;
}

}  // namespace
}  // namespace sotto::encoding
