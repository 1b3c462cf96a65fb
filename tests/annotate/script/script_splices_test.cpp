#include "annotate/script/script_splices.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "shared/text.h"
#include "shared/yaml_splice.h"

namespace sotto::script {
namespace {

using document::AmbienceChange;

/// A script with everything in it, anew for each number.
class RandomScripts {
 public:
  explicit RandomScripts(unsigned seed) : random_(seed) {}

  std::size_t below(std::size_t count) { return random_() % count; }
  bool chance(std::size_t of) { return below(of) == 0; }

  Line line() {
    static const std::vector<std::string> people = {"narrator", "meg", "erik", "anna"};
    static const std::vector<std::string> hows = {"", "", "soft", "cold"};
    static const std::vector<std::string> says = {"Yes.", "No, never: not # once.", "\"Quoted,\" he read.", "- a dash",
                                                  "12 o'clock"};
    Line line;
    line.who = people[below(people.size())];
    line.how = hows[below(hows.size())];
    line.say = chance(3) ? says[below(says.size())] : "The words of line " + std::to_string(next_++) + " are its own.";
    if (chance(2))
      line.guess = Guess{people[below(people.size())], "", static_cast<double>(below(100)) / 100, "tag", ""};
    if (chance(6)) line.before = Boundary::scene;
    if (chance(6)) line.ambience = change();
    return line;
  }

  AmbienceChange change() {
    AmbienceChange change;
    change.intensity = static_cast<double>(below(10)) / 10;
    if (chance(2)) change.guess = "it rained";
    return change;
  }

  ScriptChapter chapter(int number) {
    ScriptChapter chapter;
    chapter.number = number;
    chapter.title = "Part " + std::to_string(next_++);
    if (chance(3)) chapter.heading_text = "Chapter " + std::to_string(next_++) + ": a heading";
    chapter.aloud = !chance(4);
    for (std::size_t i = below(8); i > 0; --i) chapter.lines.push_back(line());
    for (std::size_t i = chance(3) ? 1 + below(2) : 0; i > 0; --i) {
      chapter.unplaced.push_back(line());
      chapter.unplaced.back().before = Boundary::none;
    }
    return chapter;
  }

  /// Another state of a script: chapters and lines come, go and change.
  std::vector<ScriptChapter> changed(std::vector<ScriptChapter> chapters) {
    if (chance(3))
      chapters.insert(chapters.begin() + static_cast<std::ptrdiff_t>(below(chapters.size() + 1)), chapter(0));
    if (chapters.size() > 1 && chance(4))
      chapters.erase(chapters.begin() + static_cast<std::ptrdiff_t>(below(chapters.size())));
    if (chapters.size() > 1 && chance(4)) std::swap(chapters.front(), chapters.back());
    for (std::size_t c = 0; c < chapters.size(); ++c) {
      ScriptChapter& one = chapters[c];
      one.number = static_cast<int>(c + 1);
      if (chance(4)) one.title += ", again";
      if (chance(4)) one.aloud = !one.aloud;
      if (chance(4)) one.unplaced.clear();
      for (auto* lines : {&one.lines, &one.unplaced}) {
        for (std::size_t i = 0; i < lines->size(); ++i) {
          Line& line = (*lines)[i];
          if (chance(5)) line.who = "anna";
          if (chance(5)) line.how = line.how.empty() ? "shout" : "";
          if (chance(6)) line.guess.reset();
          if (chance(6)) line.guess = Guess{"erik", "low", 0.25, "beat", "he said"};
          if (chance(8)) line.say += " And more.";
          if (chance(6) && lines == &one.lines)
            line.before = line.before == Boundary::scene ? Boundary::none : Boundary::scene;
          if (chance(6)) line.ambience.reset();
          if (chance(6)) line.ambience = change();
        }
        if (!lines->empty() && chance(4))
          lines->erase(lines->begin() + static_cast<std::ptrdiff_t>(below(lines->size())));
        if (lines == &one.lines && chance(3))
          lines->insert(lines->begin() + static_cast<std::ptrdiff_t>(below(lines->size() + 1)), line());
      }
    }
    // A line that goes to another chapter.
    if (chapters.size() > 1 && !chapters[0].lines.empty()) {
      chapters[1].lines.push_back(chapters[0].lines.back());
      chapters[0].lines.pop_back();
    }
    return chapters;
  }

  /// A script's text as a person left it: with comments anywhere, which are counted, and in one of two line ends.
  std::string handled(const ScriptChapter& chapter, std::vector<std::string>& comments) {
    const std::string text = write_script_chapter(chapter);
    std::string result;
    for (std::size_t i = 0; i < text.size();) {
      const std::size_t end = text.find('\n', i) + 1;
      const std::string line = text.substr(i, end - i);
      if (chance(5)) {
        comments.push_back("# c" + std::to_string(next_++));
        if (chance(2)) result += "\n";
        result += std::string(line.find_first_not_of(' '), ' ') + comments.back() + "\n";
      }
      if (chance(8) && line.front() != '#') {
        comments.push_back("# c" + std::to_string(next_++));
        result += line.substr(0, line.size() - 1) + "  " + comments.back() + "\n";
      } else {
        result += line;
      }
      i = end;
    }
    return chance(3) ? with_line_ends(result, "\r\n") : result;
  }

 private:
  std::mt19937 random_;
  int next_ = 1;
};

std::vector<std::string> comments_of(const std::vector<std::string>& texts) {
  std::vector<std::string> comments;
  for (const std::string& text : texts) {
    Diagnostics diagnostics;
    const auto splices = YamlSplices::parse("x.yaml", text, diagnostics);
    EXPECT_TRUE(splices) << render(diagnostics) << text;
    if (!splices) continue;
    for (std::string& comment : splices->comments()) comments.push_back(std::move(comment));
  }
  std::erase(comments, kUnplacedComment);
  std::sort(comments.begin(), comments.end());
  return comments;
}

TEST(ScriptSplices, SayWhatIsWantedAndLoseNoComment) {
  std::size_t rewritten = 0;
  std::size_t changed = 0;
  for (unsigned seed = 0; seed < 400; ++seed) {
    SCOPED_TRACE(seed);
    RandomScripts scripts(seed);
    std::vector<ScriptChapter> chapters;
    for (std::size_t i = 1 + scripts.below(3); i > 0; --i)
      chapters.push_back(scripts.chapter(static_cast<int>(chapters.size() + 1)));
    std::vector<std::string> comments;
    std::vector<StoredChapter> stored;
    for (const ScriptChapter& chapter : chapters) {
      Diagnostics diagnostics;
      auto one = parse_script_chapter(script_file_name(chapter), scripts.handled(chapter, comments), diagnostics);
      ASSERT_TRUE(one) << render(diagnostics);
      stored.push_back(std::move(*one));
    }
    std::sort(comments.begin(), comments.end());
    const std::vector<std::string> same = splice_script(chapters, stored, match_chapters(chapters, stored));
    for (std::size_t i = 0; i < same.size(); ++i) EXPECT_EQ(same[i], stored[i].text) << "nothing changed";

    const std::vector<ScriptChapter> wanted = scripts.changed(chapters);
    const ChapterMatches matches = match_chapters(wanted, stored);
    const std::vector<std::string> texts = splice_script(wanted, stored, matches);
    ASSERT_EQ(texts.size(), wanted.size());
    for (std::size_t i = 0; i < texts.size(); ++i) {
      Diagnostics diagnostics;
      const auto read = parse_script_chapter("x.yaml", texts[i], diagnostics);
      ASSERT_TRUE(read) << render(diagnostics) << texts[i];
      EXPECT_EQ(write_script_chapter(read->chapter), write_script_chapter(wanted[i])) << texts[i];
      if (!matches.continues[i]) continue;
      ++changed;
      if (texts[i].starts_with(write_script_chapter(wanted[i]))) ++rewritten;
    }
    EXPECT_EQ(comments_of(texts), comments);
  }
  // Those that had no comment look the same either way.
  EXPECT_LT(rewritten, changed / 4);
}

TEST(ScriptSplices, ATextThatCannotBeChangedAtThePlaceIsWrittenAnewWithItsComments) {
  ScriptChapter chapter;
  chapter.number = 1;
  chapter.title = "Rain";
  Diagnostics diagnostics;
  const auto stored = parse_script_chapter(
      "01-rain.yaml", "? chapter\n: 1\ntitle: Rain\n# Mine.\nlines:\n  - who: narrator\n    say: It rained.\n",
      diagnostics);
  ASSERT_TRUE(stored) << render(diagnostics);
  chapter = stored->chapter;
  const auto spliced = [&] { return splice_script({chapter}, {*stored}, match_chapters({chapter}, {*stored})); };
  EXPECT_EQ(spliced().at(0), stored->text);
  chapter.lines[0].who = "meg";
  EXPECT_EQ(spliced().at(0), write_script_chapter(chapter) + "# Mine.\n");
}

}  // namespace
}  // namespace sotto::script
