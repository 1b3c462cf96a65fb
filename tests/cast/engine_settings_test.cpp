// A schema describes the settings of an engine that exists here only.

#include "cast/engine_settings.h"

#include <gtest/gtest.h>

#include <stdexcept>
#include <variant>

namespace sotto::cast {
namespace {

using Change = SettingSpec::Change;

const EngineSchema& organ() {
  static const EngineSchema schema = {
      .id = "organ",
      .name = "Organ",
      .settings = {{.key = "stop", .standard = "flute", .change = Change::instead},
                   {.key = "tempo", .standard = 100, .least = 40, .most = 200, .change = Change::times},
                   {.key = "note", .standard = 440.0, .least = 55, .most = 880, .change = Change::times},
                   {.key = "keys", .standard = 10, .least = 1, .most = 20, .change = Change::plus},
                   {.key = "wind", .standard = 0.5, .least = 0, .most = 1, .change = Change::plus},
                   {.key = "pipes", .standard = 3, .least = 1, .most = 9}}};
  return schema;
}

/// The standard settings after a change of one.
EngineSettings after(std::string_view key, SettingValue change) {
  EngineSettings changes = organ().neutral_change();
  changes.set(key, std::move(change));
  return changed(organ(), organ().standard_settings(), changes);
}

TEST(EngineSchema, HasStandardSettingsInItsOrder) {
  const EngineSettings standard = organ().standard_settings();
  EXPECT_EQ(standard.engine, "organ");
  ASSERT_EQ(standard.all.size(), 6U);
  EXPECT_EQ(standard.all[0], (EngineSetting{"stop", "flute"}));
  EXPECT_EQ(standard.all[2], (EngineSetting{"note", 440.0}));
  EXPECT_EQ(standard.text("stop"), "flute");
  EXPECT_EQ(standard.whole("pipes"), 3);
  EXPECT_EQ(standard.number("wind"), 0.5);
}

TEST(EngineSchema, ANeutralChangeIsOneAndChangesNothing) {
  const EngineSettings neutral = organ().neutral_change();
  EXPECT_EQ(neutral.all.size(), 5U) << "all but the pipes, which no delivery changes";
  EXPECT_EQ(neutral.find("pipes"), nullptr);
  EXPECT_EQ(changed(organ(), organ().standard_settings(), neutral), organ().standard_settings());
}

TEST(EngineSettings, AreSetAndAskedForByKeyAndType) {
  EngineSettings settings = organ().standard_settings();
  settings.set("tempo", 120);
  EXPECT_EQ(settings.whole("tempo"), 120);
  EXPECT_EQ(settings.find("speed"), nullptr);
  EXPECT_THROW(settings.set("speed", 120), std::out_of_range);
  EXPECT_THROW(settings.whole("speed"), std::out_of_range);
  EXPECT_THROW(settings.set("tempo", "fast"), std::bad_variant_access);
  EXPECT_THROW(settings.text("tempo"), std::bad_variant_access);
}

TEST(Changed, EachSettingInItsOwnWay) {
  EXPECT_EQ(after("stop", "reed").text("stop"), "reed");
  EXPECT_EQ(after("stop", "").text("stop"), "flute") << "no other text keeps the voice's";
  EXPECT_EQ(after("tempo", 1.256).whole("tempo"), 126) << "rounded";
  EXPECT_EQ(after("note", 0.5).number("note"), 220);
  EXPECT_EQ(after("keys", -3).whole("keys"), 7);
  EXPECT_EQ(after("wind", 0.25).number("wind"), 0.75);
}

TEST(Changed, StaysWithinTheRange) {
  EXPECT_EQ(after("tempo", 2.5).whole("tempo"), 200);
  EXPECT_EQ(after("tempo", 0.1).whole("tempo"), 40);
  EXPECT_EQ(after("note", 9.0).number("note"), 880);
  EXPECT_EQ(after("keys", 50).whole("keys"), 20);
  EXPECT_EQ(after("wind", -2.0).number("wind"), 0);
}

TEST(Changed, IgnoresAnotherEnginesChanges) {
  EngineSettings changes = organ().neutral_change();
  changes.set("keys", 5);
  changes.engine = "harp";
  EXPECT_EQ(changed(organ(), organ().standard_settings(), changes), organ().standard_settings());
}

}  // namespace
}  // namespace sotto::cast
