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
#include "annotate/script/corrections.h"
#include "shared/text.h"

namespace sotto {

namespace {

namespace fs = std::filesystem;

/// As a script file can hold it, so that what is written reads back as the same.
void normalise(Line& line) {
  if (!line.guess) return;
  line.guess->confidence = std::round(line.guess->confidence * 100) / 100;
  line.guess->evidence = fold_space(line.guess->evidence);
}

/// Tells of lines whose words somebody changed in the script: they are put back as the manuscript has them. A script
/// that is older than its manuscript differs because the author went on writing.
void tell_changed_words(const Manuscript& manuscript, const std::vector<StoredChapter>& stored, const Script& script,
                        Diagnostics& diagnostics) {
  std::error_code failure;
  fs::file_time_type written = fs::file_time_type::min();
  for (const SourceFile& file : manuscript.files) {
    written = std::max(written, fs::last_write_time(file.path, failure));
    if (failure) return;
  }
  std::unordered_set<std::string_view> says;
  for (const ScriptChapter& chapter : script.chapters) {
    for (const Line& line : chapter.lines) says.insert(line.say);
  }
  constexpr int kMostTold = 10;
  int told = 0;
  for (const StoredChapter& s : stored) {
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

Script annotate_again(const Manuscript& manuscript, const std::vector<Chapter>& chapters,
                      const std::vector<Character>& given, const std::vector<StoredChapter>& stored,
                      Diagnostics& diagnostics) {
  const Corrections corrections(manuscript, chapters, stored);
  Script fresh = annotate(manuscript, chapters, given, corrections.anchors(given), diagnostics);
  Script script = corrections.apply(std::move(fresh), diagnostics);
  place_ambience(manuscript, chapters, stored, script, diagnostics);
  tell_changed_words(manuscript, stored, script, diagnostics);
  for (std::size_t i = 0; i < script.chapters.size(); ++i) {
    ScriptChapter& chapter = script.chapters[i];
    const auto known = std::find_if(stored.begin(), stored.end(), [&](const StoredChapter& s) {
      return s.chapter.number == chapter.number && s.chapter.title == chapter.title;
    });
    chapter.aloud = known == stored.end() ? !chapters[i].matter : known->chapter.aloud;
    std::for_each(chapter.lines.begin(), chapter.lines.end(), normalise);
  }
  return script;
}

}  // namespace sotto
