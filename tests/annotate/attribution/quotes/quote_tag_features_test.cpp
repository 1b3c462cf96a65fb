#include "annotate/attribution/quotes/quote_tag_features.h"

#include <gtest/gtest.h>

#include <string>

#include "annotate/attribution/quotes/read_features.h"

namespace sotto::attribution {
namespace {

class QuoteTagFeature : public ::testing::TestWithParam<FeatureCase> {};

TEST_P(QuoteTagFeature, IsOfTheLastQuotation) {
  EXPECT_EQ(has_feature(GetParam().text, GetParam().feature), GetParam().has) << quote_feature_name(GetParam().feature);
}

INSTANTIATE_TEST_SUITE_P(
    Quotations, QuoteTagFeature,
    ::testing::Values(FeatureCase{"name", "\"Go,\" said Meg.", kQuoteTagName, true},
                      FeatureCase{"pronoun", "\"Go,\" she said.", kQuoteTagPronoun, true},
                      FeatureCase{"description", "\"Go,\" said the woman.", kQuoteTagDescription, true},
                      FeatureCase{"many", "\"Go,\" they said.", kQuoteTagMany, true},
                      FeatureCase{"leading_name", "Meg said, \"Go.\"", kQuoteLeadName, true},
                      FeatureCase{"action", "\"Go.\" Meg turned.", kQuoteAfterAction, true},
                      FeatureCase{"ended_sentence_has_no_tag", "\"Go.\" Meg said no more.", kQuoteTagName, false},
                      FeatureCase{"would_say", "Meg would say \"thank you\" and go.", kQuoteSupposed, true},
                      FeatureCase{"says", "Meg said \"thank you\" and went.", kQuoteSupposed, false},
                      FeatureCase{"would_have_said", "Meg would have said \"thank you\" and gone.", kQuoteUnreal, true},
                      FeatureCase{"instead_of_saying", "Instead of saying \"thank you\" Meg went.", kQuoteUnreal, true},
                      FeatureCase{"going_to_say", "Meg was going to say \"thank you\" then.", kQuoteAboutToSay, true},
                      FeatureCase{"never_said", "Meg never said \"thank you\" to him.", kQuoteDenied, true},
                      FeatureCase{"had_said", "Meg had said \"thank you\" to him.", kQuoteHad, true},
                      FeatureCase{"reads", "\"Keep out,\" read Meg.", kQuoteReads, true},
                      FeatureCase{"sings", "\"Heigh ho,\" sang Meg.", kQuoteSings, true},
                      FeatureCase{"as_called", "It was \"the den,\" as she called it.", kQuoteAsPut, true},
                      FeatureCase{"word", "She did not like the word \"cosy\" at all.", kQuoteAfterNaming, true},
                      FeatureCase{"after_the", "She read the \"Life of a Clock\" there.", kQuoteAfterDeterminer, true},
                      FeatureCase{"after_of", "There were cries of \"Fire!\" outside.", kQuoteAfterPreposition, true},
                      FeatureCase{"letter_runs", "The letter ran: \"Come at noon.\"", kQuoteAfterWriting, true},
                      FeatureCase{"writing_near", "The inscription ran: \"Come.\"", kQuoteAfterWriting, true},
                      FeatureCase{"no_writing", "The rain fell: \"Come.\"", kQuoteAfterWriting, false},
                      FeatureCase{"opens", "\"Go,\" said Meg.", kQuoteOpens, true},
                      FeatureCase{"closes", "Meg said, \"Go.\"", kQuoteCloses, true},
                      FeatureCase{"alone", "\"Go.\"", kQuoteAlone, true},
                      FeatureCase{"tie_comma", "Meg said, \"Go.\"", kQuoteTieComma, true},
                      FeatureCase{"tie_none", "Meg said \"Go\" then.", kQuoteTieNone, true},
                      FeatureCase{"subject", "\"Go\" was what she said.", kQuoteSubject, true},
                      FeatureCase{"joined", "She wrote \"Go\" and left.", kQuoteJoined, true}),
    [](const auto& test) { return std::string(test.param.name); });

}  // namespace
}  // namespace sotto::attribution
