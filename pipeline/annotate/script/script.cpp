#include "annotate/script/script.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "annotate/script/ambience_cues.h"
#include "shared/text.h"

namespace sotto::script {

bool Line::corrected() const { return !aloud || reassigned(); }

bool Line::reassigned() const {
  if (guess) return who != guess->who || how != guess->how;
  return who != document::kNarrator || !how.empty();
}

std::string ScriptChapter::file_stem() const { return fmt::format("{:02}-{}", number, file_slug(title)); }

const document::Character* Script::character(std::string_view id) const {
  const auto found = std::find_if(cast.begin(), cast.end(), [&](const document::Character& c) { return c.id == id; });
  return found == cast.end() ? nullptr : &*found;
}

namespace {

/// Takes out the lines that are not aloud. What changes where one of them begins, changes at the line after it. Returns
/// where each line went; nothing for those that are gone.
std::vector<std::optional<std::size_t>> leave_out_silent_lines(ScriptChapter& chapter) {
  std::vector<std::optional<std::size_t>> places;
  std::vector<Line> kept;
  Boundary before = Boundary::none;
  BoxedOptional<document::AmbienceChange> ambience;
  for (Line& line : chapter.lines) {
    if (!kept.empty()) before = std::max(before, line.before);
    if (line.ambience) ambience = ambience ? both_changes(*ambience, *line.ambience) : *line.ambience;
    if (!line.aloud) {
      if (ambience) ambience->at.clear();
      places.emplace_back();
      continue;
    }
    places.emplace_back(kept.size());
    line.before = std::exchange(before, Boundary::none);
    line.ambience = std::exchange(ambience, {});
    kept.push_back(std::move(line));
  }
  chapter.lines = std::move(kept);
  return places;
}

}  // namespace

std::vector<std::string> Script::leave_out_silent() {
  std::vector<std::string> left_out;
  std::vector<ScriptChapter> kept;
  std::vector<Doubt> doubts_kept;
  auto doubt = doubts.begin();
  for (std::size_t i = 0; i < chapters.size(); ++i) {
    const bool silent_line =
        std::any_of(chapters[i].lines.begin(), chapters[i].lines.end(), [](const Line& line) { return !line.aloud; });
    std::vector<std::optional<std::size_t>> places;
    if (silent_line) places = leave_out_silent_lines(chapters[i]);
    for (; doubt != doubts.end() && doubt->chapter == i; ++doubt) {
      if (!chapters[i].aloud || (silent_line && !places[doubt->line])) continue;
      doubts_kept.push_back(std::move(*doubt));
      doubts_kept.back().chapter = kept.size();
      if (silent_line) doubts_kept.back().line = *places[doubts_kept.back().line];
    }
    if (chapters[i].aloud) {
      kept.push_back(std::move(chapters[i]));
    } else {
      left_out.push_back(std::move(chapters[i].title));
    }
  }
  chapters = std::move(kept);
  doubts = std::move(doubts_kept);
  // What stands before the book (0) keeps its number.
  int number = 0;
  for (ScriptChapter& chapter : chapters) {
    if (chapter.number > 0) chapter.number = ++number;
  }
  return left_out;
}

}  // namespace sotto::script
