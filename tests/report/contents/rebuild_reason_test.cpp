#include "report/contents/rebuild_reason.h"

#include <gtest/gtest.h>

#include <set>

namespace sotto::contents {
namespace {

using Kind = RebuildReason::Kind;

TEST(RebuildReason, EachHasWordsOfItsOwn) {
  std::set<std::string> words;
  const int last = static_cast<int>(Kind::sentences_reordered);
  for (int kind = 0; kind <= last; ++kind) {
    const std::string text = in_words(RebuildReason{static_cast<Kind>(kind), "meg", 2});
    EXPECT_FALSE(text.empty()) << kind;
    EXPECT_TRUE(words.insert(text).second) << text;
  }
}

TEST(RebuildReason, SaysWhoAndHowMany) {
  EXPECT_EQ(in_words(RebuildReason{Kind::voice_changed, "meg, whisper"}), "the voice of meg, whisper changed");
  EXPECT_EQ(in_words(RebuildReason{Kind::sentences_added, {}, 1}), "1 sentence is new or said otherwise");
  EXPECT_EQ(in_words(RebuildReason{Kind::sentences_added, {}, 2}), "2 sentences are new or said otherwise");
  EXPECT_EQ(in_words(RebuildReason{Kind::sentences_to_speak, {}, 1}), "1 of its sentences is to be spoken");
  EXPECT_EQ(in_words({{Kind::ambience_changed}, {Kind::speaker_added, "erik"}}),
            "the ambience changed; erik speaks here now");
}

}  // namespace
}  // namespace sotto::contents
