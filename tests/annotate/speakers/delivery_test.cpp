#include "annotate/speakers/delivery.h"

#include <gtest/gtest.h>

#include <string>

#include "annotate/speakers/study.h"

namespace sotto {
namespace {

struct DeliveryCase {
  const char* tag;  // stands after "Go!"
  const char* delivery;
};

class DeliveryTest : public testing::TestWithParam<DeliveryCase> {};

TEST_P(DeliveryTest, IsWhatTheTagSays) {
  Diagnostics diagnostics;
  const auto manuscript = decode_manuscript("story.txt", std::string("\"Go!\" ") + GetParam().tag, diagnostics);
  ASSERT_TRUE(manuscript);
  const Study study(*manuscript, find_chapters(*manuscript, "Story"), {}, diagnostics);
  ASSERT_EQ(study.evidence.speeches().size(), 1U);
  EXPECT_EQ(delivery_of(study.tokens, study.evidence.speeches()[0]), GetParam().delivery) << GetParam().tag;
}

INSTANTIATE_TEST_SUITE_P(
    Tags, DeliveryTest,
    testing::Values(DeliveryCase{"said Meg.", ""}, DeliveryCase{"whispered Meg.", "whisper"},
                    DeliveryCase{"Meg breathed.", "whisper"}, DeliveryCase{"said Meg in a whisper.", "whisper"},
                    DeliveryCase{"said Meg softly.", "soft"}, DeliveryCase{"murmured Meg.", "soft"},
                    DeliveryCase{"muttered Meg.", "low"}, DeliveryCase{"said Meg in a low voice.", "low"},
                    DeliveryCase{"said Meg coldly.", "cold"}, DeliveryCase{"said Meg hoarsely.", "hoarse"},
                    DeliveryCase{"begged Meg.", "plead"}, DeliveryCase{"cried Meg.", ""},
                    DeliveryCase{"cried Meg through her tears.", "cry"}, DeliveryCase{"sobbed Meg.", "sob"},
                    DeliveryCase{"said Meg, laughing.", "laugh"}, DeliveryCase{"called Meg.", "call"},
                    DeliveryCase{"shouted Meg.", "shout"}, DeliveryCase{"thundered Meg.", "thunder"},
                    DeliveryCase{"said Meg, sitting on a low chair.", ""}, DeliveryCase{"said Meg, not coldly.", ""}));

}  // namespace
}  // namespace sotto
