#include "synthesis/espeak_ng/espeak_ng.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "shared/files.h"
#include "support/engine_voices.h"
#include "support/temp_folder.h"

namespace sotto::espeak_ng {
namespace {

using ::testing::MatchesRegex;

TEST(EspeakNg, HasAVersionOfTheEngineAndItsData) {
  EXPECT_THAT(make_engine()->version(), MatchesRegex("eSpeak NG [0-9.]+.*, data [0-9a-f]{16}"));
  EXPECT_EQ(&make_engine()->schema(), &schema());
}

/// A front end with a variant "deep" of our own.
class EspeakFrontEnd : public ::testing::Test {
 protected:
  EspeakFrontEnd() { folder.write("voices/variants/deep", "language variant\nname deep\n"); }

  std::unique_ptr<engine::FrontEnd> open() const { return make_engine()->open({folder / "voices"}); }

  testing::TempFolder folder;
  cast::EngineSettings plain = testing::espeak_voice({{"variant", "f3"}});
  cast::EngineSettings deep = testing::espeak_voice({{"variant", "deep"}});
};

TEST_F(EspeakFrontEnd, AVoiceOfTheEnginesOwnIsNamedByItsVersion) {
  EXPECT_EQ(open()->identity(plain), make_engine()->version());
  EXPECT_EQ(open()->for_worker(plain), plain);
}

TEST_F(EspeakFrontEnd, AVariantOfOursIsNamedByItsContent) {
  const std::string before = open()->identity(deep);
  EXPECT_EQ(before.find(make_engine()->version()), 0U);
  EXPECT_NE(before, make_engine()->version());
  const cast::EngineSettings told = open()->for_worker(deep);
  EXPECT_THAT(told.text("variant"), MatchesRegex("v[0-9a-f]{16}"));
  EXPECT_EQ(testing::with(told, {{"variant", "deep"}}), deep) << "and nothing else is told otherwise";

  folder.write("voices/variants/deep", "language variant\nname deep\npitch 40 60\n");
  EXPECT_NE(open()->identity(deep), before);
  EXPECT_NE(open()->for_worker(deep), told);
}

TEST_F(EspeakFrontEnd, AnEarlierFoldersVariantWins) {
  folder.write("book/variants/deep", "language variant\nname another\n");
  const auto both = make_engine()->open({folder / "book", folder / "voices"});
  const auto book = make_engine()->open({folder / "book"});
  EXPECT_EQ(both->identity(deep), book->identity(deep));
  EXPECT_NE(both->identity(deep), open()->identity(deep));
}

TEST_F(EspeakFrontEnd, WorkersGetACopyOfTheDataWithOurVariants) {
  const auto front_end = open();
  const engine::WorkerData data = front_end->prepare(folder / "cache", false);
  EXPECT_EQ(data.mended, 0U);
  EXPECT_EQ(data.setup, front_end->folders_in(folder / "cache").front());
  EXPECT_TRUE(std::filesystem::path(data.setup).is_absolute());
  const std::string told = front_end->for_worker(deep).text("variant");
  const std::filesystem::path variant = std::filesystem::path(data.setup) / "voices" / "!v" / told;
  EXPECT_EQ(read_file(variant), "language variant\nname deep\n");

  write_file(variant, "something else");
  EXPECT_EQ(front_end->prepare(folder / "cache", true).mended, 1U);
  EXPECT_EQ(read_file(variant), "language variant\nname deep\n");
}

TEST_F(EspeakFrontEnd, WithoutVariantsOfOursWorkersNeedNoCopy) {
  const auto front_end = make_engine()->open({folder / "nowhere"});
  EXPECT_EQ(front_end->prepare(folder / "cache", true).setup, "");
  EXPECT_FALSE(std::filesystem::exists(folder / "cache"));
}

}  // namespace
}  // namespace sotto::espeak_ng
