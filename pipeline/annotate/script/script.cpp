#include "annotate/script/script.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "shared/text.h"

namespace sotto::script {

bool Line::corrected() const {
  if (guess) return who != guess->who || how != guess->how;
  return who != document::kNarrator || !how.empty();
}

std::string ScriptChapter::file_stem() const { return fmt::format("{:02}-{}", number, file_slug(title)); }

const document::Character* Script::character(std::string_view id) const {
  const auto found = std::find_if(cast.begin(), cast.end(), [&](const document::Character& c) { return c.id == id; });
  return found == cast.end() ? nullptr : &*found;
}

std::vector<std::string> Script::leave_out_silent() {
  std::vector<std::string> left_out;
  std::vector<ScriptChapter> kept;
  std::vector<Doubt> doubts_kept;
  auto doubt = doubts.begin();
  for (std::size_t i = 0; i < chapters.size(); ++i) {
    for (; doubt != doubts.end() && doubt->chapter == i; ++doubt) {
      if (!chapters[i].aloud) continue;
      doubts_kept.push_back(std::move(*doubt));
      doubts_kept.back().chapter = kept.size();
    }
    if (chapters[i].aloud) {
      kept.push_back(std::move(chapters[i]));
    } else {
      left_out.push_back(std::move(chapters[i].title));
    }
  }
  chapters = std::move(kept);
  doubts = std::move(doubts_kept);
  return left_out;
}

}  // namespace sotto::script
