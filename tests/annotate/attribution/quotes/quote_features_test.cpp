#include "annotate/attribution/quotes/quote_features.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "annotate/attribution/quotes/read_features.h"

namespace sotto::attribution {
namespace {

TEST(QuoteFeatures, AreOfEveryQuotationInOrder) {
  const auto all = features_of_quotes("\"Go,\" said Meg. She read the \"Life of a Clock\" there.");
  ASSERT_EQ(all.size(), 2U);
  for (const QuoteFeatures& one : all) EXPECT_EQ(one[kQuoteBias], 1.0F);
  EXPECT_EQ(all[0][kQuoteTagName], 1.0F);
  EXPECT_EQ(all[1][kQuoteTagName], 0.0F);
}

TEST(QuoteFeatures, TellOfTheOthersInTheParagraph) {
  EXPECT_TRUE(has_feature("\"It rains,\" said Meg. \"Much.\"", kQuoteTaggedBeside));
  EXPECT_FALSE(has_feature("\"It rains.\" \"Much.\"", kQuoteTaggedBeside));
  EXPECT_TRUE(has_feature("\"It rains,\" said Meg, \"and it will.\"", kQuoteCompletes));
  EXPECT_FALSE(has_feature("\"It rains,\" said Meg.", kQuoteTaggedBeside)) << "its own tag is not beside it";
}

TEST(QuoteFeatures, TellOfTheParagraphsBeside) {
  EXPECT_TRUE(has_feature("\"It rains.\"\n\n\"Much.\"", kQuoteTalkBefore));
  EXPECT_FALSE(has_feature("The rain fell.\n\n\"Much.\"", kQuoteTalkBefore));
  EXPECT_TRUE(has_feature("The rain fell.\n\nIt was \"wet\" there.\n\nThe rain fell.", kQuoteLonely));
}

TEST(QuoteFeatureNames, AreDistinct) {
  std::set<std::string_view> names;
  for (std::uint32_t i = 0; i < kQuoteFeatureCount; ++i) names.insert(quote_feature_name(static_cast<QuoteFeature>(i)));
  EXPECT_EQ(names.size(), std::size_t{kQuoteFeatureCount});
  EXPECT_EQ(quote_feature_name(kQuoteTagName), "tag name");
  EXPECT_EQ(quote_feature_name(kQuoteVerse), "verse");
}

}  // namespace
}  // namespace sotto::attribution
