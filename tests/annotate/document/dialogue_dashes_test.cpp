#include "annotate/document/dialogue_dashes.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "annotate/document/quote_marks.h"
#include "annotate/language/languages.h"

namespace sotto::document {
namespace {

/// The speeches of a paragraph that a dash opens, without the dash.
std::vector<std::string> speeches(const std::string& text) {
  const Span all{0, text.size()};
  std::vector<std::string> found;
  for (const DashSpeech& speech :
       split_dialogue_dashes(language::default_language(), text, all, dialogue_dash(text, all).value())) {
    EXPECT_TRUE(speech.span.contains(speech.inner));
    found.emplace_back(speech.inner.of(text));
  }
  return found;
}

using Strings = std::vector<std::string>;

TEST(DialogueDashes, WithoutATagAllIsSpeech) {
  EXPECT_EQ(speeches("— Come in. It rains."), (Strings{"Come in. It rains."}));
  EXPECT_EQ(speeches("—Come in—or not."), (Strings{"Come in—or not."}));
}

TEST(DialogueDashes, ATagEndsTheSpeech) {
  EXPECT_EQ(speeches("— Yes, said Meg."), (Strings{"Yes,"}));
  EXPECT_EQ(speeches("— Oui, dit Meg."), (Strings{"Oui,"}));
}

TEST(DialogueDashes, SpeechGoesOnBehindTheTag) {
  EXPECT_EQ(speeches("— Yes, said Meg. Come in."), (Strings{"Yes,", "Come in."}));
  EXPECT_EQ(speeches("— Yes — he said — come in."), (Strings{"Yes", "come in."}));
}

TEST(DialogueDashes, OnlyTheFirstSpeechHasTheDash) {
  const std::string text = "— Yes, said Meg. Come in.";
  const std::vector<DashSpeech> found = split_dialogue_dashes(language::default_language(), text, {0, text.size()}, 4);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].span.of(text), "— Yes,");
  EXPECT_EQ(found[1].span.of(text), "Come in.");
}

}  // namespace
}  // namespace sotto::document
