#include "annotate/document/letter_headings.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "annotate/document/chapters.h"

namespace sotto::document {
namespace {

/// The titles of the chapters, each with its number of paragraphs.
std::vector<std::string> chapters_of(const std::string& text) {
  Diagnostics diagnostics;
  const auto manuscript = decode_manuscript("story.txt", text, diagnostics);
  std::vector<std::string> titles;
  for (const Chapter& chapter : find_chapters(*manuscript, "Story"))
    titles.push_back(chapter.title + " " + std::to_string(chapter.paragraphs.size()));
  return titles;
}

using Titles = std::vector<std::string>;

TEST(LetterHeadings, ABookOfLettersHasAChapterForEach) {
  const std::string letters =
      "THE MILL, WORCESTER,\n\nDecember 27.\n\nDear Judy:\n\nYour letter is here.\n\nI read it twice.\n\n"
      "THE MILL, Tuesday.\n\nMy dear Gordon,\n\nIt rains.\n\nDearest Judy:\n\nIt still rains.\n";
  EXPECT_EQ(chapters_of(letters),
            (Titles{"Letter 1: Dear Judy 2", "Letter 2: My dear Gordon 1", "Letter 3: Dearest Judy 1"}));
}

TEST(LetterHeadings, ASignatureEndsTheLetterBefore) {
  const std::string letters =
      "Dear Judy:\n\nIt rains.\n\nSALLIE.\n\nWednesday.\n\nDear Judy:\n\nIt still rains.\n\nSALLIE.\n\nTHE MILL,\n\n"
      "Friday.\n\nDear Judy:\n\nSun.\n";
  EXPECT_EQ(chapters_of(letters), (Titles{"Letter 1: Dear Judy 2", "Letter 2: Dear Judy 2", "Letter 3: Dear Judy 1"}));
}

TEST(LetterHeadings, LettersInsideChaptersAreNone) {
  const std::string letter = "Dear Judy:\n\nIt rains.\n\n";
  EXPECT_EQ(chapters_of("CHAPTER I\n\n" + letter + letter + "CHAPTER II\n\n" + letter + letter),
            (Titles{"Chapter 1 4", "Chapter 2 4"}));
  EXPECT_EQ(chapters_of("He sat down.\n\n" + letter + letter), (Titles{"Story 5"})) << "two are no book of letters";
}

}  // namespace
}  // namespace sotto::document
