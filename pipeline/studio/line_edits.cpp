#include "studio/line_edits.h"

#include "annotate/document/book.h"
#include "shared/text.h"

namespace sotto::studio {

namespace {

/// A decision of a person that annotating again keeps: it differs from the guess, or there is a speech without one.
void settle(script::Line& line) {
  if (!line.corrected() && line.who != document::kNarrator) line.guess.reset();
}

}  // namespace

std::optional<std::size_t> find_line(const script::ScriptChapter& chapter, const LineRef& ref) {
  const auto& lines = chapter.lines;
  if (ref.line < lines.size() && lines[ref.line].say == ref.say) return ref.line;
  std::optional<std::size_t> found;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].say != ref.say) continue;
    if (found) return std::nullopt;
    found = i;
  }
  return found;
}

bool edit_line(script::Line& line, const LineEdit& edit) {
  const script::Line before = line;
  if (edit.who) line.who = *edit.who;
  if (edit.how) line.how = *edit.how;
  if (edit.aloud) line.aloud = *edit.aloud;
  if (edit.confirm || edit.who) settle(line);
  return line != before;
}

bool split_line(script::ScriptChapter& chapter, std::size_t line, std::size_t at, const std::string& who) {
  const std::string say = chapter.lines[line].say;
  if (at >= say.size()) return false;
  const std::string first(trim_space(say.substr(0, at)));
  const std::string second(trim_space(say.substr(at)));
  if (first.empty() || second.empty()) return false;
  script::Line tail = chapter.lines[line];
  tail.before = script::Boundary::none;
  tail.ambience.reset();
  tail.say = second;
  tail.who = who;
  if (tail.who != chapter.lines[line].who) tail.how.clear();
  settle(tail);
  chapter.lines[line].say = first;
  settle(chapter.lines[line]);
  chapter.lines.insert(chapter.lines.begin() + static_cast<std::ptrdiff_t>(line) + 1, std::move(tail));
  return true;
}

bool join_line(script::ScriptChapter& chapter, std::size_t line) {
  if (line + 1 >= chapter.lines.size()) return false;
  script::Line& first = chapter.lines[line];
  const script::Line second = chapter.lines[line + 1];
  if (second.before == script::Boundary::scene) return false;
  first.say += " " + second.say;
  if (!first.ambience && second.ambience) first.ambience = second.ambience;
  // Narration that swallows a speech is a decision: the guess of the speech says what it is against.
  if (!first.guess && second.guess) first.guess = second.guess;
  settle(first);
  chapter.lines.erase(chapter.lines.begin() + static_cast<std::ptrdiff_t>(line) + 1);
  return true;
}

}  // namespace sotto::studio
