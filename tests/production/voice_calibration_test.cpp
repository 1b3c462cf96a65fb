#include "production/voice_calibration.h"

#include <gtest/gtest.h>

#include "production/planned.h"
#include "shared/files.h"

namespace sotto::production {
namespace {

TEST(VoiceCalibration, MeasuresOnceAndIsKnownFromThenOn) {
  const testing::SmallBook book;
  const ProductionPlan plan = planned(book);
  const synthesis::TakeStore store(book.folder / "cache");
  Diagnostics diagnostics;
  EXPECT_TRUE(
      known_levels(*plan.manuscript.language, plan.script, plan.cast, store, requester_of(plan), diagnostics).empty());
  EXPECT_FALSE(std::filesystem::exists(book.folder / "cache"));
  const synthesis::SynthesisSettings settings{
      .workers = 2, .engines = plan.engines, .voice_folders = plan.voice_folders};
  const Calibration first =
      calibrate(*plan.manuscript.language, plan.script, plan.cast, store, settings, {}, diagnostics);
  EXPECT_TRUE(first.levels.contains({"narrator", ""}));
  EXPECT_TRUE(first.levels.contains({"peter", "soft"}));
  EXPECT_GT(first.made, 0U);
  for (const std::string& use : first.uses) EXPECT_TRUE(std::filesystem::exists(book.folder / "cache" / use)) << use;
  for (const auto& [voice, level] : first.levels) EXPECT_NEAR(level.value, -20, 15) << voice.first;
  const Calibration again =
      calibrate(*plan.manuscript.language, plan.script, plan.cast, store, settings, {}, diagnostics);
  EXPECT_EQ(again.made, 0U);
  EXPECT_EQ(again.levels, first.levels);
  EXPECT_EQ(known_levels(*plan.manuscript.language, plan.script, plan.cast, store, requester_of(plan), diagnostics),
            first.levels)
      << "to the last bit";
}

}  // namespace
}  // namespace sotto::production
