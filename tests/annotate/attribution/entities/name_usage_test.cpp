#include "annotate/attribution/entities/name_usage.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "annotate/attribution/analyzed_story.h"

namespace sotto::attribution {
namespace {

NameUsage usage_of(const std::string& name, const std::string& text) {
  const AnalyzedStory story(text);
  const std::uint32_t word = story.tokens().vocabulary.find(name);
  const std::uint32_t as_name = story.tokens().vocabulary.name_of(word);
  for (const NameUsage& usage : collect_name_usage(story.tokens())) {
    if (usage.words.size() == 1 && (usage.words[0] == word || usage.words[0] == as_name)) return usage;
  }
  return {};
}

TEST(NameUsage, CountsWhatANameDoes) {
  const NameUsage quill =
      usage_of("quill",
               "\"Yes,\" said Quill. Then Quill turned. He laughed. They sat in Quill. \"No, Quill,\" she "
               "said. It was Quill's hat.");
  EXPECT_EQ(quill.count, 5U);
  EXPECT_EQ(quill.speaks, 1U);
  EXPECT_EQ(quill.acts, 1U);
  EXPECT_EQ(quill.placed, 1U);
  EXPECT_EQ(quill.called, 1U);
  EXPECT_EQ(quill.owns, 1U);
  EXPECT_EQ(quill.narrated, 4U);
  EXPECT_GE(quill.he, 1);
  EXPECT_EQ(quill.she, 0);
}

TEST(NameUsage, TellsOldFromYoung) {
  const NameUsage emerson = usage_of("emerson", "They met old Emerson, and young Emerson, and the elder Emerson.");
  EXPECT_EQ(emerson.old, 2U);
  EXPECT_EQ(emerson.young, 1U);
}

TEST(NameUsage, ANounThatSpeaksIsARole) {
  const NameUsage detective = usage_of("detective", "\"Yes,\" said the detective. The detective sat down.");
  EXPECT_TRUE(detective.role);
  EXPECT_EQ(detective.speaks, 1U);
  EXPECT_EQ(usage_of("stranger", "\"Yes,\" said the stranger.").count, 0U) << "anybody may be one";
  EXPECT_EQ(usage_of("sign", "\"Keep out,\" said the sign.").count, 0U) << "it is read";
}

TEST(NameUsage, EpithetsAreNoPartOfAName) {
  EXPECT_EQ(usage_of("alice", "Poor Alice sat down. Alice cried.").count, 2U);
}

TEST(Answers, AreSpeechesInNeighbouringParagraphs) {
  NameUsage a;
  NameUsage b;
  a.said_in = {1, 3, 9};
  b.said_in = {2, 20};
  EXPECT_EQ(answers(a, b), 2U);
  EXPECT_EQ(answers(b, a), 2U);
  using Speakers = std::vector<std::pair<const NameUsage*, std::uint32_t>>;
  EXPECT_EQ(NearbySpeakers({&b}).of(a), (Speakers{{&b, 2}})) << "9 is more than six paragraphs from 2 and 20";
  EXPECT_EQ(NearbySpeakers({&a}).of(b), (Speakers{{&a, 1}}));
}

}  // namespace
}  // namespace sotto::attribution
