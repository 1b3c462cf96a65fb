#include "annotate/reannotate.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <string>
#include <string_view>
#include <system_error>
#include <unordered_set>
#include <utility>

#include "annotate/annotate.h"
#include "annotate/script/ambience_cues.h"
#include "annotate/script/chapter_matching.h"
#include "annotate/script/corrections.h"
#include "shared/text.h"

namespace sotto::annotate {

namespace {

namespace fs = std::filesystem;

/// As a script file can hold it, so that what is written reads back as the same.
void normalise(script::Line& line) {
  if (!line.guess) return;
  line.guess->confidence = std::round(line.guess->confidence * 100) / 100;
  line.guess->evidence = fold_space(line.guess->evidence);
}

/// Tells of lines whose words somebody changed in the script: they are put back as the manuscript has them. A script
/// that is older than its manuscript differs because the author went on writing.
void tell_changed_words(const document::Manuscript& manuscript, const std::vector<script::StoredChapter>& stored,
                        const script::Script& script, Diagnostics& diagnostics) {
  std::error_code failure;
  fs::file_time_type written = fs::file_time_type::min();
  for (const document::SourceFile& file : manuscript.files) {
    written = std::max(written, fs::last_write_time(file.path, failure));
    if (failure) return;
  }
  std::unordered_set<std::string_view> says;
  for (const script::ScriptChapter& chapter : script.chapters) {
    for (const script::Line& line : chapter.lines) says.insert(line.say);
  }
  constexpr int kMostTold = 10;
  int told = 0;
  for (const script::StoredChapter& s : stored) {
    if (fs::last_write_time(s.path, failure) <= written) continue;
    for (std::size_t i = 0; i < s.chapter.lines.size() && told < kMostTold; ++i) {
      const std::string& say = s.chapter.lines[i].say;
      if (says.contains(say)) continue;
      ++told;
      diagnostics.add({Severity::warning, s.path.string(), i < s.places.size() ? s.places[i] : 0, 0,
                       "the manuscript has other words here; the line is put back as it has them", "  say: " + say,
                       "words are changed in the manuscript; in the script, who says them and how"});
    }
  }
}

}  // namespace

script::Script reannotate(const document::Manuscript& manuscript, const std::vector<document::Chapter>& chapters,
                          const std::vector<document::Character>& given,
                          const std::vector<script::StoredChapter>& stored, Diagnostics& diagnostics) {
  const script::Corrections corrections(manuscript, chapters, stored);
  script::Script fresh = annotate(manuscript, chapters, given, corrections.anchors(given), diagnostics);
  const script::ChapterMatches matches = script::match_chapters(fresh.chapters, stored);
  script::Script script = corrections.apply(std::move(fresh), matches, diagnostics);
  script::place_ambience_cues(manuscript, chapters, stored, matches, script, diagnostics);
  tell_changed_words(manuscript, stored, script, diagnostics);
  for (std::size_t i = 0; i < script.chapters.size(); ++i) {
    script::ScriptChapter& chapter = script.chapters[i];
    const std::optional<std::size_t> known = matches.comes_from[i];
    chapter.aloud = known ? stored[*known].chapter.aloud : !chapters[i].matter;
    std::for_each(chapter.lines.begin(), chapter.lines.end(), normalise);
  }
  return script;
}

}  // namespace sotto::annotate
