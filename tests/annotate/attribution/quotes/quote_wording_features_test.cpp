#include "annotate/attribution/quotes/quote_wording_features.h"

#include <gtest/gtest.h>

#include <string>

#include "annotate/attribution/quotes/read_features.h"

namespace sotto::attribution {
namespace {

struct WordingCase {
  const char* name;
  const char* text;
  QuoteFeature feature;
  bool has;  ///< of the last quotation
};

class QuoteWordingFeature : public ::testing::TestWithParam<WordingCase> {};

TEST_P(QuoteWordingFeature, IsOfTheLastQuotation) {
  EXPECT_EQ(has_feature(GetParam().text, GetParam().feature), GetParam().has) << quote_feature_name(GetParam().feature);
}

INSTANTIATE_TEST_SUITE_P(
    Quotations, QuoteWordingFeature,
    ::testing::Values(WordingCase{"bare", "She wrote \"Go home\" there.", kQuoteBare, true},
                      WordingCase{"ends_with_a_comma", "\"Go,\" said Meg.", kQuoteEndsComma, true},
                      WordingCase{"ends_with_a_stop", "\"Go.\"", kQuoteEndsStop, true},
                      WordingCase{"ends_with_a_call", "\"Go!\"", kQuoteEndsCall, true},
                      WordingCase{"small_letter", "She called it \"the den\" then.", kQuoteLower, true},
                      WordingCase{"one_word", "\"Go.\"", kQuoteOneWord, true},
                      WordingCase{"two_words", "\"Go home.\"", kQuoteOneWord, false},
                      WordingCase{"few_words", "\"Go home.\"", kQuoteFewWords, true},
                      WordingCase{"title", "She read \"The Life of a Clock\" there.", kQuoteCapitals, true},
                      WordingCase{"no_title", "She said \"Go home now\" there.", kQuoteCapitals, false},
                      WordingCase{"said_whole", "Meg shouted \"Run!\" twice.", kQuoteSaidWhole, true},
                      WordingCase{"first_person", "\"I am cold.\"", kQuoteFirstPerson, true},
                      WordingCase{"second_person", "\"You are cold.\"", kQuoteSecondPerson, true},
                      WordingCase{"we", "\"We were cold.\"", kQuoteWe, true},
                      WordingCase{"third_only", "\"He was cold.\"", kQuoteThirdOnly, true},
                      WordingCase{"not_third_only", "\"He saw me.\"", kQuoteThirdOnly, false},
                      WordingCase{"reported", "\"He was cold.\"", kQuoteReported, true},
                      WordingCase{"not_reported", "\"He is cold.\"", kQuoteReported, false},
                      WordingCase{"reported_of_the_speaker", "\"He was cold,\" said Erik.", kQuoteReportedSpeaker,
                                  true},
                      WordingCase{"present", "\"It is cold.\"", kQuotePresent, true},
                      WordingCase{"infinitive", "\"It seemed to have rained.\"", kQuotePresent, false},
                      WordingCase{"contracted", "\"It isn't cold.\"", kQuoteContracted, true},
                      WordingCase{"calls", "\"Come here, Meg.\"", kQuoteCallsSomebody, true},
                      WordingCase{"repeated", "\"Here lies the old clock.\" He read: \"Here lies the old clock.\"",
                                  kQuoteRepeated, true},
                      WordingCase{"not_repeated", "\"Here lies the old clock.\" He read: \"There lies the old clock.\"",
                                  kQuoteRepeated, false},
                      WordingCase{"verse", "\"Here lies a clock\n  That lost its tock.\"", kQuoteVerse, true},
                      WordingCase{"prose", "\"Here lies a clock\n  that lost its tock.\"", kQuoteVerse, false}),
    [](const auto& test) { return std::string(test.param.name); });

}  // namespace
}  // namespace sotto::attribution
