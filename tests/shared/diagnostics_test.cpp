#include "shared/diagnostics.h"

#include <gtest/gtest.h>

namespace sotto {
namespace {

TEST(Diagnostics, ShowPlaceLineCaretAndHint) {
  const std::string text = "first\r\nsäy: hellø wörld\r\nlast";
  const Diagnostic d =
      diagnostic_at(Severity::error, "story.txt", text, text.find("wörld"), "no such wörd", "try 'word'");
  EXPECT_EQ(render(d),
            "story.txt:2:12: error: no such wörd\n"
            "  säy: hellø wörld\n"
            "             ^\n"
            "  try 'word'\n");
}

TEST(Diagnostics, CutLongLinesToAWindowRoundThePlace) {
  std::string text(5000, 'x');
  text += "HERE";
  text.append(5000, 'y');
  const std::string shown = render(diagnostic_at(Severity::warning, "a.txt", text, 5000, "look"));
  EXPECT_LT(shown.size(), 500U);
  const auto caret = shown.rfind('^') - shown.rfind('\n', shown.rfind('^'));
  const auto place = shown.find("HERE") - shown.rfind('\n', shown.find("HERE"));
  EXPECT_EQ(caret, place);
}

TEST(Diagnostics, OnlyErrorsCountAsErrors) {
  Diagnostics all;
  all.warning("a", "w");
  all.note("a", "n");
  EXPECT_FALSE(all.has_errors());
  Diagnostics more;
  more.error("b", "e");
  all.append(more);
  EXPECT_TRUE(all.has_errors());
  EXPECT_EQ(render(all), "a: warning: w\na: note: n\nb: error: e\n");
}

TEST(Diagnostics, KeepOfALongLineWhatIsNearThePlace) {
  std::string text(5000, 'x');
  text += "HERE" + std::string(5000, 'y');
  const Diagnostic whole = diagnostic_at(Severity::warning, "a.txt", text, 5000, "look");
  Diagnostics all;
  all.add(whole);
  EXPECT_LT(all.all().front().source_line.size(), 500U);
  EXPECT_EQ(all.all().front().column, 5001U);
  EXPECT_EQ(render(all), render(whole));
  Diagnostics more;
  more.append(all);
  EXPECT_EQ(render(more), render(whole));
}

/// "a:7:1: warning: ...", without a line of source.
Diagnostic at_line(std::size_t line, Severity severity, std::string message) {
  Diagnostic diagnostic;
  diagnostic.severity = severity;
  diagnostic.file = "a";
  diagnostic.line = line;
  diagnostic.message = std::move(message);
  return diagnostic;
}

TEST(Diagnostics, OfOneKindAreShownTheFirstFewAndHowManyMore) {
  Diagnostics all;
  for (std::size_t i = 1; i <= 8; ++i) {
    all.add(
        at_line(i, Severity::warning, "'name " + std::to_string(i) + "' isn't here " + std::to_string(i) + " times"));
    if (i == 2) all.note("b", "another kind");
    all.add(at_line(i, Severity::error, "wrong"));
  }
  const Brevity brevity{.remarks = 3, .errors = 6, .rest = "-v shows all"};
  EXPECT_EQ(render(all, brevity),
            "a:1: warning: 'name 1' isn't here 1 times\n"
            "a:1: error: wrong\n"
            "a:2: warning: 'name 2' isn't here 2 times\n"
            "b: note: another kind\n"
            "a:2: error: wrong\n"
            "a:3: warning: 'name 3' isn't here 3 times\n"
            "  ... and 5 more like it (-v shows all)\n"
            "a:3: error: wrong\n"
            "a:4: error: wrong\n"
            "a:5: error: wrong\n"
            "a:6: error: wrong\n"
            "  ... and 2 more like it (-v shows all)\n");
  EXPECT_EQ(render(all, {.remarks = 8, .errors = 8}), render(all));
}

TEST(Diagnostics, OfTheSameWordsAboutOthersAreOtherKinds) {
  Diagnostics all;
  for (const char* message : {"a is odd", "b is odd", "c is odd"}) all.warning("x", message);
  EXPECT_EQ(render(all, {.remarks = 1}), render(all));
}

TEST(Diagnostics, TheSameTwiceIsShownOnce) {
  Diagnostics all;
  for (int i = 0; i < 9; ++i) {
    all.warning("a", "'Erik' is a name of both", "take it away");
    all.warning("b", "'Erik' is a name of both", "take it away");
  }
  EXPECT_EQ(render(all, {.remarks = 2}),
            "a: warning: 'Erik' is a name of both\n  take it away\n"
            "b: warning: 'Erik' is a name of both\n  take it away\n");
}

TEST(Diagnostics, QuietShowsErrorsOnly) {
  Diagnostics all;
  all.note("a", "n");
  all.warning("a", "w");
  all.error("a", "e");
  EXPECT_EQ(render(all, {.least = Severity::error}), "a: error: e\n");
  EXPECT_EQ(render(all, {.least = Severity::warning}), "a: warning: w\na: error: e\n");
}

TEST(Diagnostics, OfOneKindOnlySoManyAreKeptAndTheOthersCounted) {
  Diagnostics all;
  std::size_t located = 0;
  constexpr std::size_t kMany = 2500;
  for (std::size_t i = 1; i <= kMany; ++i) {
    all.add(Severity::error, "wrong", [&] {
      ++located;
      return at_line(i, Severity::error, "wrong");
    });
  }
  EXPECT_EQ(located, Diagnostics::kMostOfAKind) << "the others' places are not looked for";
  EXPECT_EQ(all.all().size(), Diagnostics::kMostOfAKind);
  EXPECT_EQ(all.count_like(all.all().front()), kMany);
  Diagnostics more;
  more.append(all);
  more.append(all);
  EXPECT_EQ(more.all().size(), Diagnostics::kMostOfAKind);
  EXPECT_EQ(render(more, {.errors = 1}), "a:1: error: wrong\n  ... and 4999 more like it\n");
}

TEST(Diagnostics, WhatIsAppendedKeepsToTheSameMeasure) {
  Diagnostics few;
  for (std::size_t i = 1; i <= 600; ++i) few.add(at_line(i, Severity::error, "wrong"));
  Diagnostics all = few;
  all.append(few);
  EXPECT_EQ(all.all().size(), Diagnostics::kMostOfAKind);
  EXPECT_EQ(all.count_like(all.all().front()), 1200U);
}

TEST(Diagnostics, ATextThatEndsAtThePlace) {
  const Diagnostic d = diagnostic_at(Severity::error, "a", "one\ntwo", 99, "end");
  EXPECT_EQ(d.line, 2U);
  EXPECT_EQ(d.column, 4U);
}

}  // namespace
}  // namespace sotto
