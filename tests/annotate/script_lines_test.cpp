#include "annotate/script_lines.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace sotto::annotate {
namespace {

/// A paragraph that is the whole of a text.
document::Paragraph whole(const std::string& text) {
  document::Paragraph paragraph;
  paragraph.span = {0, text.size()};
  return paragraph;
}

std::vector<std::string> said(const ScriptLines& lines) {
  std::vector<std::string> said;
  for (const script::Line& line : lines.lines) said.push_back(line.who + ": " + line.say);
  return said;
}

script::Line by(const std::string& who) {
  script::Line line;
  line.who = who;
  return line;
}

TEST(ScriptLines, NarrationStandsBetweenSpeeches) {
  const std::string text = "She sat.  Yes. He  sat. No.";
  ScriptLines lines(text, 4);
  lines.paragraph(whole(text), script::Boundary::scene);
  lines.speak(Span{10, 14}, by("ann"));
  lines.speak(Span{24, 27}, by("ben"));
  lines.finish_paragraph();
  EXPECT_EQ(said(lines),
            (std::vector<std::string>{"narrator: She sat.", "ann: Yes.", "narrator: He sat.", "ben: No."}));
  EXPECT_EQ(lines.lines.front().before, script::Boundary::scene);
  EXPECT_EQ(lines.lines.back().before, script::Boundary::none);
}

TEST(ScriptLines, WhatHoldsNoWordBelongsToTheLineBefore) {
  const std::string text = "Yes. -- No.";
  ScriptLines lines(text, 2);
  lines.paragraph(whole(text), script::Boundary::none);
  lines.speak(Span{0, 4}, by("ann"));
  lines.speak(Span{8, 11}, by("ben"));
  EXPECT_EQ(said(lines), (std::vector<std::string>{"ann: Yes.", "ben: No."}));
  EXPECT_EQ(lines.lines.front().span, (Span{0, 7}));
}

TEST(ScriptLines, AParagraphOfPunctuationIsALine) {
  const std::string text = " ... ";
  ScriptLines lines(text, 1);
  lines.paragraph(whole(text), script::Boundary::none);
  lines.finish_paragraph();
  EXPECT_EQ(said(lines), (std::vector<std::string>{"narrator: ..."}));
}

TEST(ScriptLines, VerseIsCutAtItsLineEnds) {
  const std::string text = "One and one\nis two";
  document::Paragraph paragraph = whole(text);
  ScriptLines prose(text, 2);
  prose.paragraph(paragraph, script::Boundary::none);
  prose.finish_paragraph();
  EXPECT_EQ(said(prose), (std::vector<std::string>{"narrator: One and one is two"}));
  paragraph.verse = true;
  ScriptLines verse(text, 2);
  verse.paragraph(paragraph, script::Boundary::none);
  verse.finish_paragraph();
  EXPECT_EQ(said(verse), (std::vector<std::string>{"narrator: One and one", "narrator: is two"}));
}

TEST(ScriptLines, WhatIsSkippedIsNotRead) {
  const std::string text = "(aside) Yes.";
  ScriptLines lines(text, 2);
  lines.paragraph(whole(text), script::Boundary::none);
  lines.skip(7);
  lines.speak(Span{8, 12}, by("ann"));
  lines.finish_paragraph();
  EXPECT_EQ(said(lines), (std::vector<std::string>{"ann: Yes."}));
}

}  // namespace
}  // namespace sotto::annotate
