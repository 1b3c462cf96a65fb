#include "annotate/document/quotes.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "annotate/document/chapters.h"

namespace sotto::document {
namespace {

struct Found {
  std::vector<std::string> runs;  ///< with their marks
  std::vector<std::string> messages;
  std::vector<Quote> quotes;
};

Found find(const std::string& text, const language::Language& language = language::default_language()) {
  Diagnostics diagnostics;
  const auto manuscript = decode_manuscript("story.txt", text, diagnostics, language);
  Found found;
  if (!manuscript) return found;
  std::vector<Paragraph> paragraphs;
  for (const Chapter& chapter : find_chapters(*manuscript, "Story")) {
    paragraphs.insert(paragraphs.end(), chapter.paragraphs.begin(), chapter.paragraphs.end());
  }
  found.quotes = find_quotes(*manuscript, paragraphs, diagnostics);
  for (const Quote& quote : found.quotes) found.runs.emplace_back(quote.span.of(manuscript->text));
  for (const Diagnostic& diagnostic : diagnostics.all()) found.messages.push_back(diagnostic.message);
  return found;
}

struct StyleCase {
  const char* name;
  const char* text;
  std::vector<std::string> runs;
};

class QuoteStyleTest : public ::testing::TestWithParam<StyleCase> {};

TEST_P(QuoteStyleTest, FindsEveryRun) {
  const Found found = find(GetParam().text);
  EXPECT_EQ(found.runs, GetParam().runs);
  EXPECT_TRUE(found.messages.empty()) << found.messages.front();
}

INSTANTIATE_TEST_SUITE_P(
    Styles, QuoteStyleTest,
    ::testing::Values(
        StyleCase{"straight", R"("Yes," said Meg. "No.")", {R"("Yes,")", R"("No.")"}},
        StyleCase{"curly", "“Yes,” said Meg. “No.”", {"“Yes,”", "“No.”"}},
        StyleCase{"single_straight",
                  "'Yes,' said Meg. 'The boys' toys are here, rock 'n' roll and all.'",
                  {"'Yes,'", "'The boys' toys are here, rock 'n' roll and all.'"}},
        StyleCase{"single_curly", "‘Yes,’ said Meg. ‘It’s Erik’s.’", {"‘Yes,’", "‘It’s Erik’s.’"}},
        StyleCase{"single_with_elision", "'Tis well,' said Meg. 'Give 'em time.'", {"'Tis well,'", "'Give 'em time.'"}},
        StyleCase{"single_with_many_doubles_inside",
                  "'He said \"no,\" she said \"yes,\" they said \"perhaps,\"' said Meg.\n\n'And \"well?\"'",
                  {"'He said \"no,\" she said \"yes,\" they said \"perhaps,\"'", "'And \"well?\"'"}},
        StyleCase{"single_over_paragraphs",
                  "'He said \"no.\"\n\n'Then \"yes,\" and \"no.\"'",
                  {"'He said \"no.\"", "'Then \"yes,\" and \"no.\"'"}},
        StyleCase{"double_with_many_singles_inside",
                  "\"He said 'no,' she said 'yes,' they said 'perhaps,'\" said Meg.",
                  {"\"He said 'no,' she said 'yes,' they said 'perhaps,'\""}},
        StyleCase{"apostrophes_alone", "'Twas the boys' night, and Meg's too.", {}},
        StyleCase{"guillemets_out", "«Oui», dit Meg. «Non.»", {"«Oui»", "«Non.»"}},
        StyleCase{"guillemets_in", "»Ja«, sagte Meg. »Nein.«", {"»Ja«", "»Nein.«"}},
        StyleCase{"low_high", "„Ja“, sagte Meg. „Nein.“", {"„Ja“", "„Nein.“"}},
        StyleCase{"low_high_polish", "„Tak”, powiedziała Meg.", {"„Tak”"}},
        StyleCase{"nested", R"("He said 'wait,' and I did," said Meg.)", {R"("He said 'wait,' and I did,")"}},
        StyleCase{"nested_curly", "“He said “wait” to me,” said Meg.", {"“He said “wait” to me,”"}},
        StyleCase{"dash_dialogue", "— Oui, dit-il, je viens.\n\n— Non.", {"— Oui,", "je viens.", "— Non."}},
        StyleCase{"dash_english",
                  "- Come in, said Meg.\n\n- It rains, he said. I am wet.",
                  {"- Come in,", "- It rains,", "I am wet."}},
        StyleCase{"between_dashes", R"("I know,"--she turned--"you know.")", {R"("I know,")", R"("you know.")"}}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(Quotes, MarksBehindFiguresMayBeInches) {
  EXPECT_EQ(find("\"He's 6'2\" tall,\" said Ann, \"and 34\" round the waist.\"").runs,
            (std::vector<std::string>{"\"He's 6'2\" tall,\"", "\"and 34\" round the waist.\""}));
  EXPECT_TRUE(find("The plank was 12\" by 8\".").runs.empty());
  EXPECT_EQ(find("\"I am 30\" and \"so is he\" were his words.").runs.size(), 2U);
  EXPECT_EQ(find("\"He left at 10\" she said.").runs, (std::vector<std::string>{"\"He left at 10\""}));
}

TEST(Quotes, AMarkInsideAWordIsALetterThatWasLost) {
  EXPECT_TRUE(find("The Great H\"tel was dark, and the r\"le was his.").runs.empty());
}

TEST(Quotes, FollowTheCustomsOfTheLanguage) {
  const language::Language& french = *language::find_language("fr");
  using Strings = std::vector<std::string>;
  EXPECT_EQ(find("« Oui, dit Claire. Viens avec moi. »", french).runs, (Strings{"« Oui,", "Viens avec moi. »"}));
  EXPECT_EQ(find("« Oui. »\n\n— Tu viens ? demanda Paul.\n\n« Non. »", french).runs,
            (Strings{"« Oui. »", "— Tu viens ?", "« Non. »"}));
  EXPECT_EQ(find("« Tu viens ?\n\n— Non.\n\n— Si, dit-il. »\n\nIl sortit.", french).runs,
            (Strings{"« Tu viens ?", "— Non.", "— Si,"}));
  EXPECT_EQ(find("— Tu viens ? demanda l’aubergiste. Il est tard.\n\n— Jamais ! s'écria l'homme.", french).runs,
            (Strings{"— Tu viens ?", "Il est tard.", "— Jamais !"}));
}

TEST(Quotes, ASpeechOverParagraphsIsOneForEach) {
  const Found found = find("\"One.\n\n\"Two.\n\n\"Three,\" said Meg.\n\n\"Four.\"");
  ASSERT_EQ(found.quotes.size(), 4U);
  EXPECT_TRUE(found.quotes[0].goes_on);
  EXPECT_TRUE(found.quotes[1].continues);
  EXPECT_TRUE(found.quotes[2].continues);
  EXPECT_FALSE(found.quotes[3].continues);
  EXPECT_TRUE(found.messages.empty());
}

TEST(Quotes, WhatABracketSaysAtTheEndIsTheNarrators) {
  const Found found = find("\"We shall win (loud cheers).\"");
  EXPECT_EQ(found.runs, std::vector<std::string>{"\"We shall win"});
}

TEST(Quotes, AVerseWithoutMarksBelongsToTheSpeechAroundIt) {
  const Found found = find("\"He sang:\n\nOh the rain,\n\nthe rain,\" said Meg.");
  ASSERT_EQ(found.runs.size(), 3U);
  EXPECT_EQ(found.runs[1], "Oh the rain,");
  EXPECT_TRUE(found.quotes[1].continues);
}

TEST(Quotes, AMarkThatIsNeverClosedWarnsAndEndsWithItsParagraph) {
  const Found found = find("\"Yes,\" said Meg. \"No.\n\nShe went out.\n\n\"Well,\" said Erik.");
  EXPECT_EQ(found.runs, (std::vector<std::string>{"\"Yes,\"", "\"No.", "\"Well,\""}));
  EXPECT_EQ(found.messages, std::vector<std::string>{"this quotation mark is never closed"});
}

TEST(Quotes, ATagInsideAnOpenSpeechTellsThatItDoesNotGoOn) {
  const Found found = find("\"Come in, said Meg.\n\n\"Well,\" said Erik.");
  ASSERT_EQ(found.quotes.size(), 2U);
  EXPECT_FALSE(found.quotes[1].continues);
  EXPECT_EQ(found.messages.size(), 1U);
}

struct LostMarkCase {
  const char* name;
  const char* text;
  std::vector<std::string> runs;
};

class LostMarkTest : public ::testing::TestWithParam<LostMarkCase> {};

TEST_P(LostMarkTest, TheTagIsNoSpeech) {
  const Found found = find(GetParam().text);
  EXPECT_EQ(found.runs, GetParam().runs);
  EXPECT_EQ(found.messages.size(), 1U);
}

INSTANTIATE_TEST_SUITE_P(
    Marks, LostMarkTest,
    ::testing::Values(
        LostMarkCase{"closing", "\"Come in, said Meg.", {"\"Come in,"}},
        LostMarkCase{"closing_before_a_pronoun", "\"Will you come? he asked, and sat.", {"\"Will you come?"}},
        LostMarkCase{"closing_before_a_description", "\"Come in! cried the man.", {"\"Come in!"}},
        LostMarkCase{
            "closing_and_more_speech", "\"Come in, said Mrs. Dane. \"Sit down.\"", {"\"Come in,", "\"Sit down.\""}},
        LostMarkCase{"closing_curly", "“Come in, said Meg. “Sit down.”", {"“Come in,", "“Sit down.”"}},
        LostMarkCase{"opening_behind_the_tag",
                     "\"Come in,\" said Mrs. Dane. Sit down, please.\"",
                     {"\"Come in,\"", "Sit down, please.\""}},
        LostMarkCase{"opening_curly", "“Come in,” said Meg. Sit down.”", {"“Come in,”", "Sit down.”"}},
        LostMarkCase{"first_opening", "Come in,\" said Meg. \"Sit down.\"", {"Come in,\"", "\"Sit down.\""}},
        LostMarkCase{"what_others_said_is_speech", "\"So I said, no, and went.", {"\"So I said, no, and went."}}),
    [](const auto& test) { return std::string(test.param.name); });

/// Each pass over such a paragraph is linear: what was searched once is not searched for every further mark.
TEST(Quotes, MarksThatNeverCloseCostNoMoreThanTheirLength) {
  for (const std::string piece : {"\u201Ca \u2018b ", "'a b c ", "a\u201D b ", "\u201C", "said he\u201D b "}) {
    std::string text = "One.\n\n";
    while (text.size() < 1'000'000) text += piece;
    const Found found = find(text + "\n\n\u201CYes,\u201D said Meg.\n");
    ASSERT_FALSE(found.runs.empty()) << piece;
    EXPECT_EQ(found.runs.back(), "\u201CYes,\u201D") << piece;
  }
}

TEST(Quotes, TheWarningStandsWhereTheMarkOpened) {
  Diagnostics diagnostics;
  const auto manuscript = decode_manuscript("story.txt", "One.\n\nMeg said: \"No.\n", diagnostics);
  ASSERT_TRUE(manuscript);
  std::vector<Paragraph> paragraphs;
  for (const Chapter& chapter : find_chapters(*manuscript, "Story")) {
    paragraphs.insert(paragraphs.end(), chapter.paragraphs.begin(), chapter.paragraphs.end());
  }
  find_quotes(*manuscript, paragraphs, diagnostics);
  ASSERT_EQ(diagnostics.all().size(), 1U);
  EXPECT_EQ(diagnostics.all()[0].line, 3U);
  EXPECT_EQ(diagnostics.all()[0].column, 11U);
}

}  // namespace
}  // namespace sotto::document
