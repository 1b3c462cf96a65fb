#include "annotate/script/corrections.h"
#include "annotate/reannotate.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "annotate/document/chapters.h"
#include "annotate/script/script_folder.h"
#include "annotate/script/script_yaml.h"
#include "shared/text.h"
#include "support/temp_folder.h"

namespace sotto::script {
namespace {

using ::testing::HasSubstr;
using testing::TempFolder;

/// The simplest annotator: what stands in curly quotation marks is said by "meg", with a doubt for each.
Script plain_script(const document::Manuscript& manuscript, const std::vector<document::Chapter>& chapters) {
  Script script;
  for (const char* name : {"narrator", "meg", "erik", "anna"})
    script.cast.push_back({name, name, {}, language::Gender::unknown, "", "", true});
  script.cast[2].aliases = {"the Phantom"};
  const std::string_view text = manuscript.text;
  for (const document::Chapter& chapter : chapters) {
    ScriptChapter& written = script.chapters.emplace_back();
    written.number = chapter.number;
    written.title = chapter.title;
    written.heading = chapter.heading;
    for (const document::Paragraph& paragraph : chapter.paragraphs) {
      Boundary before = paragraph.starts_scene ? Boundary::scene : Boundary::paragraph;
      for (std::size_t at = paragraph.span.begin; at < paragraph.span.end;) {
        const bool speech = text.substr(at).substr(0, 3) == "“";
        std::size_t end = speech ? text.find("”", at) + 3 : std::min(text.find("“", at), paragraph.span.end);
        end = std::min(end, paragraph.span.end);
        const std::string_view content = trim_space(text.substr(at, end - at));
        Line line;
        line.span.begin = static_cast<std::size_t>(content.data() - text.data());
        line.span.end = line.span.begin + content.size();
        line.who = speech ? "meg" : document::kNarrator;
        line.say = fold_space(speech ? content.substr(3, content.size() - 6) : content);
        if (speech) line.guess = Guess{"meg", "", 0.5, "none", ""};
        line.before = std::exchange(before, Boundary::none);
        if (speech) script.doubts.push_back({script.chapters.size() - 1, written.lines.size(), "erik", 0.25});
        if (!content.empty()) written.lines.push_back(std::move(line));
        at = end;
      }
    }
  }
  return script;
}

struct Text {
  document::Manuscript manuscript;
  std::vector<document::Chapter> chapters;
};

Text text_of(std::string_view text) {
  Diagnostics diagnostics;
  Text result{document::decode_manuscript("story.txt", text, diagnostics).value_or(document::Manuscript{}), {}};
  result.chapters = document::find_chapters(result.manuscript, "The Book");
  return result;
}

/// Through the files, as a person meets them.
std::vector<StoredChapter> stored_of(const TempFolder& folder, const Script& script) {
  Diagnostics diagnostics;
  std::vector<StoredChapter> before = read_script_folder(folder.path(), diagnostics);
  update_script_folder(folder.path(), script, before, diagnostics);
  std::vector<StoredChapter> stored = read_script_folder(folder.path(), diagnostics);
  EXPECT_TRUE(diagnostics.empty()) << render(diagnostics);
  return stored;
}

Script again(const Text& text, const std::vector<StoredChapter>& stored, Diagnostics& diagnostics) {
  const Corrections corrections(text.manuscript, text.chapters, stored);
  Script fresh = plain_script(text.manuscript, text.chapters);
  const ChapterMatches matches = match_chapters(fresh.chapters, stored);
  return corrections.apply(std::move(fresh), matches, diagnostics);
}

/// "who: say" for each line; corrected ones with a star.
std::string show(const Script& script) {
  std::string out;
  for (const ScriptChapter& chapter : script.chapters) {
    for (const Line& line : chapter.lines) {
      out += fmt::format("{}{}{}{}: {}\n", line.corrected() ? "*" : "", line.who, line.how.empty() ? "" : " ", line.how,
                         line.say);
    }
    for (const Line& line : chapter.unplaced) out += fmt::format("?{}: {}\n", line.who, line.say);
  }
  return out;
}

/// Lines in order, in their chapter, holding all words of the paragraphs; doubts at guessed lines that nobody decided.
void expect_sound(const Text& text, const Script& script) {
  std::vector<std::string> said;
  std::vector<std::string> written;
  ASSERT_EQ(script.chapters.size(), text.chapters.size());
  for (std::size_t c = 0; c < script.chapters.size(); ++c) {
    std::size_t last = text.chapters[c].span.begin;
    for (const Line& line : script.chapters[c].lines) {
      ASSERT_GE(line.span.begin, last);
      ASSERT_LE(line.span.end, text.chapters[c].span.end);
      last = line.span.end;
      const std::vector<std::string> words = words_of(line.say);
      ASSERT_EQ(words, words_of(line.span.of(text.manuscript.text)));
      said.insert(said.end(), words.begin(), words.end());
    }
    for (const document::Paragraph& paragraph : text.chapters[c].paragraphs) {
      const std::vector<std::string> words = words_of(paragraph.span.of(text.manuscript.text));
      written.insert(written.end(), words.begin(), words.end());
    }
  }
  ASSERT_EQ(said, written);
  for (const Doubt& doubt : script.doubts) {
    ASSERT_LT(doubt.chapter, script.chapters.size());
    ASSERT_LT(doubt.line, script.chapters[doubt.chapter].lines.size());
    const Line& line = script.chapters[doubt.chapter].lines[doubt.line];
    ASSERT_TRUE(line.guess);
    ASSERT_FALSE(line.corrected());
  }
}

constexpr const char* kStory =
    "It rained on the roof of the opera.\n\n“How did you know it was me?” she asked him at last.\n\n"
    "“You breathe,” he said. “Always, and twice.” Then he said go home now and turned away.\n\n"
    "“Will you come back to Paris?”\n\n“Yes.”\n\nThe door closed, and the rain went on without them.\n";

class Corrected : public ::testing::Test {
 protected:
  Corrected()
      : story_(text_of(kStory)), stored_(stored_of(folder_, plain_script(story_.manuscript, story_.chapters))) {}

  /// The stored line that holds these words.
  Line& line(std::string_view words) {
    for (Line& candidate : stored_.front().chapter.lines) {
      if (candidate.say.find(words) != std::string::npos) return candidate;
    }
    ADD_FAILURE() << "no line holds '" << words << "'";
    return stored_.front().chapter.lines.front();
  }

  /// The story with one piece of it replaced.
  static Text changed(std::string_view from, std::string_view to) {
    std::string text = kStory;
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos);
    return text_of(text.replace(at, from.size(), to));
  }

  std::string again_shown(const Text& text) {
    diagnostics_ = {};
    const Script script = again(text, stored_, diagnostics_);
    expect_sound(text, script);
    return show(script);
  }

  TempFolder folder_;
  Text story_;
  std::vector<StoredChapter> stored_;
  Diagnostics diagnostics_;
};

TEST_F(Corrected, NothingCorrectedNothingChanged) {
  const Script fresh = plain_script(story_.manuscript, story_.chapters);
  const Script script = again(story_, stored_, diagnostics_);
  EXPECT_EQ(script.chapters, fresh.chapters);
  EXPECT_TRUE(diagnostics_.empty());
}

TEST_F(Corrected, SpeakerAndDeliverySurvive) {
  line("You breathe").who = "erik";
  line("Yes.").how = "cold";
  line("Will you").guess.reset();
  const std::string shown = again_shown(story_);
  EXPECT_THAT(shown, HasSubstr("\n*erik: You breathe,\nnarrator: he said.\nmeg: Always, and twice.\n"));
  EXPECT_THAT(shown, HasSubstr("\n*meg: Will you come back to Paris?\n*meg cold: Yes.\n"));
  EXPECT_TRUE(diagnostics_.empty());
}

TEST_F(Corrected, AnchorsAreTheirPlaces) {
  line("You breathe").who = "the-phantom";
  Corrections corrections(story_.manuscript, story_.chapters, stored_);
  Script script = plain_script(story_.manuscript, story_.chapters);
  const std::vector<SpeakerAnchor> anchors = corrections.anchors(script.cast);
  ASSERT_EQ(anchors.size(), 1U);
  EXPECT_EQ(anchors[0].who, "erik");
  EXPECT_EQ(anchors[0].span.of(story_.manuscript.text), "You breathe");
}

TEST_F(Corrected, SurviveChangesRoundThem) {
  line("You breathe").who = "erik";
  EXPECT_THAT(again_shown(changed("It rained on the roof of the opera.", "Snow.\n\nMore snow.")),
              HasSubstr("*erik: You breathe,\n"));
  EXPECT_THAT(again_shown(changed("“How did you know it was me?” she asked him at last.\n\n", "")),
              HasSubstr("*erik: You breathe,\n"));
  EXPECT_THAT(again_shown(changed("he said. “Always, and twice.” Then", "Erik told her, and then")),
              HasSubstr("*erik: You breathe,\n"));
  EXPECT_TRUE(diagnostics_.empty());
}

TEST_F(Corrected, SurviveBeingEditedALittle) {
  line("How did you").who = "anna";
  for (const char* edited : {"“How could you know it was me?”", "“Oh, how did you know it was me?”",
                             "“How did you ever know that it was me?”", "“How did you know it was me tonight?”",
                             "“Who told you? How did you know it was me?”", "“Did you know it was me?”"}) {
    SCOPED_TRACE(edited);
    const std::string say = fold_space(std::string_view(edited).substr(3, std::string_view(edited).size() - 6));
    EXPECT_THAT(again_shown(changed("“How did you know it was me?”", edited)), HasSubstr("*anna: " + say + "\n"));
    EXPECT_TRUE(diagnostics_.empty()) << render(diagnostics_);
  }
}

TEST_F(Corrected, ALineThatWasSplitStaysSplit) {
  std::vector<Line>& lines = stored_.front().chapter.lines;
  Line& whole = line("Then he said go home now and turned away.");
  whole.say = "Then he said";
  Line speech;
  speech.who = "erik";
  speech.say = "go home now";
  Line rest;
  rest.who = document::kNarrator;
  rest.say = "and turned away.";
  const auto at = lines.begin() + (&whole - lines.data()) + 1;
  lines.insert(at, {speech, rest});
  for (const Text& text :
       {story_, changed("and turned away", "and then turned right away"), changed("Always, and twice.", "Always.")}) {
    EXPECT_THAT(again_shown(text), HasSubstr("narrator: Then he said\n*erik: go home now\nnarrator: and"));
    EXPECT_TRUE(diagnostics_.empty()) << render(diagnostics_);
  }
}

TEST_F(Corrected, ASpeechThatWasSplitKeepsItsGuessForTheRest) {
  std::vector<Line>& lines = stored_.front().chapter.lines;
  Line& whole = line("How did you know it was me?");
  whole.say = "How did you know";
  Line speech = whole;
  speech.who = "erik";
  speech.say = "it was me?";
  lines.insert(lines.begin() + (&whole - lines.data()) + 1, speech);
  const std::string shown = again_shown(story_);
  EXPECT_THAT(shown, HasSubstr("\nmeg: How did you know\n*erik: it was me?\nnarrator: she asked"));
  const Script script = again(story_, stored_, diagnostics_);
  EXPECT_EQ(script.doubts.size(), 5U);
  EXPECT_EQ(script.doubts.front().line, 1U);
  EXPECT_EQ(script.doubts[1].line, 4U);
}

TEST_F(Corrected, LinesThatWereJoinedStayJoined) {
  std::vector<Line>& lines = stored_.front().chapter.lines;
  Line& first = line("You breathe");
  first.who = "erik";
  first.say = "You breathe, he said. Always, and twice.";
  const auto at = lines.begin() + (&first - lines.data()) + 1;
  lines.erase(at, at + 2);
  EXPECT_THAT(again_shown(story_), HasSubstr("\n*erik: You breathe, he said. Always, and twice.\nnarrator: Then he"));
  EXPECT_TRUE(diagnostics_.empty());
}

TEST_F(Corrected, ALostLineIsReportedAndKept) {
  line("You breathe").who = "erik";
  Line& lost = line("Will you come");
  lost.who = "anna";
  const Text without = changed("“Will you come back to Paris?”\n\n", "");
  EXPECT_THAT(again_shown(without), HasSubstr("?anna: Will you come back to Paris?\n"));
  ASSERT_EQ(diagnostics_.all().size(), 1U) << render(diagnostics_);
  const Diagnostic& remark = diagnostics_.all().front();
  EXPECT_EQ(remark.severity, Severity::warning);
  EXPECT_EQ(remark.file, (folder_ / "01-the-book.yaml").string());
  EXPECT_THAT(remark.source_line, HasSubstr("who: meg")) << "the file as it stands";
  EXPECT_THAT(remark.message, HasSubstr("anna: Will you come back to Paris?"));
  EXPECT_THAT(remark.hint, HasSubstr("unplaced"));

  // It stays, and is reported, until its words return.
  stored_ = stored_of(folder_, again(without, stored_, diagnostics_));
  ASSERT_EQ(stored_.front().chapter.unplaced.size(), 1U);
  EXPECT_THAT(again_shown(without), HasSubstr("?anna: Will you come back to Paris?\n"));
  EXPECT_EQ(diagnostics_.all().size(), 1U);
  EXPECT_THAT(again_shown(story_), HasSubstr("\n*anna: Will you come back to Paris?\n"));
  EXPECT_TRUE(diagnostics_.empty());
}

TEST_F(Corrected, AShortLineIsNotFoundByChance) {
  line("Yes.").who = "erik";
  const Text changed_ending =
      changed("“Yes.”\n\nThe door closed, and the rain went on without them.",
              "Nobody spoke for a long while. A clock struck eleven, far away, and a dog began. “Was that a yes?”");
  EXPECT_THAT(again_shown(changed_ending), HasSubstr("?erik: Yes.\n"));
}

TEST_F(Corrected, MovedToAnotherChapter) {
  const std::string moved =
      "“You breathe,” he said. “Always, and twice.” Then he said go home now and turned away.\n\n";
  line("You breathe").who = "erik";
  std::string text = kStory;
  text.erase(text.find(moved), moved.size());
  text = "Chapter 1\n\n" + text + "\nChapter 2\n\nA year went by, and another one.\n\n" + moved + "Nobody came.\n";
  const Text two_chapters = text_of(text);
  ASSERT_EQ(two_chapters.chapters.size(), 2U);
  EXPECT_THAT(again_shown(two_chapters),
              HasSubstr("another one.\n*erik: You breathe,\nnarrator: he said.\nmeg: Always"));
  EXPECT_TRUE(diagnostics_.empty()) << render(diagnostics_);
}

TEST_F(Corrected, NobodyIsAnError) {
  Line& wrong = line("You breathe");
  wrong.who = "eric";
  again(story_, stored_, diagnostics_);
  ASSERT_EQ(diagnostics_.all().size(), 1U);
  EXPECT_EQ(diagnostics_.all().front().severity, Severity::error);
  EXPECT_THAT(diagnostics_.all().front().hint, HasSubstr("erik"));
  EXPECT_GT(diagnostics_.all().front().line, 0U);
}

TEST_F(Corrected, NamesAndAliasesBecomeIds) {
  line("You breathe").who = "the-phantom";
  EXPECT_THAT(again_shown(story_), HasSubstr("*erik: You breathe,\n"));
  EXPECT_TRUE(diagnostics_.empty());
}

/// A story of random words: chapters of paragraphs with speeches of two to twelve words.
class RandomStory {
 public:
  explicit RandomStory(unsigned seed) : random_(seed) {
    for (int c = 0; c < 3; ++c) {
      for (int p = 0, n = 12 + below(10); p < n; ++p) chapters_[static_cast<std::size_t>(c)].push_back(paragraph());
    }
  }

  int below(int limit) { return static_cast<int>(random_() % static_cast<unsigned>(limit)); }

  std::string text() const {
    std::string text;
    for (std::size_t c = 0; c < 3; ++c) {
      text += fmt::format("Chapter {}\n\n", c + 1);
      for (const std::string& p : chapters_[c]) text += p + "\n\n";
    }
    return text;
  }

  std::string words(int count) {
    std::string words;
    // Low numbers are frequent, as words are.
    for (int i = 0; i < count; ++i) words += fmt::format("{}{}", i == 0 ? "" : " ", word(below(20) * below(20)));
    return words;
  }

  std::string paragraph() {
    switch (below(3)) {
      case 0:
        return words(5 + below(30)) + ".";
      case 1:
        return "“" + words(2 + below(11)) + "”";
      default:
        return "“" + words(2 + below(6)) + ",” " + words(2 + below(3)) + ". “" + words(1 + below(8)) + ".”";
    }
  }

  /// Changes paragraphs that hold none of these words in this order.
  void edit(const std::vector<std::string>& keep) {
    for (int i = 0, n = 1 + below(12); i < n; ++i) {
      std::vector<std::string>& chapter = chapters_[static_cast<std::size_t>(below(3))];
      const auto at = chapter.begin() + below(static_cast<int>(chapter.size()));
      const bool kept =
          std::any_of(keep.begin(), keep.end(), [&](const std::string& k) { return at->find(k) != std::string::npos; });
      switch (below(4)) {
        case 0:
          chapter.insert(at, paragraph());
          break;
        case 1:
          if (!kept && chapter.size() > 2) chapter.erase(at);
          break;
        case 2:
          if (!kept) *at = paragraph();
          break;
        default:
          if (!kept) *at += " " + words(3) + ".";
      }
    }
  }

  /// Moves a few paragraphs from one chapter to the end of another.
  void move() {
    std::vector<std::string>& from = chapters_[static_cast<std::size_t>(below(3))];
    std::vector<std::string>& to = chapters_[static_cast<std::size_t>(below(3))];
    if (&from == &to || from.size() < 6) return;
    const auto at = from.begin() + below(static_cast<int>(from.size()) - 4);
    to.insert(to.end(), at, at + 3);
    from.erase(at, at + 3);
  }

 private:
  static std::string word(int number) {
    std::string word;
    do {
      word += static_cast<char>('a' + number % 7);
      word += "aeiou"[number % 5];
      number /= 7;
    } while (number > 0);
    return word;
  }

  std::mt19937 random_;
  std::vector<std::string> chapters_[3];
};

/// Corrections of lines with six words and more keep their place whatever happens elsewhere; shorter ones at least are
/// never dropped, and what they hold is right.
TEST(Corrections, SurviveRandomEditsElsewhere) {
  for (unsigned seed = 0; seed < 60; ++seed) {
    SCOPED_TRACE(seed);
    RandomStory story(seed);
    const TempFolder folder;
    Text text = text_of(story.text());
    std::vector<StoredChapter> stored = stored_of(folder, plain_script(text.manuscript, text.chapters));
    std::vector<std::string> keep;
    std::vector<Line> corrections;
    for (StoredChapter& chapter : stored) {
      for (Line& line : chapter.chapter.lines) {
        if (!line.guess || story.below(5) != 0) continue;
        line.who = story.below(2) == 0 ? "erik" : "anna";
        keep.push_back(line.say);
        corrections.push_back(line);
      }
    }
    for (int round = 0; round < 4; ++round) {
      story.edit(keep);
      if (round % 2 == 1) story.move();
      text = text_of(story.text());
      Diagnostics diagnostics;
      const Script script = again(text, stored, diagnostics);
      expect_sound(text, script);
      EXPECT_FALSE(diagnostics.has_errors());
      std::size_t found = 0;
      std::size_t unplaced = 0;
      for (const ScriptChapter& chapter : script.chapters) {
        unplaced += chapter.unplaced.size();
        for (const Line& line : chapter.lines) found += line.corrected() ? 1 : 0;
      }
      EXPECT_EQ(found + unplaced, corrections.size());
      EXPECT_EQ(unplaced, diagnostics.all().size());
      for (const Line& correction : corrections) {
        if (words_of(correction.say).size() < 6) continue;
        const bool placed =
            std::any_of(script.chapters.begin(), script.chapters.end(), [&](const ScriptChapter& chapter) {
              return std::any_of(chapter.lines.begin(), chapter.lines.end(), [&](const Line& line) {
                return line.who == correction.who && line.corrected() && line.say == correction.say;
              });
            });
        EXPECT_TRUE(placed) << "round " << round << ": " << correction.say << "\n" << render(diagnostics);
      }
      stored = stored_of(folder, script);
      // Once more, with nothing changed: nothing changes.
      Diagnostics second;
      const Script same = again(text, stored, second);
      EXPECT_EQ(same.chapters, script.chapters);
      EXPECT_EQ(update_script_folder(folder.path(), same, stored, diagnostics), 0U);
    }
  }
}

TEST(Corrections, ToSomebodyWhomTheGivenCastLeavesOutOpenTheCastForThem) {
  const Text text = text_of(
      "It was late.\n\n“Where is the lamp?” asked Anna.\n\n“I have it,” said Mrs. Dane.\n\n“Then light it,” said "
      "Anna.\n\n“It has no oil,” Mrs. Dane answered. “I shall buy some.”\n\n“Nobody sells oil,” said Anna.\n");
  std::vector<document::Character> given(2);
  given[0].id = given[0].name = "anna";
  given[1].id = given[1].name = "peter";
  TempFolder folder;
  const auto speakers = [&](const std::string& who) {
    Diagnostics diagnostics;
    Script script =
        annotate::reannotate(text.manuscript, text.chapters, {given, document::Others::nobody}, {}, diagnostics);
    for (Line& line : script.chapters[0].lines) {
      if (line.say == "I have it,") line.who = who;
    }
    const auto stored = stored_of(folder, script);
    script =
        annotate::reannotate(text.manuscript, text.chapters, {given, document::Others::nobody}, stored, diagnostics);
    std::vector<std::string> found;
    for (const Line& line : script.chapters[0].lines) {
      if (line.guess) found.push_back(line.who);
    }
    if (diagnostics.has_errors()) found.push_back(render(diagnostics));
    return found;
  };
  EXPECT_THAT(speakers("mrs-dane"), ::testing::ElementsAre("anna", "mrs-dane", "anna", "mrs-dane", "mrs-dane", "anna"));
  EXPECT_THAT(speakers("mrs-done"), ::testing::Contains("mrs-done")) << "kept, and told";
}

}  // namespace
}  // namespace sotto::script
