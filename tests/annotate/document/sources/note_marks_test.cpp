#include "annotate/document/sources/note_marks.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "annotate/language/languages.h"

namespace sotto::document {
namespace {

/// The text with marks and notes taken out.
std::string without(std::string text) {
  NoteMarks found = find_note_marks(language::default_language(), text);
  found.marks.insert(found.marks.end(), found.notes.begin(), found.notes.end());
  std::sort(found.marks.begin(), found.marks.end(), [](Span a, Span b) { return a.begin > b.begin; });
  for (const Span span : found.marks) text.erase(span.begin, span.size());
  return text;
}

TEST(NoteMarksTest, MarksBehindWordsGo) {
  EXPECT_EQ(without("The quay[1] was wet.[2] Mara[A] came.{13}"), "The quay was wet. Mara came.");
  EXPECT_EQ(without("It rained in May.12 The king slept."), "It rained in May. The king slept.");
  EXPECT_EQ(without("\"We shall wait,\"15 the envoy said."), "\"We shall wait,\" the envoy said.");
  EXPECT_EQ(without("\"No,\" he said.13\n\n* A note."), "\"No,\" he said.\n\n* A note.");
  EXPECT_EQ(without("The quay¹ was wet.² Mara† came."), "The quay was wet. Mara came.");
  EXPECT_EQ(without("The quay1 was old2 and the rain3 was new."), "The quay was old and the rain was new.");
}

TEST(NoteMarksTest, NotesGoWithTheirMarksAndHeading) {
  EXPECT_EQ(without("The quay[1] was wet.\n\nMara came.\n\nFOOTNOTES:\n\n[1] A quay in the\nnorth.\n\n[2] Other.\n"),
            "The quay was wet.\n\nMara came.\n\n\n\n[2] Other.\n");
}

TEST(NoteMarksTest, OtherFiguresStay) {
  for (const char* text :
       {"No.5 and fig.12 are here.", "agent47 came.", "It is 3.14 or 1,000 at 7:05.", "a[1] and x[2]", "12 m² and 10³",
        "\"12 men,\" he said.", "6'2\" tall", "He was born in 1905. The king slept.", "B12 and MP3", "[Exit Mara]",
        "[1] Bring water.\n[2] Boil it.", "in the '90s, at 5.30 sharp"})
    EXPECT_EQ(without(text), text);
}

}  // namespace
}  // namespace sotto::document
