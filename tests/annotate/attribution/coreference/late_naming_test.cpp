#include "annotate/attribution/coreference/late_naming.h"

#include <gtest/gtest.h>

#include "annotate/annotate.h"
#include "annotate/attribution/model/document_analysis.h"

namespace sotto::attribution {
namespace {

/// The speakers of a story's speeches, in order, with Meg and Erik given.
std::vector<std::string> speakers(const std::string& story) {
  Diagnostics diagnostics;
  const auto manuscript = document::decode_manuscript("a.txt", story, diagnostics);
  document::Character meg;
  meg.id = "meg";
  meg.name = "Meg";
  meg.gender = language::Gender::female;
  document::Character erik;
  erik.id = "erik";
  erik.name = "Erik";
  erik.gender = language::Gender::male;
  const script::Script script = annotate::annotate(*manuscript, document::find_chapters(*manuscript, "A"),
                                                   {{meg, erik}, document::Others::nobody}, {}, diagnostics);
  std::vector<std::string> found;
  for (const script::ScriptChapter& chapter : script.chapters) {
    for (const script::Line& line : chapter.lines) {
      if (line.guess) found.push_back(line.who);
    }
  }
  return found;
}

TEST(LateNaming, AVoiceIsWhoIsNamedNext) {
  EXPECT_EQ(
      speakers("Meg opened the drawer.\n\n\"You kept it,\" said a voice.\n\nShe did not scream. In the door stood "
               "Erik.\n\n\"Shut the door,\" said Meg.\n"),
      (std::vector<std::string>{"erik", "meg"}));
}

TEST(LateNaming, UntilThenThePronounIsTheirs) {
  EXPECT_EQ(
      speakers("Meg opened the door.\n\n\"Go home,\" said a voice.\n\n\"Who is there?\" she whispered.\n\n\"Nobody.\" "
               "He had not turned round. \"Nobody at all.\"\n\n\"Give me that,\" said Erik.\n"),
      (std::vector<std::string>{"erik", "meg", "erik", "erik", "erik"}));
}

TEST(LateNaming, WhoWasThereBeforeIsNotTheVoice) {
  const auto found =
      speakers("Meg and Erik sat in the dark.\n\n\"Is anybody there?\" called a voice.\n\n\"No,\" said Meg.\n");
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[1], "meg");
  EXPECT_NE(found[0], "meg");
}

TEST(LateNaming, WhoWasBroughtInIsNobodyElse) {
  EXPECT_EQ(
      speakers("Meg and Erik were mending the net when a boy came down the path.\n\n\"Have you seen my dog?\" said the "
               "boy.\n\n\"No,\" said Meg.\n"),
      (std::vector<std::string>{"the-boy", "meg"}));
}

TEST(LateNaming, WhoIsNamedSoonMayBeTheOneBroughtIn) {
  const std::string story =
      "Meg was mending the net when a boy came down the path.\n\n\"Have you seen my dog?\" said the boy.\n\n\"No,\" "
      "said "
      "Meg.\n";
  const auto first = [](const std::string& text) {
    Diagnostics diagnostics;
    const auto manuscript = document::decode_manuscript("a.txt", text, diagnostics);
    const DocumentAnalysis analysis(*manuscript, document::find_chapters(*manuscript, "A"), {}, diagnostics);
    const EntityIndex entity = link_late_named(analysis).at(0);
    return entity == kNobody ? std::string() : analysis.entities.cast[entity].name;
  };
  EXPECT_EQ(first(story), "the boy");
  EXPECT_EQ(first(story + "\nErik looked under the boat. \"He likes nets,\" said Erik.\n"), "");
}

}  // namespace
}  // namespace sotto::attribution
