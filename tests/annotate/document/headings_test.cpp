#include "annotate/document/headings.h"

#include <gtest/gtest.h>

#include <string>

#include "annotate/language/languages.h"

namespace sotto::document {
namespace {

/// The title of a line that is worded like a heading; "-" for one that is not.
std::string title_of(std::string_view line) {
  const std::optional<Heading> heading = parse_heading(language::default_language(), line);
  return heading ? heading->title(language::default_language()) : "-";
}

TEST(Headings, AreKnownByTheirWords) {
  EXPECT_EQ(title_of("CHAPTER IV. THE MASK"), "Chapter 4: The Mask");
  EXPECT_EQ(title_of("Chapter the Last"), "The Last Chapter");
  EXPECT_EQ(title_of("Chap. 12: Rain"), "Chapter 12: Rain");
  EXPECT_EQ(title_of("PART THE SECOND"), "Part 2");
  EXPECT_EQ(title_of("The First Part"), "Part 1");
  EXPECT_EQ(title_of("Book Twenty-One — The Sea"), "Book 21: The Sea");
  EXPECT_EQ(title_of("EPILOGUE"), "Epilogue");
  EXPECT_EQ(title_of("The Preface"), "Preface");
  EXPECT_EQ(title_of("xii"), "-");
  EXPECT_EQ(title_of("XII"), "Chapter 12");
  EXPECT_EQ(title_of("**II. The Hill**"), "2: The Hill");
  EXPECT_EQ(title_of("Two: The Hill"), "2: The Hill");
  EXPECT_EQ(title_of("Two"), "Chapter 2");
  EXPECT_EQ(title_of("08The Long Night"), "8: The Long Night");
  EXPECT_EQ(title_of("chapter iv"), "Chapter 4");
  EXPECT_EQ(title_of("XI. 'LIKE SUMMER RAIN'"), "11: 'Like Summer Rain'");
  EXPECT_EQ(title_of("XI. “Summer Rain”"), "11: “Summer Rain”");
}

TEST(Headings, OfOtherLanguagesHaveTheirWords) {
  const auto title = [](const char* tag, const char* line) {
    const language::Language& language = *language::find_language(tag);
    const auto heading = parse_heading(language, line);
    return heading ? heading->title(language) : "-";
  };
  EXPECT_EQ(title("fr", "Chapitre premier"), "Chapitre 1");
  EXPECT_EQ(title("fr", "DEUXIÈME PARTIE"), "Partie 2");
  EXPECT_EQ(title("fr", "Épilogue"), "Épilogue");
  EXPECT_EQ(title("es", "CAPÍTULO IV. LA LLUVIA"), "Capítulo 4: La Lluvia");
  EXPECT_EQ(title("de", "Zweites Kapitel"), "Kapitel 2");
  EXPECT_EQ(title("it", "Capitolo 3"), "Capitolo 3");
  EXPECT_EQ(title("pl", "XII"), "Chapter 12");
}

TEST(Headings, ProseIsNone) {
  for (const char* line : {"",
                           "Part of me knew.",
                           "Chapter I was reading bored me.",
                           "Book five seats, he said.",
                           "A chapter 4",
                           "Book",
                           "Chapter",
                           "Letter",
                           "Introduction was made.",
                           "IIII",
                           "Second Day",
                           "1905 was wet",
                           "chapter iv was wet",
                           "letter ii",
                           "007 was late",
                           "00The End",
                           "7Up",
                           "Two.",
                           "Two men came",
                           "One-Eyed Jack",
                           "II. 'Yes,' He Said"}) {
    EXPECT_EQ(title_of(line), "-") << line;
  }
}

TEST(Headings, KnowWhatIsNoPartOfTheBook) {
  const language::Language& language = language::default_language();
  EXPECT_TRUE(is_credit(language, "Produced by A. Person"));
  EXPECT_FALSE(is_credit(language, "Produced in a hurry"));
  EXPECT_TRUE(belongs_to_chapter(language, *parse_heading(language, "Letter II")));
  EXPECT_FALSE(belongs_to_chapter(language, *parse_heading(language, "Chapter II")));
  EXPECT_TRUE(parse_heading(language, "Two")->spelled);
  EXPECT_FALSE(parse_heading(language, "II")->spelled);
}

TEST(Headings, AHigherRankIsDeeper) {
  const auto rank_of = [](std::string_view line) { return parse_heading(language::default_language(), line)->rank; };
  EXPECT_LT(rank_of("Volume 1"), rank_of("Book 1"));
  EXPECT_LT(rank_of("Book 1"), rank_of("Part 1"));
  EXPECT_LT(rank_of("Part 1"), rank_of("Chapter 1"));
  EXPECT_LT(rank_of("Chapter 1"), rank_of("Scene 1"));
  EXPECT_LT(rank_of("Scene 1"), rank_of("I"));
  EXPECT_TRUE(parse_heading(language::default_language(), "I")->numeral);
  EXPECT_FALSE(parse_heading(language::default_language(), "Chapter I")->numeral);
}

TEST(Headings, TitlesHaveCapitals) {
  EXPECT_TRUE(looks_like_title("Down the Rabbit-Hole"));
  EXPECT_TRUE(looks_like_title("A MAD TEA-PARTY."));
  EXPECT_FALSE(looks_like_title("It was raining"));
  EXPECT_FALSE(looks_like_title("The Hill."));
  EXPECT_FALSE(looks_like_title("and So On"));
  EXPECT_FALSE(looks_like_title(std::string(91, 'A')));
  EXPECT_TRUE(is_all_capitals("THE END"));
  EXPECT_FALSE(is_all_capitals("I"));
  EXPECT_FALSE(is_all_capitals("The END"));
}

TEST(Headings, TitleCase) {
  EXPECT_EQ(title_case(language::default_language(), "THE POOL OF TEARS"), "The Pool of Tears");
  EXPECT_EQ(title_case(language::default_language(), "THE 16TH OF JULY"), "The 16th of July");
  EXPECT_EQ(title_case(language::default_language(), "AT THREE A.M."), "At Three a.m.");
  EXPECT_EQ(title_case(language::default_language(), "LOUIS XIV AND I"), "Louis XIV and I");
  EXPECT_EQ(title_case(language::default_language(), "HIS HEART'S DESIRE: THE END"), "His Heart's Desire: The End");
  EXPECT_EQ(title_case(language::default_language(), "As it Stands"), "As it Stands");
}

TEST(Headings, MarksAreNoPartOfATitle) {
  EXPECT_EQ(bare_title("## *The*  __Mask__ ##"), "The Mask");
  EXPECT_EQ(bare_title("[snake_case]"), "snake_case");
  EXPECT_EQ(bare_title("# "), "");
}

}  // namespace
}  // namespace sotto::document
