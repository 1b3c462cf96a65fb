#include "annotate/document/chapters.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cctype>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "annotate/document/sources/source_formats.h"
#include "annotate/language/languages.h"
#include "shared/text.h"

namespace sotto::document {
namespace {

using ::testing::ElementsAre;

Manuscript manuscript_of(const std::string& name, std::string_view text) {
  Diagnostics diagnostics;
  auto manuscript = decode_manuscript(name, text, diagnostics);
  EXPECT_TRUE(manuscript) << render(diagnostics);
  return manuscript.value_or(Manuscript{});
}

/// One line a chapter: "title <heading> paragraph | * paragraph that starts a scene".
std::string dump(const Manuscript& manuscript, const std::vector<Chapter>& chapters) {
  std::string out;
  for (const Chapter& chapter : chapters) {
    out += chapter.title;
    if (!chapter.heading.empty()) out += fmt::format(" <{}>", fold_space(chapter.heading.of(manuscript.text)));
    out += ':';
    for (std::size_t i = 0; i < chapter.paragraphs.size(); ++i) {
      const Paragraph& paragraph = chapter.paragraphs[i];
      out += i == 0 ? " " : " | ";
      if (paragraph.starts_scene) out += "* ";
      out += fold_space(paragraph.span.of(manuscript.text));
    }
    out += '\n';
  }
  return out;
}

std::string structure(const std::string& name, std::string_view text) {
  const Manuscript manuscript = manuscript_of(name, text);
  return dump(manuscript, find_chapters(manuscript, "The Book"));
}

struct Case {
  std::string what;
  std::string file;
  std::string text;
  std::string expected;
};

class Structures : public ::testing::TestWithParam<Case> {};

TEST(Structure, EachItemOfAListIsAParagraph) {
  EXPECT_EQ(structure("a.md",
                      "# One\n\nHe had:\n- a **lamp**,\n- two\n  candles;\n  * *wax*\n+ soap.\n\nShe said:\n\n1. Light "
                      "it.\n2) Or\ndo not.\n\nOn they\nwent.\n"),
            "One <# One>: He had: | a **lamp**, | two candles; | *wax* | soap. | She said: | 1. Light it. | 2) Or do "
            "not. | On they went.\n");
}

TEST_P(Structures, AreFound) { EXPECT_EQ(structure(GetParam().file, GetParam().text), GetParam().expected); }

INSTANTIATE_TEST_SUITE_P(
    Table, Structures,
    ::testing::Values(
        Case{"NoHeadings", "a.txt", "It rained.\n\nIt went\non.\n", "The Book: It rained. | It went on.\n"},
        Case{"LoneTitle", "a.txt", "The Mask\n\nIt rained.\n", "The Mask <The Mask>: It rained.\n"},
        Case{"LoneTitleAndAuthor", "a.txt", "THE MASK\n\nby A. N. Other\n\nIt rained.\n\nIt went on.\n",
             "The Mask <THE MASK by A. N. Other>: It rained. | It went on.\n"},
        Case{"AFirstSentenceIsNoTitle", "a.txt", "It rained.\n\nOn it went.\n", "The Book: It rained. | On it went.\n"},
        Case{"Chapters", "a.txt", "CHAPTER I\n\nOne rained.\n\nCHAPTER II\n\nTwo.\n",
             "Chapter 1 <CHAPTER I>: One rained.\nChapter 2 <CHAPTER II>: Two.\n"},
        Case{"TitleInTheLine", "a.txt", "Chapter 1. The Mask\n\nOne.\n\nChapter 2: Five Years\n\nTwo.\n",
             "Chapter 1: The Mask <Chapter 1. The Mask>: One.\nChapter 2: Five Years <Chapter 2: Five Years>: Two.\n"},
        Case{"TitleBelow", "a.txt", "CHAPTER I.\nDOWN THE HOLE\n\nOne.\n\nCHAPTER II.\nI Go to Town\n\nTwo.\n",
             "Chapter 1: Down the Hole <CHAPTER I. DOWN THE HOLE>: One.\nChapter 2: I Go to Town <CHAPTER II. I Go to "
             "Town>: "
             "Two.\n"},
        Case{"TitleBelowABlankLine", "a.txt", "I\n\nTHE HILL\n\nOne.\n\nII\n\nTHE DALE\n\nTwo.\n",
             "1: The Hill <I THE HILL>: One.\n2: The Dale <II THE DALE>: Two.\n"},
        Case{"AShortFirstParagraphIsNoTitle", "a.txt",
             "Chapter 1\n\nRain.\n\nMore rain fell.\n\nChapter 2\n\n\"Yes.\"\n\nNo.\n",
             "Chapter 1 <Chapter 1>: Rain. | More rain fell.\nChapter 2 <Chapter 2>: \"Yes.\" | No.\n"},
        Case{"OrdinalsAndWords", "a.txt",
             "CHAPTER THE FIRST\n\nOne.\n\nChapter Twenty-Two\n\nTwo.\n\nThe Third Part\n\nThree.\n",
             "Chapter 1 <CHAPTER THE FIRST>: One.\nChapter 22 <Chapter Twenty-Two>: Two.\nPart 3 <The Third Part>: "
             "Three.\n"},
        Case{"PrologueAndEpilogue", "a.txt", "Prologue\n\nOne.\n\nLetter 3\n\nTwo.\n\nEPILOGUE\n\nThree.\n",
             "Prologue <Prologue>: One.\nLetter 3 <Letter 3>: Two.\nEpilogue <EPILOGUE>: Three.\n"},
        Case{"PartsAreReadWithTheirFirstChapter", "a.txt",
             "PART ONE\n\nChapter I: The Inn\n\nOne.\n\nChapter II\n\nTwo.\n\nPART TWO\n\nChapter III\n\nThree.\n",
             "Part 1. Chapter 1: The Inn <PART ONE Chapter I: The Inn>: One.\nChapter 2 <Chapter II>: Two.\n"
             "Part 2. Chapter 3 <PART TWO Chapter III>: Three.\n"},
        Case{"PartAndChapterInOneBlock", "a.txt", "BOOK I\nCHAPTER I\n\nOne.\n\nCHAPTER II\n\nTwo.\n",
             "Book 1. Chapter 1 <BOOK I CHAPTER I>: One.\nChapter 2 <CHAPTER II>: Two.\n"},
        Case{"LoneNumerals", "a.txt", "I\n\nOne.\n\nII\n\nTwo.\n\n3\n\nThree.\n",
             "Chapter 1 <I>: One.\nChapter 2 <II>: Two.\nChapter 3 <3>: Three.\n"},
        Case{"NumeralsThatDoNotCount", "a.txt",
             "He wrote a number down.\n\n1905\n\nAnd another.\n\n17\n\nThat was all.\n\nI\n\nwas the last word.\n",
             "The Book: He wrote a number down. | 1905 | And another. | 17 | That was all. | I | was the last word.\n"},
        Case{"ProseThatBeginsLikeAHeading", "a.txt",
             "Part of me knew.\n\nChapter I was reading bored me.\n\nBook five seats, he said.\n",
             "The Book: Part of me knew. | Chapter I was reading bored me. | Book five seats, he said.\n"},
        Case{"TitlePageJoinsTheFirstHeading", "a.txt",
             "EMMA\n\nBy Jane Austen\n\nVOLUME I\n\nCHAPTER I\n\nOne.\n\nCHAPTER II\n\nTwo.\n",
             "Volume 1. Chapter 1 <EMMA By Jane Austen VOLUME I CHAPTER I>: One.\nChapter 2 <CHAPTER II>: Two.\n"},
        Case{"ASentenceIsNoTitlePage", "a.txt",
             "It had rained for nine days.\n\nCHAPTER I\n\nOne.\n\nCHAPTER II\n\nTwo.\n",
             "Opening: It had rained for nine days.\nChapter 1 <CHAPTER I>: One.\nChapter 2 <CHAPTER II>: Two.\n"},
        Case{"ContentsMakeNoChapters", "a.txt",
             "CONTENTS\n\nChapter I\n\nChapter II\n\nChapter III\n\nChapter I\n\nOne.\n\nChapter II\n\nTwo.\n\nChapter "
             "III\n\nThree.\n",
             "Contents <CONTENTS>: Chapter I | Chapter II | Chapter III\nChapter 1 <Chapter I>: One.\n"
             "Chapter 2 <Chapter II>: Two.\nChapter 3 <Chapter III>: Three.\n"},
        Case{"ContentsInOneBlock", "a.txt",
             "Contents\n\nI. The Hill\nII. The Dale\n\nI. The Hill\n\nOne.\n\nII. The Dale\n\nTwo.\n",
             "Contents <Contents>: I. The Hill II. The Dale\n1: The Hill <I. The Hill>: One.\n2: The Dale <II. The "
             "Dale>: "
             "Two.\n"},
        Case{"ATitlePageAboveContentsIsTheirs", "a.txt",
             "The Walk\n\nby Ina Bell\n\n(draft 3)\n\nContents\n\nI. The Hill\n\nII. The Dale\n\nI. The "
             "Hill\n\nOne.\n\nII. "
             "The Dale\n\nTwo.\n",
             "Contents: The Walk | by Ina Bell | (draft 3) | Contents | I. The Hill | II. The Dale\n"
             "1: The Hill <I. The Hill>: One.\n2: The Dale <II. The Dale>: Two.\n"},
        Case{"SceneBreaks", "a.txt",
             "a.\n\n* * *\n\nb.\n\n***\n\nc.\n\n---\n\nd.\n\n#\n\ne.\n\n⁂\n\nf.\n\n~\n\ng.\n\no o "
             "o\n\nh.\n\n\"...\"\n\ni.\n",
             "The Book: a. | * b. | * c. | * d. | * e. | * f. | * g. | * h. | \"...\" | i.\n"},
        Case{"NoSceneBreakAtAChaptersStart", "a.txt", "***\n\nChapter 1\n\n***\n\nOne.\n\n* * *\n\nChapter 2\n\nTwo.\n",
             "Chapter 1 <Chapter 1>: One.\nChapter 2 <Chapter 2>: Two.\n"},
        Case{"CrlfAndByteOrderMark", "a.txt",
             "\xEF\xBB\xBF"
             "Chapter 1\r\n\r\nOne\r\nline.\r\n\r\nChapter 2\r\n\r\nTwo.\r\n",
             "Chapter 1 <Chapter 1>: One line.\nChapter 2 <Chapter 2>: Two.\n"},
        Case{"OldMacLineEnds", "a.txt", "Chapter 1\r\rOne.\r\rChapter 2\r\rTwo.\r",
             "Chapter 1 <Chapter 1>: One.\nChapter 2 <Chapter 2>: Two.\n"},
        Case{"ALineAParagraph", "a.txt", "It rained all day.\n\"Yes,\" said Meg.\n\"No.\"\nIt went on.\n",
             "The Book: It rained all day. | \"Yes,\" said Meg. | \"No.\" | It went on.\n"},
        Case{"Markdown", "a.md", "# One\n\nFirst\nparagraph.\n\n# Two #\n\nSecond.\n",
             "One <# One>: First paragraph.\nTwo <# Two>: Second.\n"},
        Case{"MarkdownBookTitle", "a.md", "# The Mask\n\n*by A. N. Other*\n\n## One\n\nFirst.\n\n## Two\n\nSecond.\n",
             "One <# The Mask *by A. N. Other* ## One>: First.\nTwo <## Two>: Second.\n"},
        Case{"EmphasisInATitle", "a.md", "# A *Short* __Test__ of_it\n\nFirst.\n",
             "A Short Test of_it <# A *Short* __Test__ of_it>: First.\n"},
        Case{"MarkdownUnderlined", "a.md", "One\n===\n\nFirst.\n\nTwo\n---\n\nSecond.\n\n---\n\nThird.\n",
             "One <One ===>: First.\nTwo <Two --->: Second. | * Third.\n"},
        Case{"MarkdownChapterWords", "a.md", "# Chapter 1: The Mask\n\nOne.\n\n# Chapter 2\n\nTwo.\n",
             "Chapter 1: The Mask <# Chapter 1: The Mask>: One.\nChapter 2 <# Chapter 2>: Two.\n"},
        Case{"HashWithoutSpaceIsText", "a.md", "#1 is the best.\n\nSo they say.\n",
             "The Book: #1 is the best. | So they say.\n"},
        Case{"AShortOpeningInWhichSomebodySpeaks", "a.txt",
             "\"Run!\" cried Maud.\n\nChapter 1\n\nOne.\n\nChapter 2\n\nTwo.\n",
             "Opening: \"Run!\" cried Maud.\nChapter 1 <Chapter 1>: One.\nChapter 2 <Chapter 2>: Two.\n"},
        Case{"AnEpilogueWithAName", "a.txt", "Prologue\n\nOne.\n\nEpilogue: Ten Years Later\n\nTwo.\n",
             "Prologue <Prologue>: One.\nEpilogue: Ten Years Later <Epilogue: Ten Years Later>: Two.\n"},
        Case{"ChaptersWithoutText", "a.md", "# One\n\n# Two\n\n# Three\n\nText.\n\n# Four\n",
             "One <# One>:\nTwo <# Two>:\nThree <# Three>: Text.\nFour <# Four>:\n"},
        Case{"AChapterWithoutTextInAPlainFile", "a.txt",
             "Chapter I. In\n\nRain.\n\nChapter II. Out\n\nChapter III. Gone\n\nMore rain fell.\n",
             "Chapter 1: In <Chapter I. In>: Rain.\nChapter 2: Out <Chapter II. Out>:\n"
             "Chapter 3: Gone <Chapter III. Gone>: More rain fell.\n"}),
    [](const auto& test) { return test.param.what; });

TEST(Structure, OnlyMarkdownsOwnHeadingsAreMarked) {
  EXPECT_EQ(structure("a.md", "# One\n\n\\# no heading\n\n```\n# in code\n---\n```\n\n> said\n---\n\nOn.\n"),
            "One <# One>: # no heading | # in code --- | said | * On.\n");
  EXPECT_EQ(structure("a.md", "# One\n\nHe had\n- # a lamp\n\nCHAPTER II\n- Yes.\n\nOn.\n"),
            "One <# One>: He had | a lamp\nChapter 2 <CHAPTER II>: Yes. | On.\n");
}

TEST(Structure, AQuotationAndASpeechWithADashAreParagraphs) {
  EXPECT_EQ(structure("a.md", "He read:\n> Dear Meg,\n> come.\n\n- Yes.\n- No.\n\n- Well?\n\nOn they\nwent.\n"),
            "The Book: He read: | Dear Meg, come. | - Yes. | - No. | - Well? | On they went.\n");
}

TEST(Structure, TildesAreSceneBreaksInMarkdownToo) {
  EXPECT_EQ(structure("a.md", "# One\n\nRain.\n\n~~~\n\nFog.\n\n# Two\n\nSun.\n\n~~~\n\nWind.\n"),
            "One <# One>: Rain. | * Fog.\nTwo <# Two>: Sun. | * Wind.\n");
  EXPECT_EQ(structure("a.md", "Rain.\n\n~~~ text\n# code\n~~~\n\nFog.\n"), "The Book: Rain. | # code | Fog.\n");
}

TEST(Structure, ATableOfContentsIsNoPartOfTheStory) {
  const Manuscript manuscript =
      manuscript_of("a.md", "# Contents\n\nOne\n\n# One\n\nRain.\n\n# Contents\n\nOf a bag.\n");
  const std::vector<Chapter> chapters = find_chapters(manuscript, "B");
  ASSERT_EQ(chapters.size(), 3U);
  EXPECT_TRUE(chapters[0].matter);
  EXPECT_EQ(chapters[0].number, 0);
  EXPECT_FALSE(chapters[1].matter);
  EXPECT_EQ(chapters[1].number, 1);
  EXPECT_FALSE(chapters[2].matter);
}

TEST(Structure, SetsProjectGutenbergApart) {
  const std::string text =
      "The Project Gutenberg eBook of Rain\n\nTitle: Rain\n\n*** START OF THE PROJECT GUTENBERG EBOOK RAIN ***\n\n"
      "CHAPTER I\n\nOne.\n\nCHAPTER II\n\nTwo.\n\nEnd of Project Gutenberg's Rain, by Nobody\n\n"
      "*** END OF THE PROJECT GUTENBERG EBOOK RAIN ***\n\nPart 1. "
      "Terms\n\nYou may.\n";
  const Manuscript manuscript = manuscript_of("rain.txt", text);
  std::vector<std::string> titles;
  for (const Chapter& chapter : find_chapters(manuscript, "Rain")) {
    titles.push_back(fmt::format("{} {}{}", chapter.number, chapter.title, chapter.matter ? ", silent" : ""));
  }
  EXPECT_THAT(titles, ElementsAre("0 About This Text, silent", "1 Chapter 1", "2 Chapter 2", "3 Licence, silent"));
}

TEST(Structure, ParagraphsByIndents) {
  std::string text;
  for (int i = 0; i < 20; ++i)
    text += "    He went on and on and\nthen further on, until\nthe road was done with him.\n";
  const Manuscript manuscript = manuscript_of("indents.txt", text);
  EXPECT_EQ(find_chapters(manuscript, "B").front().paragraphs.size(), 20U);
}

TEST(Structure, IndentedVerseInWrappedProseStaysTogether) {
  std::string text;
  for (int i = 0; i < 10; ++i)
    text +=
        "He went on and on and\nthen further on.\n\n  How doth the rain\n    fall on the plain\n  and fall again\n\n";
  const Manuscript manuscript = manuscript_of("verse.txt", text);
  EXPECT_EQ(find_chapters(manuscript, "B").front().paragraphs.size(), 20U);
}

TEST(Structure, EachFileStartsAChapter) {
  Manuscript manuscript;
  for (const auto& [name, text] : std::vector<std::pair<std::string, std::string>>{
           {"01-the-hill.md", "It rained.\n"}, {"02.txt", "It went on.\n"}, {"03.txt", "3\n\nIt stopped.\n"}}) {
    Diagnostics diagnostics;
    manuscript.append(name, read_source(name, text, language::default_language(), diagnostics).value());
  }
  EXPECT_EQ(dump(manuscript, find_chapters(manuscript, "B")),
            "The Hill: It rained.\nChapter 2: It went on.\nChapter 3 <3>: It stopped.\n");
}

/// Chapters cover the text without a gap, and every character that is no white space is in a heading or a paragraph, or
/// on a line of a scene break.
TEST(Structure, LosesNothing) {
  const std::vector<std::pair<std::string, std::string>> texts{
      {"a.txt", "Title\n\nBy me\n\nCHAPTER I\n\nOne.\n\n* * *\n\nMore.\n\nCHAPTER II\nTHE HILL\n\nTwo.\n"},
      {"a.txt", "***\n\nCONTENTS\n\nChapter I\nChapter II\n\nChapter I\n\nOne.\n\n\n\nChapter II\n"},
      {"a.md", "\xEF\xBB\xBF# Book\n\n***\n\n## One\n\n## Two\n\nText\n---\n\n\tEnd"},
      {"a.txt",
       "*** START OF THE PROJECT GUTENBERG EBOOK X ***\n\n***\n\n*** END OF THE PROJECT GUTENBERG EBOOK X ***\n"},
      {"a.txt", "word"},
      {"a.md", "# Contents\n\n# Contents\n\n# One\n\nRain.\n"},
      {"a.txt", "o o o\n"},
      {"a.txt", "I\n\nII\n\nIII\n"},
      {"a.md", "# Only a heading\n"},
  };
  for (const auto& [name, text] : texts) {
    SCOPED_TRACE(text);
    const Manuscript manuscript = manuscript_of(name, text);
    const std::vector<Chapter> chapters = find_chapters(manuscript, "B");
    ASSERT_FALSE(chapters.empty());
    std::size_t at = 0;
    std::vector<bool> covered(text.size(), false);
    std::set<std::pair<int, std::string>> names;
    for (std::size_t i = 0; i < chapters.size(); ++i) {
      EXPECT_GE(chapters[i].number, i == 0 ? 0 : chapters[i - 1].number);
      EXPECT_TRUE(names.emplace(chapters[i].number, chapters[i].title).second);
      EXPECT_EQ(chapters[i].span.begin, at);
      at = chapters[i].span.end;
      std::size_t last = chapters[i].heading.empty() ? chapters[i].span.begin : chapters[i].heading.end;
      const auto cover = [&](Span span) {
        for (std::size_t k = span.begin; k < span.end; ++k) covered[k] = true;
      };
      cover(chapters[i].heading);
      for (const Paragraph& paragraph : chapters[i].paragraphs) {
        EXPECT_GE(paragraph.span.begin, last);
        EXPECT_LT(paragraph.span.begin, paragraph.span.end);
        EXPECT_TRUE(chapters[i].span.contains(paragraph.span));
        last = paragraph.span.end;
        cover(paragraph.span);
      }
    }
    EXPECT_EQ(at, text.size());
    for (std::size_t k = 0; k < text.size(); ++k) {
      EXPECT_TRUE(covered[k] || std::isalnum(static_cast<unsigned char>(text[k])) == 0) << "offset " << k;
    }
  }
}

TEST(Structure, OneVeryLongLineIsOneParagraph) {
  std::string line;
  while (line.size() < 1'000'000) line += "\"It rains,\" she said. ";
  const Manuscript manuscript = manuscript_of("long.txt", line);
  EXPECT_EQ(find_chapters(manuscript, "B").front().paragraphs.size(), 1U);
}

TEST(Chapters, OfAFormatThatHasThemAreThose) {
  Diagnostics diagnostics;
  Manuscript manuscript;
  Source source;
  source.text = "Rain\n\nIt rained.\n\nMuch\n\n* * *\n\nIt stopped.\n\nIndex\n\nRain, 3";
  for (const char* const block : {"Rain", "It rained.", "Much", "* * *", "It stopped.", "Index", "Rain, 3"}) {
    const std::size_t begin = source.text.find(block);
    const std::string_view words = block;
    source.blocks.push_back({words == "Rain" || words == "Much" || words == "Index" ? Block::Kind::heading
                             : words == "* * *"                                     ? Block::Kind::scene_break
                                                                                    : Block::Kind::paragraph,
                             {begin, begin + words.size()},
                             0,
                             1});
  }
  const std::size_t index = source.text.find("Index");
  source.chapters = {{"One", {0, 4}, {0, index - 2}, false},
                     {"Two", {index, index + 5}, {index, source.text.size()}, true}};
  manuscript.append("a.txt", read_source("a.txt", "Before.\n", {}, diagnostics).value());
  manuscript.append("b.epub", std::move(source));
  std::vector<std::string> shown;
  for (const Chapter& chapter : find_chapters(manuscript, "Book")) {
    std::string one = std::to_string(chapter.number) + (chapter.matter ? "-" : "+") + chapter.title + "[" +
                      std::string(chapter.heading.of(manuscript.text)) + "]";
    for (const Paragraph& paragraph : chapter.paragraphs) {
      one += (paragraph.starts_scene ? "*" : "|") + std::string(paragraph.span.of(manuscript.text));
    }
    shown.push_back(one);
  }
  EXPECT_THAT(shown, ElementsAre("1+A[]|Before.", "2+One[Rain]|It rained.*Much*It stopped.", "3-Two[Index]|Rain, 3"));
}

}  // namespace
}  // namespace sotto::document
