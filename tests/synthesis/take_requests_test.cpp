#include "synthesis/take_requests.h"

#include <gtest/gtest.h>

#include "annotate/language/languages.h"
#include "support/engine_voices.h"

namespace sotto::synthesis {
namespace {

script::ScriptChapter chapter_of(const std::string& text) {
  script::ScriptChapter chapter;
  chapter.title = "The Mask";
  script::Line& line = chapter.lines.emplace_back();
  line.span = {0, text.size()};
  line.who = "meg";
  return chapter;
}

Voices two_voices() {
  Voices voices = {{"narrator", {}}, {"meg", {}}};
  for (auto& [name, voice] : voices) voice.engine = testing::espeak_voice();
  return voices;
}

TEST(TakeRequests, ATitleAndEachSentenceWithItsTake) {
  const std::string text = "How did you know? It was dark.";
  const Voices voices = two_voices();
  const TakeRequester requester(builtin_engines(), voices, {});
  const ChapterRequests requests = requester.request({text, language::default_language()}, chapter_of(text), voices);
  ASSERT_EQ(requests.size(), 3U);
  EXPECT_EQ(requests[0].line, kTitle);
  EXPECT_EQ(requests[1].line, 0U);
  EXPECT_EQ(requests[1].sentence.span.of(text), "How did you know?");
  EXPECT_EQ(requests[2].take.id.size(), 32U);
  EXPECT_NE(requests[1].take.id, requests[2].take.id);
}

TEST(TakeRequests, DependOnTheWordsAndNotOnWhereTheyStand) {
  const std::string text = "It was dark.";
  const std::string later = "    It was dark.";
  script::ScriptChapter moved = chapter_of(text);
  moved.lines[0].span = {4, later.size()};
  const Voices voices = two_voices();
  const TakeRequester requester(builtin_engines(), voices, {});
  EXPECT_EQ(requester.request({text, language::default_language()}, chapter_of(text), voices)[1].take.id,
            requester.request({later, language::default_language()}, moved, voices)[1].take.id);
}

}  // namespace
}  // namespace sotto::synthesis
