#include "production/production_progress.h"

#include <gtest/gtest.h>

namespace sotto::production {
namespace {

/// Counts what is left to do.
class Counter final : public Progress {
 public:
  void begin(std::string_view /*task*/, std::int64_t total) override { left = total; }
  void advance(std::int64_t units) override { left -= units; }
  void expect_more(std::int64_t units) override { left += units; }
  void finish(std::string_view /*summary*/) override {}
  void say(std::string_view /*message*/) override {}
  std::int64_t left = 0;
};

TEST(ProductionProgress, NothingIsLeftWhenAllIsSpokenAndMixed) {
  script::Script script;
  script::ScriptChapter& chapter = script.chapters.emplace_back();
  chapter.heading = {0, 10};
  chapter.lines.resize(2);
  chapter.lines[0].span = {10, 150};
  chapter.lines[1].span = {150, 1410};
  for (const double seconds : {0.0, 50.0, 100.0, 300.0}) {
    Counter counter;
    ProductionProgress progress(counter, script);
    EXPECT_EQ(counter.left, 1410 * ProductionProgress::kUnitsPerByte);
    progress.speaking().advance(1410);
    progress.mixes(chapter, seconds);
    progress.mixing().advance(static_cast<std::int64_t>(seconds));
    EXPECT_NEAR(static_cast<double>(counter.left), 0, 14 * 65) << "within a second of sound";
  }
}

}  // namespace
}  // namespace sotto::production
