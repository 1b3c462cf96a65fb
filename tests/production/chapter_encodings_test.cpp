#include "production/chapter_encodings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "production/edition_file.h"
#include "production/planned.h"
#include "shared/audio.h"
#include "shared/files.h"
#include "shared/sound_file.h"

namespace sotto::production {
namespace {

const encoding::EncodeSettings kAac{{encoding::Codec::aac, 2, kMasterRate, 96}, {0}};

class ChapterEncodings : public ::testing::Test {
 protected:
  std::vector<FinishedMaster> masters() {
    std::vector<FinishedMaster> all;
    for (const char* name : {"one.wav", "two.wav"}) {
      SoundWriter writer(book.folder / name, {}, {});
      const std::vector<std::int16_t> sound(2 * 30'000, 100);
      writer.write(std::span<const std::int16_t>(sound));
      const std::string checksum = writer.finish();
      all.push_back({book.folder / name, std::string(name) + checksum, {}});
    }
    return all;
  }
  testing::SmallBook book;
};

TEST_F(ChapterEncodings, HaveSilenceAroundThemUnlessTheBedGoesOn) {
  const auto alone = chapter_encodings(planned(book), masters(), kAac, book.folder / "cache");
  ASSERT_EQ(alone.size(), 2U);
  EXPECT_EQ(alone[0].around, encoding::Surroundings());
  book.folder.write("b/book.yaml", "ambience: {bed: rain, continuous: true}\n");
  const auto joined = chapter_encodings(planned(book), masters(), kAac, book.folder / "cache");
  EXPECT_TRUE(joined[0].around.goes_on);
  EXPECT_TRUE(joined[0].around.before.empty());
  EXPECT_EQ(joined[0].around.after.size(), 2 * encoding::kFramesAfter * 1024);
  EXPECT_FALSE(joined[1].around.goes_on);
  EXPECT_EQ(joined[1].around.before.size(), 2 * encoding::kFramesBefore * 1024);
  EXPECT_NE(joined[1].name, alone[1].name);
}

TEST_F(ChapterEncodings, AreMadeWhereTheyAreMissing) {
  const auto all = chapter_encodings(planned(book), masters(), kAac, book.folder / "cache");
  const auto progress = silent_progress();
  EXPECT_EQ(encode_missing(all, 2, *progress, {}), 2U);
  EXPECT_EQ(encode_missing(all, 2, *progress, {}), 0U);
  std::filesystem::remove(all[0].path);
  EXPECT_EQ(encode_missing(all, 2, *progress, {}), 1U);
  EXPECT_TRUE(encoding::read_encoded_sound(encoding_path(book.folder / "cache", all[0].name)));
}

}  // namespace
}  // namespace sotto::production
