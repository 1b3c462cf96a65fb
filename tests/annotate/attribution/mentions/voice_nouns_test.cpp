#include "annotate/attribution/mentions/voice_nouns.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "annotate/attribution/analyzed_story.h"
#include "annotate/language/languages.h"

namespace sotto::attribution {
namespace {

TEST(VoiceNouns, SpeakForWhoseTheyAre) {
  EXPECT_TRUE(is_voice(language::default_language(), "voice"));
  for (const char* other : {"voices", "tone", "whisper", "hand", ""})
    EXPECT_FALSE(is_voice(language::default_language(), other)) << other;
}

}  // namespace
}  // namespace sotto::attribution
