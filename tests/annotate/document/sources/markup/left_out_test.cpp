#include "annotate/document/sources/markup/left_out.h"

#include <gtest/gtest.h>

namespace sotto::document {
namespace {

TEST(LeftOut, IsToldOnce) {
  Diagnostics diagnostics;
  LeftOut left_out;
  left_out.tell("a.epub", diagnostics);
  EXPECT_TRUE(diagnostics.empty());
  for (int i = 0; i < 3; ++i) left_out.add(Silent::note_mark);
  left_out.add(Silent::navigation);
  left_out.tell("a.epub", diagnostics);
  EXPECT_EQ(render(diagnostics), "a.epub: note: not read: 1 table of contents, 3 note marks\n");
}

TEST(LeftOut, SaysHowToHearNotes) {
  Diagnostics diagnostics;
  LeftOut left_out;
  left_out.add(Silent::note);
  left_out.tell("a.epub", diagnostics);
  EXPECT_EQ(diagnostics.all().front().hint, "`notes: read` in the book's settings has the notes read");
}

}  // namespace
}  // namespace sotto::document
