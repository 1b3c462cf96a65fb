#include "annotate/attribution/model/feature_context.h"

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

}  // namespace
}  // namespace sotto::attribution
