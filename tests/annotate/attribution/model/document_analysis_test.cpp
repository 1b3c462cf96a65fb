#include "annotate/attribution/model/document_analysis.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace sotto::attribution {
namespace {

struct OpenSpeechCase {
  const char* name;
  const char* text;
  bool goes_on;  ///< the first quotation of the last paragraph goes on with the speech before
};

class OpenSpeechTest : public ::testing::TestWithParam<OpenSpeechCase> {};

TEST_P(OpenSpeechTest, EndsWhereATagGivesTheNextToAnother) {
  Diagnostics diagnostics;
  const auto manuscript = document::decode_manuscript("story.txt", GetParam().text, diagnostics);
  ASSERT_TRUE(manuscript);
  const DocumentAnalysis analysis(*manuscript, document::find_chapters(*manuscript, "Story"), {}, diagnostics);
  ASSERT_GE(analysis.quotes.size(), 2U);
  const auto last = std::find_if(analysis.quotes.begin(), analysis.quotes.end(), [&](const document::Quote& quote) {
    return quote.paragraph == analysis.quotes.back().paragraph;
  });
  EXPECT_EQ(last->continues, GetParam().goes_on);
  EXPECT_EQ((last - 1)->goes_on, GetParam().goes_on);
}

INSTANTIATE_TEST_SUITE_P(
    Tags, OpenSpeechTest,
    ::testing::Values(OpenSpeechCase{"no_tag", "Erik said, \"One.\n\n\"Two.\"", true},
                      OpenSpeechCase{"the_same", "Erik said, \"One.\n\n\"Two,\" said Erik.", true},
                      OpenSpeechCase{"the_same_by_pronoun", "Erik said, \"One.\n\n\"Two,\" he said.", true},
                      OpenSpeechCase{"another", "Erik said, \"One.\n\n\"Two,\" said Meg.", false},
                      OpenSpeechCase{"another_by_pronoun", "Erik said, \"One.\n\n\"Two,\" she said.", false},
                      OpenSpeechCase{"another_behind_more", "\"One,\" said Erik. \"And more.\n\n\"Two,\" said Meg.",
                                     false}),
    [](const auto& test) { return std::string(test.param.name); });

}  // namespace
}  // namespace sotto::attribution
