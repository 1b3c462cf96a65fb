#include "annotate/document/document_parts.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "annotate/document/sources/source_formats.h"
#include "annotate/language/languages.h"
#include "shared/text.h"

namespace sotto::document {
namespace {

/// A letter for each part: H heading, b body, a absorbed by the heading above, < and > before and after the book.
std::string roles(const std::string& name, const std::string& text) {
  Diagnostics diagnostics;
  const Source source = read_source(name, text, language::default_language(), diagnostics).value();
  std::string out;
  for (const Part& part : find_parts(language::default_language(), source.text, source.blocks)) {
    out += "bHa<>"[static_cast<std::size_t>(part.role)];
  }
  return out;
}

TEST(DocumentParts, MarkedHeadingsAreBelieved) {
  EXPECT_EQ(roles("a.md", "# rain and rain, on and on\n\nOne.\n\n## x\n\nTwo.\n"), "HbHb");
  EXPECT_EQ(roles("a.txt", "# rain and rain, on and on\n\nOne.\n"), "bb");
}

TEST(DocumentParts, WordsMakeAHeadingOfWhatStandsAlone) {
  EXPECT_EQ(roles("a.md", "Chapter 1\n\nOne.\n\nChapter 2\n\nTwo.\n"), "HbHb");
  EXPECT_EQ(roles("a.md", "1. The Hill\n\nRain fell.\n\n2. The Dale\n\nOn.\n"), "HbHb");
  EXPECT_EQ(roles("a.md", "Rain.\n\n1. The Hill\n2. The Dale\n\nOn.\n"), "bbbb");
  EXPECT_EQ(roles("a.md", "Rain.\n\n```\nChapter 1\n```\n\nOn.\n"), "bbb");
}

TEST(DocumentParts, HeadingsTakeInTitlesAndOtherHeadings) {
  EXPECT_EQ(roles("a.txt", "CHAPTER I\n\nTHE HILL\n\nOne.\n\nCHAPTER II\n\nTHE DALE\n\nTwo.\n"), "HabHab");
  EXPECT_EQ(roles("a.txt", "PART ONE\n\nCHAPTER I\n\nOne.\n\nCHAPTER II\n\nTwo.\n"), "HabHb");
  EXPECT_EQ(roles("a.md", "# The Mask\n\n*by Zoë*\n\n## One\n\nRain.\n\n## Two\n\nFog.\n"), "HaabHb");
}

TEST(DocumentParts, ATitleBelowAHeadingStandsAlone) {
  EXPECT_EQ(roles("a.md", "CHAPTER I\n\nThe Things\n- a lamp\n\nOne.\n"), "Hbbb");
}

/// A chapter's length of prose.
std::string prose() {
  std::string text;
  for (int i = 0; i < 120; ++i) text += "It rained on the quay, and nobody came by. ";
  return text + "\n\n";
}

TEST(DocumentParts, TitlesWithoutNumberOrContents) {
  const std::string book = "The Quay\n\nby A. N. Other\n\nTHE HILL\n\n" + prose() + "THE DALE\n\n" + prose();
  EXPECT_EQ(roles("a.txt", book + "THE SEA\n\n" + prose()), "bbHbHbHb");
  EXPECT_EQ(roles("a.txt", book + "KEEP OUT\n\nHe did not.\n\nTHE SEA\n\n" + prose()), "bbHbHbbbHb")
      << "an inscription";
  EXPECT_EQ(roles("a.txt", book).find('H', 1), std::string::npos) << "two are few";
  EXPECT_EQ(roles("a.txt", prose() + book + "THE SEA\n\n" + prose()).find('H', 1), std::string::npos)
      << "the book begins without a title";
  const std::string set_apart = "The Hill\n\n" + prose() + "\n\nThe Dale\n\n" + prose() + "\n\nThe Sea\n\n" + prose();
  EXPECT_EQ(roles("a.txt", "THE QUAY\n\n\n\n" + set_apart), "bHbHbHb");
}

TEST(DocumentParts, ANumberedTitleMayFollowOneThatIsMissed) {
  EXPECT_EQ(
      roles("a.txt",
            "1. The Hill\n\nOne.\n\n2. The Dale\n\nTwo.\n\n3. is no title here\n\nThree.\n\n4. The Sea\n\nFour.\n"),
      "HbHbbbHb");
}

TEST(DocumentParts, GutenbergsMarksSetTheBookApart) {
  EXPECT_EQ(roles("a.txt",
                  "Header\n\n*** START OF THE PROJECT GUTENBERG EBOOK X ***\n\nChapter 1\n\nOne.\n\n"
                  "*** END OF THE PROJECT GUTENBERG EBOOK X ***\n\nChapter 2\n"),
            "<<Hb>>");
}

TEST(DocumentParts, WhereAllAreSceneBreaksTheyAreWords) {
  Diagnostics diagnostics;
  const Source source = read_source("a.txt", "o o o\n", language::default_language(), diagnostics).value();
  const Parts parts = find_parts(language::default_language(), source.text, source.blocks);
  ASSERT_EQ(parts.size(), 1U);
  EXPECT_EQ(parts.front().block.kind, Block::Kind::paragraph);
}

TEST(DocumentParts, WordsOfABlockAreWithoutTheRuleBelow) {
  Diagnostics diagnostics;
  const Source source =
      read_source("a.md", "The *Hill*\nand Dale\n===\n", language::default_language(), diagnostics).value();
  EXPECT_EQ(block_words(source.text, source.blocks.front()), "The *Hill* and Dale");
}

TEST(DocumentParts, ATitlePageIsShort) {
  EXPECT_TRUE(fits_title_page("London: Printed for T. Egerton, 1813"));
  std::string words;
  for (int i = 0; i < 31; ++i) words += "word ";
  EXPECT_FALSE(fits_title_page(words));
}

}  // namespace
}  // namespace sotto::document
