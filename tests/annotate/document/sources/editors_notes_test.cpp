#include "annotate/document/sources/editors_notes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "annotate/document/manuscript.h"
#include "annotate/language/languages.h"

namespace sotto::document {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::vector<std::string> notes_in(const std::string& text) {
  std::vector<std::string> found;
  for (const Span& note : find_editors_notes(language::default_language(), text)) found.emplace_back(note.of(text));
  return found;
}

TEST(EditorsNotes, StandInBracketsAtTheBeginningOfALine) {
  EXPECT_THAT(notes_in("One.\n\n[Illustration]\n\n  [Illustration: The quay\nat night]\n\nTwo."),
              ElementsAre("[Illustration]", "[Illustration: The quay\nat night]"));
  EXPECT_THAT(notes_in("[Footnote 12: See [1] and [2].] It rained."), ElementsAre("[Footnote 12: See [1] and [2].]"));
  EXPECT_THAT(notes_in("[Transcriber's Note: as printed.]\n[Transcriber\u2019s note]"),
              ElementsAre("[Transcriber's Note: as printed.]", "[Transcriber\u2019s note]"));
}

TEST(EditorsNotes, OtherBracketsAreTheAuthors) {
  EXPECT_THAT(notes_in("[He leaves.]\n[Illustrations are dear], he said. The [Illustration] was torn."), IsEmpty());
  EXPECT_THAT(notes_in("[Illustration: nobody closed it.\n\n" + std::string(10'000, 'x')), IsEmpty());
  EXPECT_THAT(notes_in("[Illustration"), IsEmpty());
}

TEST(EditorsNotes, AreNotReadAndMoveNothing) {
  const std::string text = "It rained.\n\n[Illustration: Zoë on the quay]\n\nIt stopped.\n";
  Diagnostics diagnostics;
  const auto manuscript = decode_manuscript("story.txt", text, diagnostics);
  ASSERT_TRUE(manuscript);
  EXPECT_EQ(manuscript->text.size(), text.size());
  EXPECT_EQ(manuscript->text.find("It stopped."), text.find("It stopped."));
  EXPECT_EQ(manuscript->text.find("quay"), std::string::npos);
  ASSERT_EQ(diagnostics.all().size(), 1U);
  EXPECT_THAT(render(diagnostics), HasSubstr("story.txt:3:1: note: 1 note in brackets"));
}

TEST(EditorsNotes, AFileOfNothingElseHasNoWords) {
  Diagnostics diagnostics;
  EXPECT_FALSE(decode_manuscript("story.txt", "[Illustration: The quay]\n", diagnostics));
  EXPECT_THAT(render(diagnostics), HasSubstr("no word"));
}

}  // namespace
}  // namespace sotto::document
