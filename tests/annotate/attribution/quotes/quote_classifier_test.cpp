#include "annotate/attribution/quotes/quote_classifier.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "annotate/attribution/model/document_analysis.h"

namespace sotto::attribution {
namespace {

using document::QuoteKind;

struct QuoteCase {
  const char* name;
  const char* text;
  QuoteKind kind;  ///< of the last quotation
};

QuoteKind kind_of_last(const std::string& text) {
  Diagnostics diagnostics;
  const auto manuscript = document::decode_manuscript("story.txt", text, diagnostics);
  const DocumentAnalysis analysis(*manuscript, document::find_chapters(*manuscript, "Story"), {}, diagnostics);
  const auto last = static_cast<std::uint32_t>(analysis.quotes.size() - 1);
  const auto found = std::find_if(analysis.non_speech.begin(), analysis.non_speech.end(),
                                  [&](const NonSpeech& one) { return one.quote == last; });
  if (found == analysis.non_speech.end()) return analysis.context.speeches.back().kind;
  EXPECT_FALSE(found->why.empty());
  return found->kind;
}

class QuoteKindTest : public ::testing::TestWithParam<QuoteCase> {};

TEST_P(QuoteKindTest, TellsSpeechFromQuotedWords) { EXPECT_EQ(kind_of_last(GetParam().text), GetParam().kind); }

INSTANTIATE_TEST_SUITE_P(
    Quotations, QuoteKindTest,
    ::testing::Values(
        QuoteCase{"tagged", "\"Yes,\" said Meg.", QuoteKind::speech},
        QuoteCase{"alone", "\"You have mud on your boots.\"", QuoteKind::speech},
        QuoteCase{"cry_in_narration", "Meg ran down the stairs and cried, \"Wait for me!\"", QuoteKind::speech},
        QuoteCase{"thought", "\"It will rain,\" thought Meg.", QuoteKind::thought},
        QuoteCase{"thought_aloud", "\"It will rain,\" thought Meg aloud.", QuoteKind::speech},
        QuoteCase{"mouthed", "\"Seven,\" mouthed Meg.", QuoteKind::thought},
        QuoteCase{"written", "On the lid was painted \"Fragile.\"", QuoteKind::written},
        QuoteCase{"a_letter_says", "Tom opened the letter. The letter said, \"Come at noon.\"", QuoteKind::written},
        QuoteCase{"said_the_sign", "\"No bathing,\" said the sign.", QuoteKind::written},
        QuoteCase{"said_beside_a_sign", "\"No bathing!\" She read the sign again.", QuoteKind::speech},
        QuoteCase{"word", "She did not like the word \"cosy\" at all.", QuoteKind::mention},
        QuoteCase{"title", "He was reading the \"Life of a Lighthouse\" in the bath.", QuoteKind::mention},
        QuoteCase{"supposed", "Anyone else would have said \"thank you\" and gone.", QuoteKind::mention},
        QuoteCase{"verse", "The words were cut in the stone:\n\n    \"Here lies a clock\n      That lost its tock.\"",
                  QuoteKind::mention},
        QuoteCase{"shouted_without_a_comma", "She leaned out of the window and shouted \"Run for it!\" twice.",
                  QuoteKind::speech},
        QuoteCase{
            "letter_with_its_leave",
            "The letter lay on the mat.\n\n\"I am well, and the goat is well, and the roof is nearly mended. "
            "We had rain on Monday and rain on Tuesday, and I am told that there will be rain on Sunday, too. You "
            "would not know the garden: the pump has gone under, and the ducks have moved into the parlour, where "
            "they are very little trouble, and your aunt says that they are better company than the curate. The "
            "boat will be ready by Easter if the paint dries, and if it does not then we shall have a wet boat, "
            "which is how it will end in any case. Do not send more socks. I have nine pairs, and the goat has "
            "had the tenth. Come when you can, and bring a spade with you, and some of that cheese. Yours ever, "
            "Tom.\"",
            QuoteKind::mention},
        QuoteCase{"salutation", "She took up her pen.\n\n\"Dear Tom,\"\n\n\"I have lost the kettle. Have you got it?\"",
                  QuoteKind::mention}),
    [](const auto& test) { return std::string(test.param.name); });

}  // namespace
}  // namespace sotto::attribution
