#include "annotate/annotate.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "shared/text.h"

namespace sotto::annotate {
namespace {

script::Script script_of_file(const std::string& path, const std::string& text,
                              const std::vector<script::SpeakerAnchor>& anchors = {},
                              const document::GivenCast& given = {}) {
  Diagnostics diagnostics;
  const auto manuscript = document::decode_manuscript(path, text, diagnostics);
  if (!manuscript) return {};
  return annotate(*manuscript, document::find_chapters(*manuscript, "Story"), given, anchors, diagnostics);
}

script::Script script_of(const std::string& text, const std::vector<script::SpeakerAnchor>& anchors = {},
                         const document::GivenCast& given = {}) {
  return script_of_file("story.txt", text, anchors, given);
}

/// "who[ how]: say" for each line.
std::vector<std::string> lines_of(const script::Script& script) {
  std::vector<std::string> lines;
  for (const script::ScriptChapter& chapter : script.chapters) {
    for (const script::Line& line : chapter.lines)
      lines.push_back(line.who + (line.how.empty() ? "" : " " + line.how) + ": " + line.say);
  }
  return lines;
}

struct SpeakerCase {
  const char* name;
  const char* text;
  std::vector<std::string> lines;
};

class SpeakerTest : public ::testing::TestWithParam<SpeakerCase> {};

TEST_P(SpeakerTest, EachLineHasItsSpeaker) { EXPECT_EQ(lines_of(script_of(GetParam().text)), GetParam().lines); }

INSTANTIATE_TEST_SUITE_P(
    Tags, SpeakerTest,
    ::testing::Values(
        SpeakerCase{"after", "\"Yes,\" said Meg.", {"meg: Yes,", "narrator: said Meg."}},
        SpeakerCase{"after_plain", "\"Yes,\" Meg said.", {"meg: Yes,", "narrator: Meg said."}},
        SpeakerCase{"before", "Meg said, \"Yes.\"", {"narrator: Meg said,", "meg: Yes."}},
        SpeakerCase{
            "word_as_name",
            "It rained all day. May said, \"Will you?\"\n\n\"I will,\" Will said.",
            {"narrator: It rained all day. May said,", "may: Will you?", "will: I will,", "narrator: Will said."}},
        SpeakerCase{"inside", "\"Yes,\" said Meg, \"I know.\"", {"meg: Yes,", "narrator: said Meg,", "meg: I know."}},
        SpeakerCase{"unnamed", "\"Yes,\" said the dentist.", {"the-dentist: Yes,", "narrator: said the dentist."}},
        SpeakerCase{"quoted_word",
                    "Meg came. The so-called \"Count\" wept.",
                    {"narrator: Meg came. The so-called \"Count\" wept."}},
        SpeakerCase{"sign",
                    "Meg looked. The sign still said \"Out of order,\" as ever.",
                    {"narrator: Meg looked. The sign still said \"Out of order,\" as ever."}},
        SpeakerCase{"first_person",
                    "I looked at Meg. I was cold.\n\n\"Yes,\" I said.",
                    {"narrator: I looked at Meg. I was cold.", "narrator: Yes,", "narrator: I said."}},
        SpeakerCase{"alternation",
                    "\"One,\" said Meg.\n\n\"Two,\" said Erik.\n\n\"Three.\"\n\n\"Four.\"\n\n\"Five.\"",
                    {"meg: One,", "narrator: said Meg.", "erik: Two,", "narrator: said Erik.", "meg: Three.",
                     "erik: Four.", "meg: Five."}}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(Annotate, SaysWhyItThinksSo) {
  const script::Script script = script_of("\"Yes,\" said Meg.\n\n\"No,\" said Erik.\n\n\"Oh.\"");
  std::vector<std::string> rules;
  for (const script::Line& line : script.chapters.at(0).lines) {
    if (line.guess) rules.push_back(line.guess->rule + ": " + line.guess->evidence);
  }
  EXPECT_EQ(rules, (std::vector<std::string>{"tag: said Meg", "tag: said Erik",
                                             "alternation: alternates with Erik for 3 turns"}));
  EXPECT_EQ(script.doubts.size(), rules.size());
}

TEST(Annotate, ACorrectedLineIsEvidenceForItsNeighbours) {
  const std::string text = "Meg and Anna sat down.\n\n\"One.\"\n\n\"Two.\"\n\n\"Three.\"\n\n\"Four.\"";
  for (const std::string first : {"meg", "anna"}) {
    const std::size_t at = text.find("\"One");
    const script::Script script = script_of(text, {{{at, at + 6}, first}});
    const std::string second = first == "meg" ? "anna" : "meg";
    std::vector<std::string> speakers;
    for (const script::Line& line : script.chapters.at(0).lines) {
      if (line.guess) speakers.push_back(line.who);
    }
    EXPECT_EQ(speakers, (std::vector<std::string>{first, second, first, second}));
  }
}

/// Who says each speech where people have corrected some.
std::vector<std::string> speakers_with(const std::string& text, const std::vector<script::SpeakerAnchor>& anchors) {
  std::vector<std::string> speakers;
  for (const script::ScriptChapter& chapter : script_of(text, anchors).chapters) {
    for (const script::Line& line : chapter.lines) {
      if (line.guess) speakers.push_back(line.who);
    }
  }
  return speakers;
}

script::SpeakerAnchor anchor_at(const std::string& text, const std::string& words, const std::string& who) {
  const std::size_t at = text.find(words);
  return {{at, at + words.size()}, who};
}

TEST(Annotate, ACorrectionReachesTheRestOfItsSpeech) {
  const std::string text =
      "Meg, Anna and Erik sat down.\n\n\"One,\" said Meg, \"and two.\" She laughed. \"And three.\"\n\n\"Four,\" said "
      "Erik.\n\n\"Five,\" said Meg.";
  using Speakers = std::vector<std::string>;
  ASSERT_EQ(speakers_with(text, {}), (Speakers{"meg", "meg", "meg", "erik", "meg"}));
  for (const char* line : {"One,", "and two.", "And three."}) {
    SCOPED_TRACE(line);
    EXPECT_EQ(speakers_with(text, {anchor_at(text, line, "anna")}), (Speakers{"anna", "anna", "anna", "erik", "meg"}));
  }
  EXPECT_EQ(speakers_with(text, {anchor_at(text, "One,", "anna"), anchor_at(text, "And three.", "meg")}),
            (Speakers{"anna", "anna", "meg", "erik", "meg"}));
}

TEST(Annotate, ACorrectionReachesTheParagraphsOverWhichASpeechGoesOn) {
  const std::string text =
      "Meg, Anna and Erik sat down.\n\n\"It was raining,\" said Meg, \"when I came.\n\n\"The door stood open.\n\n"
      "\"Nobody was there.\"\n\n\"Nobody?\" asked Erik.";
  using Speakers = std::vector<std::string>;
  ASSERT_EQ(speakers_with(text, {}), (Speakers{"meg", "meg", "meg", "meg", "erik"}));
  for (const char* line : {"It was raining,", "The door stood open.", "Nobody was there."}) {
    SCOPED_TRACE(line);
    EXPECT_EQ(speakers_with(text, {anchor_at(text, line, "anna")}), (Speakers{"anna", "anna", "anna", "anna", "erik"}));
  }
}

TEST(Annotate, ACorrectionDoesNotReachWhoCutsIn) {
  const std::string text =
      "Meg, Anna and Erik sat down.\n\n\"One,\" said Meg. \"Two,\" said Erik.\n\n\"Three,\" said Meg.";
  using Speakers = std::vector<std::string>;
  ASSERT_EQ(speakers_with(text, {}), (Speakers{"meg", "erik", "meg"}));
  EXPECT_EQ(speakers_with(text, {anchor_at(text, "One,", "anna")}), (Speakers{"anna", "erik", "meg"}));
}

document::Character given(const std::string& name, const std::vector<std::string>& aliases, language::Gender gender) {
  document::Character character;
  character.id = slug(name);
  character.name = name;
  character.aliases = aliases;
  character.gender = gender;
  character.given = true;
  return character;
}

/// Who says each speech of a story whose cast is given.
std::vector<std::string> speakers_of(const std::string& text, const std::vector<document::Character>& cast) {
  std::vector<std::string> speakers;
  for (const script::ScriptChapter& chapter : script_of(text, {}, {cast, document::Others::nobody}).chapters) {
    for (const script::Line& line : chapter.lines) {
      if (line.guess) speakers.push_back(line.who);
    }
  }
  return speakers;
}

TEST(Annotate, AnAliasMayBeARelationOrADescription) {
  const std::string mine =
      "I came to the lighthouse. I was cold. My uncle met me, and an old woman sat by the fire.\n\n"
      "\"Sit down,\" said my uncle.\n\n\"Is that the boy?\" asked the old woman.\n\n\"That is he,\" my uncle said.\n\n"
      "\"Thin,\" the old woman said.\n\n\"He will eat,\" said Mrs. Adler.\n\n\"My uncle does not eat,\" I said.\n";
  using Speakers = std::vector<std::string>;
  const Speakers all = {"tobias", "brida", "tobias", "brida", "mrs-adler", document::kNarrator};
  for (const char* woman : {"the old woman", "old woman"}) {
    SCOPED_TRACE(woman);
    EXPECT_EQ(speakers_of(mine, {given("Tobias", {"my uncle"}, language::Gender::male),
                                 given("Brida", {woman}, language::Gender::female),
                                 given("Mrs. Adler", {}, language::Gender::female)}),
              all);
  }
  const std::string his =
      "Jan came to the lighthouse. His uncle met him, and Mrs. Adler sat by the fire.\n\n\"Sit down,\" said his "
      "uncle.\n\n"
      "\"Why?\" asked Jan.\n\n\"My uncle never sat,\" said Mrs. Adler.\n\n\"Sit,\" his uncle said.\n";
  EXPECT_EQ(
      speakers_of(his, {given("Tobias", {"his uncle"}, language::Gender::male),
                        given("Jan", {}, language::Gender::male), given("Mrs. Adler", {}, language::Gender::female)}),
      (Speakers{"tobias", "jan", "mrs-adler", "tobias"}));
}

/// Every character that is no white space is in exactly one line or heading, and in order.
void expect_nothing_lost(const std::string& text) {
  Diagnostics diagnostics;
  const auto manuscript = document::decode_manuscript("story.txt", text, diagnostics);
  if (!manuscript) return;
  const auto chapters = document::find_chapters(*manuscript, "Story");
  const script::Script script = annotate(*manuscript, chapters, {}, {}, diagnostics);
  std::vector<bool> covered(manuscript->text.size(), false);
  std::size_t last = 0;
  std::string said;
  for (const script::ScriptChapter& chapter : script.chapters) {
    for (const script::Line& line : chapter.lines) {
      ASSERT_GE(line.span.begin, last);
      ASSERT_GE(line.span.end, line.span.begin);
      last = line.span.end;
      for (std::size_t i = line.span.begin; i < line.span.end; ++i) covered[i] = true;
      said += line.say + ' ';
    }
  }
  std::string written;
  for (const document::Chapter& chapter : chapters) {
    for (const document::Paragraph& paragraph : chapter.paragraphs) {
      written += std::string(paragraph.span.of(manuscript->text)) + ' ';
      for (std::size_t i = paragraph.span.begin; i < paragraph.span.end;) {
        const CodePoint c = code_point_at(manuscript->text, i);
        ASSERT_TRUE(covered[i] || is_space(c.value)) << "lost at " << i;
        i = c.next;
      }
    }
  }
  EXPECT_EQ(words_of(said), words_of(written));
}

constexpr const char* kThree =
    "\"Who is there?\" asked Meg.\n\n\"It is I,\" said Erik.\n\n\"And I,\" said Raoul.\n\n\"Come in,\" said "
    "Meg.\n\n\"We "
    "shall,\" said Raoul.\n";

std::vector<std::string> speakers_with(const document::GivenCast& given) {
  std::vector<std::string> found;
  for (const script::ScriptChapter& chapter : script_of(kThree, {}, given).chapters) {
    for (const script::Line& line : chapter.lines) {
      if (line.guess) found.push_back(line.who);
    }
  }
  return found;
}

TEST(Others, AreFoundReadByTheNarratorOrNobody) {
  const std::vector<document::Character> meg = {given("Meg", {}, language::Gender::female)};
  const std::vector<std::string> all = {"meg", "erik", "raoul", "meg", "raoul"};
  EXPECT_EQ(speakers_with({}), all);
  EXPECT_EQ(speakers_with({meg}), all);
  EXPECT_EQ(speakers_with({meg, document::Others::narrator}),
            (std::vector<std::string>{"meg", "narrator", "narrator", "meg", "narrator"}));
  for (const std::string& who : speakers_with({meg, document::Others::nobody}))
    EXPECT_TRUE(who == "meg" || who == "narrator");
  const script::Script script = script_of(kThree, {}, {meg, document::Others::narrator});
  EXPECT_EQ(script.cast.size(), 2U) << "nobody else may speak";
}

TEST(Others, WhomTheTextDoesNotNameAreTold) {
  std::vector<document::Character> cast = {given("Megg", {}, language::Gender::female),
                                           given("Erik", {}, language::Gender::male)};
  cast[0].written_at = {"book.yaml", 3, 3, "  Megg: {gender: f}"};
  cast[1].written_at = {"book.yaml", 4, 3, "  Erik: {gender: m}"};
  Diagnostics diagnostics;
  const auto manuscript = document::decode_manuscript("story.txt", kThree, diagnostics);
  document::GivenCast named{cast};
  named.merged = {{"Raoul", {"book.yaml", 5, 9, ""}}, {"Raul", {"book.yaml", 5, 16, ""}}};
  annotate(*manuscript, document::find_chapters(*manuscript, "Story"), named, {}, diagnostics);
  ASSERT_EQ(diagnostics.all().size(), 2U) << render(diagnostics);
  EXPECT_EQ(diagnostics.all()[0].column, 16U);
  EXPECT_EQ(diagnostics.all()[0].hint, "did you mean 'Raoul'?");
  EXPECT_EQ(diagnostics.all()[1].line, 3U);
  EXPECT_EQ(diagnostics.all()[1].message, "the text has nobody called 'Megg'");
  EXPECT_EQ(diagnostics.all()[1].hint, "did you mean 'Meg'?");
}

/// What is said of a story whose cast is given as Meg and Erik.
std::vector<std::string> remarks_of(const std::string& text) {
  std::vector<document::Character> cast(2);
  cast[0].id = "meg", cast[0].name = "Meg", cast[0].aliases = {"Meg Giry"};
  cast[1].id = "erik", cast[1].name = "Erik";
  Diagnostics diagnostics;
  const auto manuscript = document::decode_manuscript("story.txt", text, diagnostics);
  annotate(*manuscript, document::find_chapters(*manuscript, "Story"), {cast, document::Others::nobody}, {},
           diagnostics);
  std::vector<std::string> remarks;
  for (const Diagnostic& diagnostic : diagnostics.all()) remarks.push_back(diagnostic.message);
  return remarks;
}

TEST(Annotate, SaysWhoSpeaksButIsNotInTheCastThatIsGiven) {
  EXPECT_EQ(
      remarks_of("\"Yes,\" said Raoul.\n\n\"No,\" said Meg.\n\n\"Why?\" asked Raoul.\n\n\"Ask Madame Giry,\" said "
                 "Madame Giry.\n\n\"Well,\" said Madame Giry.\n"),
      (std::vector<std::string>{"the cast that is given leaves out who speaks in the text: Raoul, Madame Giry"}));
}

TEST(Annotate, SaysNothingOfACastThatIsWhole) {
  EXPECT_EQ(remarks_of("\"Yes,\" said Erik.\n\n\"No,\" said Meg Giry.\n\n\"Why?\" asked Erik.\n\n\"Paris,\" said the "
                       "old woman.\n\n\"In Paris,\" said the old woman, \"everybody asks.\"\n"),
            std::vector<std::string>{});
}

TEST(Annotate, SaysWhichHeadingHasNothingBelowIt) {
  Diagnostics diagnostics;
  const auto manuscript = document::decode_manuscript("story.md", "# One\n\nRain.\n\n# Two\n", diagnostics);
  ASSERT_TRUE(manuscript);
  const script::Script script =
      annotate(*manuscript, document::find_chapters(*manuscript, "Story"), {}, {}, diagnostics);
  ASSERT_EQ(script.chapters.size(), 2U);
  EXPECT_EQ(script.chapters[1].title, "Two");
  EXPECT_TRUE(script.chapters[1].lines.empty());
  ASSERT_EQ(diagnostics.all().size(), 1U) << render(diagnostics);
  EXPECT_EQ(diagnostics.all()[0].severity, Severity::warning);
  EXPECT_EQ(diagnostics.all()[0].line, 5U);
}

TEST(Annotate, AHeadingIsReadAsItIsWritten) {
  const script::Script script = script_of_file(
      "story.md",
      "# my novel\n(draft 3, please dont *share*!!)\n\n## one: the iPhone\n\nIt rang.\n\n## Two\n\nAgain.\n");
  ASSERT_EQ(script.chapters.size(), 2U);
  EXPECT_EQ(script.chapters[0].heading_text, "my novel (draft 3, please dont share!!) one: the iPhone");
  EXPECT_EQ(script.chapters[0].announcement(), script.chapters[0].heading_text);
  EXPECT_EQ(script.chapters[1].heading_text, "") << "its title says the same";
  EXPECT_EQ(script.chapters[1].announcement(), "Two");
  EXPECT_EQ(script_of("It rang.").chapters.front().announcement(), "Story");
  const script::Script numbered = script_of("CHAPTER II. THE BELL\n\nIt rang.\n\nCHAPTER III.\n\nAgain.\n");
  EXPECT_EQ(numbered.chapters[0].announcement(), "Chapter 2: The Bell") << "that is how it is read";
}

TEST(Annotate, LosesNoWord) {
  for (const char* text :
       {"\"Yes,\"--she turned--\"no.\" ... \"Oh!\"", "* \"A\" *", "\"\"", "''", "— A, dit-il, b. — C.", "\"A \"B \"C",
        "“A “B” C", "»A« »B", "\"A.\n\n\"B.\n\nC.\n\n\"D.\"", "...", "\"...\" said Meg."}) {
    SCOPED_TRACE(text);
    expect_nothing_lost(text);
  }
}

TEST(Annotate, LosesNoWordOfAnyBytes) {
  const std::vector<std::string> pieces = {"\"",         "“",   "”",    "'",    "‘",     "’",   "«",  "»",
                                           "— ",         " ",   "\n\n", "Meg",  " said", ", ",  ". ", "the",
                                           " old woman", "she", " I ",  "Mr. ", "Dane",  "'s ", "?",  "\xC3",
                                           "\xFF",       "_",   "*",    "é",    "1905",  "-",   "\n"};
  std::mt19937 random(7);
  for (int run = 0; run < 300; ++run) {
    std::string text = "It was so. ";
    for (int i = 0; i < 60; ++i) text += pieces[random() % pieces.size()];
    SCOPED_TRACE(text);
    expect_nothing_lost(text);
    if (::testing::Test::HasFailure()) return;
  }
}

}  // namespace
}  // namespace sotto::annotate
