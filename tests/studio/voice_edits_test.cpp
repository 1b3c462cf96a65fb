#include "studio/voice_edits.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "cast/voice_folder.h"
#include "support/folders.h"

namespace sotto::studio {
namespace {

using nlohmann::json;

class VoiceEdits : public ::testing::Test {
 protected:
  synthesis::Engines engines = synthesis::builtin_engines();
  Diagnostics told;
  cast::VoiceProfile erik =
      cast::read_voices({testing::source_folder() / "voices"}, engines.schemas(), told).at("erik");
  std::string why;
};

TEST_F(VoiceEdits, EveryNumberCanBeMovedToBothItsEnds) {
  const json numbers = numbers_of(erik, engines.schemas());
  EXPECT_GT(numbers.size(), 8U);
  for (const json& one : numbers) {
    for (const char* end : {"least", "most"}) {
      const std::string key = one["key"];
      json value = one[end];
      if (one["value"].is_number_integer()) value = static_cast<int>(one[end].get<double>());
      json changes = {{key, value}};
      if (one["group"] != "") changes = {{one["group"].get<std::string>(), changes}};
      EXPECT_TRUE(tried(erik, changes, engines.schemas(), why)) << changes << why;
    }
  }
}

TEST_F(VoiceEdits, WhatNoProfileCouldSayIsRefused) {
  for (const json& changes : {json{{"engine", {{"rate", 1e9}}}}, json{{"engine", {{"speed", 2}}}},
                              json{{"pan", "left"}}, json::array(), json{{"engine", {{"id", "no-such-engine"}}}}}) {
    why.clear();
    EXPECT_FALSE(tried(erik, changes, engines.schemas(), why)) << changes;
    EXPECT_NE(why, "");
  }
}

TEST_F(VoiceEdits, IsKeptAtThePlace) {
  const json changes = {{"engine", {{"rate", 150}}}, {"pan", 0.25}};
  EXPECT_EQ(kept("", "erik", changes, why),
            "# This book's own erik: what is not here is as in the voice of that name.\n"
            "base: erik\nengine: {rate: 150}\npan: 0.25\n");
  EXPECT_EQ(kept("base: erik # mine\nengine:\n  rate: 140 # slow\n  pitch: 20\n", "erik", changes, why),
            "base: erik # mine\nengine:\n  rate: 150 # slow\n  pitch: 20\npan: 0.25\n");
}

}  // namespace
}  // namespace sotto::studio
