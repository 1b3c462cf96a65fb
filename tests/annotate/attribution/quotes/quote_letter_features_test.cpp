#include "annotate/attribution/quotes/quote_letter_features.h"

#include <gtest/gtest.h>

#include <string>

#include "annotate/attribution/quotes/read_features.h"

namespace sotto::attribution {
namespace {

class QuoteLetterFeature : public ::testing::TestWithParam<FeatureCase> {};

TEST_P(QuoteLetterFeature, IsOfTheLastQuotation) {
  EXPECT_EQ(has_feature(GetParam().text, GetParam().feature), GetParam().has) << quote_feature_name(GetParam().feature);
}

INSTANTIATE_TEST_SUITE_P(
    Quotations, QuoteLetterFeature,
    ::testing::Values(
        FeatureCase{"salutation", "She wrote.\n\n\"My dear Tom,\"", kQuoteSalutation, true},
        FeatureCase{"dear_within", "\"Dear Tom is late,\" said Meg.", kQuoteSalutation, false},
        FeatureCase{"under_the_salutation", "She wrote.\n\n\"Dear Tom,\"\n\n\"The kettle is lost.\"", kQuoteInLetter,
                    true},
        FeatureCase{"no_letter", "She spoke.\n\n\"Well, Tom,\"\n\n\"The kettle is lost.\"", kQuoteInLetter, false},
        FeatureCase{"signature", "\"Dear Tom,\"\n\n\"The kettle is lost.\"\n\n\"Yours truly,\"", kQuoteSignature, true},
        FeatureCase{"believe_me", "\"Dear Tom,\"\n\n\"The kettle is lost.\"\n\n\"Believe me,\"", kQuoteSignature, true},
        FeatureCase{"your_brother", "\"Dear Tom,\"\n\n\"The kettle is lost.\"\n\n\"Your brother, Frank\"",
                    kQuoteSignature, true},
        FeatureCase{"no_leave", "\"Dear Tom,\"\n\n\"The kettle is lost.\"\n\n\"Where is it?\"", kQuoteSignature, false},
        FeatureCase{"shown", "The letter ran:\n\n\"The kettle is lost.\"", kQuoteShown, true}),
    [](const auto& test) { return std::string(test.param.name); });

}  // namespace
}  // namespace sotto::attribution
