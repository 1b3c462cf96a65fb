#include "cli/version.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "production/workspace.h"

namespace sotto::cli {
namespace {

TEST(Version, NamesSottoAndEachEngine) {
  const synthesis::Engines engines = synthesis::builtin_engines();
  const std::string text = version_text(engines);
  EXPECT_TRUE(text.starts_with("Sotto " SOTTO_VERSION "\n")) << text;
  for (const auto& engine : engines.members()) EXPECT_THAT(text, ::testing::HasSubstr(engine->version()));
}

}  // namespace
}  // namespace sotto::cli
