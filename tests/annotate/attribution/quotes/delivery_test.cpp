#include "annotate/attribution/quotes/delivery.h"

#include <gtest/gtest.h>

#include <string>

#include "annotate/attribution/model/document_analysis.h"

namespace sotto::attribution {
namespace {

struct DeliveryCase {
  const char* tag;  // stands after "Go!"
  const char* delivery;
};

class DeliveryTest : public ::testing::TestWithParam<DeliveryCase> {};

TEST_P(DeliveryTest, IsWhatTheTagSays) {
  Diagnostics diagnostics;
  const auto manuscript =
      document::decode_manuscript("story.txt", std::string("\"Go!\" ") + GetParam().tag, diagnostics);
  ASSERT_TRUE(manuscript);
  const DocumentAnalysis analysis(*manuscript, document::find_chapters(*manuscript, "Story"), {}, diagnostics);
  ASSERT_EQ(analysis.context.speeches.size(), 1U);
  EXPECT_EQ(DeliveryReader(analysis.tokens).read(analysis.context.speeches[0]), GetParam().delivery) << GetParam().tag;
}

INSTANTIATE_TEST_SUITE_P(
    Tags, DeliveryTest,
    ::testing::Values(
        DeliveryCase{"said Meg.", ""}, DeliveryCase{"whispered Meg.", "whisper"},
        DeliveryCase{"Meg breathed.", "whisper"}, DeliveryCase{"said Meg in a whisper.", "whisper"},
        DeliveryCase{"said Meg softly.", "soft"}, DeliveryCase{"murmured Meg.", "soft"},
        DeliveryCase{"muttered Meg.", "low"}, DeliveryCase{"said Meg in a low voice.", "low"},
        DeliveryCase{"said Meg coldly.", "cold"}, DeliveryCase{"said Meg hoarsely.", "hoarse"},
        DeliveryCase{"begged Meg.", "plead"}, DeliveryCase{"cried Meg.", ""},
        DeliveryCase{"cried Meg through her tears.", "cry"}, DeliveryCase{"sobbed Meg.", "sob"},
        DeliveryCase{"said Meg, laughing.", "laugh"}, DeliveryCase{"called Meg.", "call"},
        DeliveryCase{"shouted Meg.", "shout"}, DeliveryCase{"thundered Meg.", "thunder"},
        DeliveryCase{"said Meg, sitting on a low chair.", ""}, DeliveryCase{"said Meg, not coldly.", ""},
        DeliveryCase{"said Meg without shouting.", ""}, DeliveryCase{"said Meg in a voice of thunder.", "thunder"},
        DeliveryCase{"said Meg, in tones of ice.", "cold"}, DeliveryCase{"said Meg in a hoarse whisper.", "whisper"},
        DeliveryCase{"said Meg in a low, hoarse voice.", "hoarse"}, DeliveryCase{"said Meg with a little sob.", "sob"},
        DeliveryCase{"said Meg in a roar.", "thunder"}, DeliveryCase{"said Meg with a short, angry laugh.", "laugh"},
        DeliveryCase{"said Meg, who heard a roar.", ""}, DeliveryCase{"said Meg in a cold room.", ""},
        DeliveryCase{"said Meg with a low bow.", ""}, DeliveryCase{"said Meg on the thunder of hooves.", ""}));

}  // namespace
}  // namespace sotto::attribution
