#include "annotate/attribution/quotes/quote_classifier.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "annotate/attribution/model/document_analysis.h"

namespace sotto::attribution {
namespace {

enum class Verdict { speech, thought, quoted };

struct JudgeCase {
  const char* name;
  const char* text;
  Verdict verdict;  ///< on the last quotation
};

Verdict last_verdict(const std::string& text) {
  Diagnostics diagnostics;
  const auto manuscript = document::decode_manuscript("story.txt", text, diagnostics);
  if (!manuscript) return Verdict::quoted;
  const DocumentAnalysis study(*manuscript, document::find_chapters(*manuscript, "Story"), {}, diagnostics);
  const auto last = static_cast<std::uint32_t>(study.quotes.size() - 1);
  if (std::any_of(study.quoted.begin(), study.quoted.end(),
                  [&](const QuotedWords& words) { return words.quote == last && !words.why.empty(); })) {
    return Verdict::quoted;
  }
  return study.evidence.speeches().back().aloud ? Verdict::speech : Verdict::thought;
}

class JudgeTest : public testing::TestWithParam<JudgeCase> {};

TEST_P(JudgeTest, TellsSpeechFromQuotedWords) { EXPECT_EQ(last_verdict(GetParam().text), GetParam().verdict); }

INSTANTIATE_TEST_SUITE_P(
    Quotations, JudgeTest,
    testing::Values(
        JudgeCase{"tagged", "\"Yes,\" said Meg.", Verdict::speech},
        JudgeCase{"alone", "\"You have mud on your boots.\"", Verdict::speech},
        JudgeCase{"cry_in_narration", "Meg ran down the stairs and cried, \"Wait for me!\"", Verdict::speech},
        JudgeCase{"thought", "\"It will rain,\" thought Meg.", Verdict::thought},
        JudgeCase{"thought_aloud", "\"It will rain,\" thought Meg aloud.", Verdict::speech},
        JudgeCase{"mouthed", "\"Seven,\" mouthed Meg.", Verdict::thought},
        JudgeCase{"written", "On the lid was painted \"Fragile.\"", Verdict::quoted},
        JudgeCase{"a_letter_says", "Tom opened the letter. The letter said, \"Come at noon.\"", Verdict::quoted},
        JudgeCase{"said_the_sign", "\"No bathing,\" said the sign.", Verdict::quoted},
        JudgeCase{"said_beside_a_sign", "\"No bathing!\" She read the sign again.", Verdict::speech},
        JudgeCase{"word", "She did not like the word \"cosy\" at all.", Verdict::quoted},
        JudgeCase{"title", "He was reading the \"Life of a Lighthouse\" in the bath.", Verdict::quoted},
        JudgeCase{"supposed", "Anyone else would have said \"thank you\" and gone.", Verdict::quoted},
        JudgeCase{"verse", "The words were cut in the stone:\n\n    \"Here lies a clock\n      That lost its tock.\"",
                  Verdict::quoted},
        JudgeCase{"shouted_without_a_comma", "She leaned out of the window and shouted \"Run for it!\" twice.",
                  Verdict::speech},
        JudgeCase{
            "letter_with_its_leave",
            "The letter lay on the mat.\n\n\"I am well, and the goat is well, and the roof is nearly mended. "
            "We had rain on Monday and rain on Tuesday, and I am told that there will be rain on Sunday, too. You "
            "would not know the garden: the pump has gone under, and the ducks have moved into the parlour, where "
            "they are very little trouble, and your aunt says that they are better company than the curate. The "
            "boat will be ready by Easter if the paint dries, and if it does not then we shall have a wet boat, "
            "which is how it will end in any case. Do not send more socks. I have nine pairs, and the goat has "
            "had the tenth. Come when you can, and bring a spade with you, and some of that cheese. Yours ever, "
            "Tom.\"",
            Verdict::quoted},
        JudgeCase{"salutation", "She took up her pen.\n\n\"Dear Tom,\"\n\n\"I have lost the kettle. Have you got it?\"",
                  Verdict::quoted}),
    [](const auto& test) { return std::string(test.param.name); });

}  // namespace
}  // namespace sotto::attribution
