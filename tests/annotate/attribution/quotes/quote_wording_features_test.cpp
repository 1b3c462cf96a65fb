#include "annotate/attribution/quotes/quote_wording_features.h"

#include <gtest/gtest.h>

#include <string>

#include "annotate/attribution/quotes/read_features.h"

namespace sotto::attribution {
namespace {

class QuoteWordingFeature : public ::testing::TestWithParam<FeatureCase> {};

TEST_P(QuoteWordingFeature, IsOfTheLastQuotation) {
  EXPECT_EQ(has_feature(GetParam().text, GetParam().feature), GetParam().has) << quote_feature_name(GetParam().feature);
}

INSTANTIATE_TEST_SUITE_P(
    Quotations, QuoteWordingFeature,
    ::testing::Values(FeatureCase{"bare", "She wrote \"Go home\" there.", kQuoteBare, true},
                      FeatureCase{"ends_with_a_comma", "\"Go,\" said Meg.", kQuoteEndsComma, true},
                      FeatureCase{"ends_with_a_stop", "\"Go.\"", kQuoteEndsStop, true},
                      FeatureCase{"ends_with_a_call", "\"Go!\"", kQuoteEndsCall, true},
                      FeatureCase{"small_letter", "She called it \"the den\" then.", kQuoteLower, true},
                      FeatureCase{"one_word", "\"Go.\"", kQuoteOneWord, true},
                      FeatureCase{"two_words", "\"Go home.\"", kQuoteOneWord, false},
                      FeatureCase{"few_words", "\"Go home.\"", kQuoteFewWords, true},
                      FeatureCase{"title", "She read \"The Life of a Clock\" there.", kQuoteCapitals, true},
                      FeatureCase{"no_title", "She said \"Go home now\" there.", kQuoteCapitals, false},
                      FeatureCase{"said_whole", "Meg shouted \"Run!\" twice.", kQuoteSaidWhole, true},
                      FeatureCase{"first_person", "\"I am cold.\"", kQuoteFirstPerson, true},
                      FeatureCase{"second_person", "\"You are cold.\"", kQuoteSecondPerson, true},
                      FeatureCase{"we", "\"We were cold.\"", kQuoteWe, true},
                      FeatureCase{"third_only", "\"He was cold.\"", kQuoteThirdOnly, true},
                      FeatureCase{"not_third_only", "\"He saw me.\"", kQuoteThirdOnly, false},
                      FeatureCase{"reported", "\"He was cold.\"", kQuoteReported, true},
                      FeatureCase{"not_reported", "\"He is cold.\"", kQuoteReported, false},
                      FeatureCase{"reported_of_the_speaker", "\"He was cold,\" said Erik.", kQuoteReportedSpeaker,
                                  true},
                      FeatureCase{"present", "\"It is cold.\"", kQuotePresent, true},
                      FeatureCase{"infinitive", "\"It seemed to have rained.\"", kQuotePresent, false},
                      FeatureCase{"contracted", "\"It isn't cold.\"", kQuoteContracted, true},
                      FeatureCase{"calls", "\"Come here, Meg.\"", kQuoteCallsSomebody, true},
                      FeatureCase{"repeated", "\"Here lies the old clock.\" He read: \"Here lies the old clock.\"",
                                  kQuoteRepeated, true},
                      FeatureCase{"not_repeated", "\"Here lies the old clock.\" He read: \"There lies the old clock.\"",
                                  kQuoteRepeated, false},
                      FeatureCase{"verse", "\"Here lies a clock\n  That lost its tock.\"", kQuoteVerse, true},
                      FeatureCase{"prose", "\"Here lies a clock\n  that lost its tock.\"", kQuoteVerse, false}),
    [](const auto& test) { return std::string(test.param.name); });

}  // namespace
}  // namespace sotto::attribution
