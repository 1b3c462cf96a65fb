#include "annotate/attribution/quotes/quote_weights.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "annotate/language/languages.h"
#include "annotate/language/model_file.h"
#include "shared/failure.h"

namespace sotto::attribution {
namespace {

using ::testing::HasSubstr;

std::string failure_of(const std::string& text) {
  try {
    parse_quote_weights("test.model", text);
  } catch (const MachineFailure& failure) {
    return failure.what();
  }
  return "it is read";
}

QuoteFeatures some_weights() {
  QuoteFeatures weights{};
  for (std::size_t i = 0; i < weights.size(); ++i) weights[i] = static_cast<float>(i) / 7 - 3;
  return weights;
}

TEST(QuoteWeights, ReadBackTheSameBitByBit) {
  const std::string text = print_quote_weights(some_weights());
  EXPECT_THAT(text, HasSubstr("\n-3 bias\n"));
  EXPECT_EQ(parse_quote_weights("test.model", text), some_weights());
}

TEST(QuoteWeights, WeightsOfOtherFeaturesAreRefused) {
  const std::string text = print_quote_weights(some_weights());
  const auto replaced = [&](const std::string& from, const std::string& to) {
    std::string other = text;
    return other.replace(other.find(from), from.size(), to);
  };
  EXPECT_THAT(failure_of(replaced(" unreal\n", " untrue\n")),
              AllOf(HasSubstr("test.model:"), HasSubstr("the weight of \"unreal\" is expected")));
  EXPECT_THAT(failure_of(replaced("-3 bias", "bias")), HasSubstr("the weight of \"bias\" is expected"));
  EXPECT_THAT(failure_of(replaced("-3 bias", "three bias")), HasSubstr("\"three\" is no number"));
  EXPECT_THAT(failure_of(text + "1 height\n"), HasSubstr("the end is expected"));
  EXPECT_THAT(failure_of(text.substr(0, text.rfind('\n', text.size() - 2))), HasSubstr("the file ends"));
}

TEST(LearnedQuoteWeights, AreWhatTheirFileSays) {
  EXPECT_TRUE(print_quote_weights(learned_quote_weights(language::default_language())) ==
              language::default_language().model("quote_classifier.model").bytes)
      << "the file is not as train_speech writes it";
}

}  // namespace
}  // namespace sotto::attribution
