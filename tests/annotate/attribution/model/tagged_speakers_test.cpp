#include "annotate/attribution/model/tagged_speakers.h"

#include <gtest/gtest.h>

#include <string>

#include "annotate/attribution/model/document_analysis.h"

namespace sotto::attribution {
namespace {

/// Whom the tag of a story's first speech names beyond doubt.
std::string surely_named(const std::string& story) {
  Diagnostics diagnostics;
  const auto manuscript = document::decode_manuscript("a.txt", story, diagnostics);
  const DocumentAnalysis analysis(*manuscript, document::find_chapters(*manuscript, "A"), {}, diagnostics);
  const EntityIndex entity = analysis.context.surely_named[0];
  return entity == kNobody ? "nobody" : analysis.entities.cast[entity].name;
}

TEST(SurelyNamed, MyFatherIsAsSurelyHeAsByName) {
  EXPECT_EQ(surely_named("I stood on the quay with my father.\n\n\"It is,\" said my father.\n\n\"Is it?\" I asked.\n"),
            "the father");
  EXPECT_EQ(surely_named("She stood on the quay with a man.\n\n\"It is,\" said the man.\n\n\"Is it?\" she asked.\n"),
            "nobody");
}

TEST(SurelyNamed, IsWhomTheSpeechsOwnTagNames) {
  for (const char* sure : {"\"It rains,\" said Meg.\n", "\"It rains,\" Meg said.\n", "Meg said, \"It rains.\"\n"})
    EXPECT_EQ(surely_named(sure), "Meg") << sure;
  for (const char* unsure :
       {"\"It rains.\" Meg rose.\n", "\"It rains,\" she said.\n", "\"It rains,\" said Meg's brother.\n"})
    EXPECT_NE(surely_named(unsure), "Meg") << unsure;
}

TEST(SaidBy, IsTheGenderOfThePronounOfTheTag) {
  const auto gender = [](const std::string& story) {
    Diagnostics diagnostics;
    const auto manuscript = document::decode_manuscript("a.txt", story, diagnostics);
    const DocumentAnalysis analysis(*manuscript, document::find_chapters(*manuscript, "A"), {}, diagnostics);
    return said_by(analysis.context, 0);
  };
  EXPECT_EQ(gender("\"It rains,\" she said.\n"), language::Gender::female);
  EXPECT_EQ(gender("\"It rains,\" said he.\n"), language::Gender::male);
  EXPECT_EQ(gender("\"It rains,\" they said.\n"), language::Gender::unknown);
  EXPECT_EQ(gender("\"It rains,\" said Meg.\n"), language::Gender::unknown);
  EXPECT_EQ(gender("\"It rains.\" She rose.\n"), language::Gender::unknown) << "that is no tag";
}

}  // namespace
}  // namespace sotto::attribution
