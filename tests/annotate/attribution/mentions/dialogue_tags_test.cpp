#include "annotate/attribution/mentions/dialogue_tags.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "annotate/attribution/analyzed_story.h"

namespace sotto::attribution {
namespace {

struct TagCase {
  const char* name;
  const char* text;
  TagForm after;
  TagForm before;
  const char* speaker;  ///< whom the tag after the quotation names, or else the one before it
};

class DialogueTagTest : public ::testing::TestWithParam<TagCase> {};

TEST_P(DialogueTagTest, NamesTheSpeakerOfTheLastQuotation) {
  const AnalyzedStory story(GetParam().text, meg_and_erik());
  const std::vector<Speech> speeches =
      find_dialogue_tags(story.tokens(), story.analysis.quotes, story.analysis.mentions);
  ASSERT_FALSE(speeches.empty());
  const Speech& speech = speeches.back();
  EXPECT_EQ(speech.tag_after.form, GetParam().after);
  EXPECT_EQ(speech.tag_before.form, GetParam().before);
  const DialogueTag& tag = speech.tag_after.form == TagForm::none ? speech.tag_before : speech.tag_after;
  const EntityIndex speaker = tag.mention == kNone ? kNobody : story.analysis.mentions.all[tag.mention].entity;
  EXPECT_EQ(story.name(speaker), GetParam().speaker);
}

INSTANTIATE_TEST_SUITE_P(
    Forms, DialogueTagTest,
    ::testing::Values(
        TagCase{"alone", "\"Go.\"", TagForm::none, TagForm::none, "nobody"},
        TagCase{"inverted", "\"Go,\" said Meg.", TagForm::inverted, TagForm::none, "Meg"},
        TagCase{"with_a_particle", "\"Go,\" put in Meg.", TagForm::inverted, TagForm::none, "Meg"},
        TagCase{"plain", "\"Go,\" Meg said.", TagForm::plain, TagForm::none, "Meg"},
        TagCase{"plain_with_an_adverb", "\"Go,\" Meg had quietly said.", TagForm::plain, TagForm::none, "Meg"},
        TagCase{"distant", "\"Go,\" Meg, with a look at the clock, said.", TagForm::distant, TagForm::none, "Meg"},
        TagCase{"reply", "\"Go,\" was Meg's reply.", TagForm::reply, TagForm::none, "Meg"},
        TagCase{"reply_that_comes", "\"Go,\" came Meg's reply.", TagForm::reply, TagForm::none, "Meg"},
        TagCase{"action", "\"Go.\" Meg turned.", TagForm::action, TagForm::none, "Meg"},
        TagCase{"voice_of", "\"Go,\" said the voice of Meg.", TagForm::inverted, TagForm::none, "Meg"},
        TagCase{"leads_plain", "Meg said, \"Go.\"", TagForm::none, TagForm::plain, "Meg"},
        TagCase{"leads_with_colon", "Meg turned to him: \"Go.\"", TagForm::none, TagForm::colon, "Meg"},
        TagCase{"leads_as_answer", "Meg's answer was: \"Go.\"", TagForm::none, TagForm::reply, "Meg"},
        TagCase{"leads_from_above", "Meg turned and said:\n\n\"Go.\"", TagForm::none, TagForm::distant, "Meg"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(StrongTags, AreThoseWithAVerbOfSpeech) {
  for (const TagForm form : {TagForm::inverted, TagForm::plain, TagForm::distant, TagForm::reply})
    EXPECT_TRUE(strong(DialogueTag{form, kNone, kNone, {}})) << static_cast<int>(form);
  for (const TagForm form : {TagForm::none, TagForm::any_verb, TagForm::colon, TagForm::action})
    EXPECT_FALSE(strong(DialogueTag{form, kNone, kNone, {}})) << static_cast<int>(form);
}

TEST(DialogueTags, WhatLeadsToTheNextSpeechIsNotThisOnes) {
  const AnalyzedStory story("Erik said, \"Not yet,\" but Meg cried, \"Now!\"", meg_and_erik());
  const std::vector<Speech>& speeches = story.context().speeches;
  ASSERT_EQ(speeches.size(), 2U);
  EXPECT_EQ(speeches[0].tag_after.form, TagForm::none);
  EXPECT_EQ(story.name(story.context().tagged[0]), "Erik");
  EXPECT_EQ(story.name(story.context().tagged[1]), "Meg");
}

}  // namespace
}  // namespace sotto::attribution
