#include "annotate/reannotate.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <unordered_set>
#include <utility>

#include "annotate/annotate.h"
#include "annotate/script/ambience_cues.h"
#include "annotate/script/chapter_matching.h"
#include "annotate/script/corrections.h"
#include "annotate/script/line_alignment.h"
#include "annotate/script/word_alignment.h"
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

/// When the youngest of the manuscript's files was written; nothing where that cannot be told.
std::optional<fs::file_time_type> last_written(const document::Manuscript& manuscript) {
  std::error_code failure;
  fs::file_time_type written = fs::file_time_type::min();
  for (const document::SourceFile& file : manuscript.files) {
    written = std::max(written, fs::last_write_time(file.path, failure));
    if (failure) return std::nullopt;
  }
  return written;
}

/// Letters and digits, and a space between words: what stays the same however a text is cut into lines.
std::string words_alone(std::string_view say) {
  std::string words = " ";
  for (std::size_t at = 0; at < say.size();) {
    const CodePoint c = code_point_at(say, at);
    if (is_letter(c.value) || (c.value >= U'0' && c.value <= U'9')) {
      append_utf8(words, c.value);
    } else if (words.back() != ' ') {
      words += ' ';
    }
    at = c.next;
  }
  if (words.back() != ' ') words += ' ';
  return words;
}

std::string joined_words(const std::vector<script::StoredChapter>& stored) {
  std::string all;
  for (const script::StoredChapter& s : stored) {
    for (const auto* lines : {&s.chapter.lines, &s.chapter.unplaced}) {
      for (const script::Line& line : *lines) {
        const std::string words = words_alone(line.say);
        all += all.empty() ? words : words.substr(1);
      }
    }
  }
  return all;
}

/// Reports lines whose words somebody changed in the script: they are put back as the manuscript has them. A script
/// that is older than its manuscript differs because the author went on writing.
void tell_changed_words(const document::Manuscript& manuscript, const std::vector<script::StoredChapter>& stored,
                        const script::Script& script, Diagnostics& diagnostics) {
  const std::optional<fs::file_time_type> written = last_written(manuscript);
  if (!written) return;
  std::error_code failure;
  std::unordered_set<std::string_view> says;
  for (const script::ScriptChapter& chapter : script.chapters) {
    for (const script::Line& line : chapter.lines) says.insert(line.say);
  }
  constexpr int kMostTold = 10;
  int told = 0;
  for (const script::StoredChapter& s : stored) {
    if (fs::last_write_time(s.path, failure) <= *written) continue;
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

/// A line's words among those of a script: behind the last ones of the line before, or else before the first ones of
/// the line after.
std::string words_in_place(const std::vector<script::Line>& lines, std::size_t i) {
  constexpr std::size_t kEnough = 12;  // bytes of the other line: two or three words
  const std::string words = words_alone(lines[i].say);
  if (i > 0) {
    const std::string before = words_alone(lines[i - 1].say);
    return before.substr(before.size() - std::min(before.size(), kEnough)) + words.substr(1);
  }
  return i + 1 < lines.size() ? words + words_alone(lines[i + 1].say).substr(1, kEnough) : words;
}

/// Reports lines that somebody took out of a script: they are put back. As above, of scripts that are newer than their
/// manuscript; a line whose words stand in them at its place was only cut in another way.
void tell_deleted_lines(const document::Manuscript& manuscript, const std::vector<script::StoredChapter>& stored,
                        const script::ChapterMatches& matches, const script::Script& script, Diagnostics& diagnostics) {
  const std::optional<fs::file_time_type> written = last_written(manuscript);
  if (!written) return;
  std::string all_says;  // where a line went to another chapter, it is not gone
  for (std::size_t c = 0; c < script.chapters.size(); ++c) {
    if (!matches.continues[c]) continue;
    const script::StoredChapter& s = stored[*matches.continues[c]];
    std::error_code failure;
    if (fs::last_write_time(s.path, failure) <= *written) continue;
    const std::vector<script::Line>& lines = script.chapters[c].lines;
    const std::vector<std::uint32_t> was = script::align_lines(s.chapter.lines, lines);
    std::size_t place = 0;
    const script::Line* was_before = nullptr;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (was[i] != script::kNoWord) {
        if (was[i] < s.places.size()) place = s.places[was[i]];
        was_before = &s.chapter.lines[was[i]];
        continue;
      }
      // Where other lines stand in its place, its words are changed: that is reported above.
      const auto next = std::find_if(was.begin() + static_cast<std::ptrdiff_t>(i), was.end(),
                                     [](std::uint32_t line) { return line != script::kNoWord; });
      const std::size_t after = next == was.end() ? s.chapter.lines.size() : *next;
      const std::size_t first =
          was_before == nullptr ? 0 : static_cast<std::size_t>(was_before - s.chapter.lines.data()) + 1;
      if (first < after) continue;
      if (all_says.empty()) all_says = joined_words(stored);
      if (all_says.find(words_in_place(lines, i)) != std::string::npos) continue;
      diagnostics.add({Severity::warning, s.path.string(), place, 0,
                       fmt::format("behind this line '{}' is missing; it is put back", printable(lines[i].say)),
                       "  say: " + (was_before == nullptr ? std::string() : was_before->say),
                       "to leave a line out, write `aloud: false` beneath its `say:`"});
    }
  }
}

}  // namespace

script::Script reannotate(const document::Manuscript& manuscript, const std::vector<document::Chapter>& chapters,
                          const document::GivenCast& given, const std::vector<script::StoredChapter>& stored,
                          Diagnostics& diagnostics) {
  const script::Corrections corrections(manuscript, chapters, stored);
  script::Script fresh = annotate(manuscript, chapters, given, corrections.anchors(given.people), diagnostics);
  const script::ChapterMatches matches = script::match_chapters(fresh.chapters, stored);
  script::Script script = corrections.apply(std::move(fresh), matches, diagnostics);
  script::place_ambience_cues(manuscript, chapters, stored, matches, script, diagnostics);
  tell_changed_words(manuscript, stored, script, diagnostics);
  tell_deleted_lines(manuscript, stored, matches, script, diagnostics);
  for (std::size_t i = 0; i < script.chapters.size(); ++i) {
    script::ScriptChapter& chapter = script.chapters[i];
    const std::optional<std::size_t> known = matches.comes_from[i];
    chapter.aloud = known ? stored[*known].chapter.aloud : !chapters[i].matter;
    std::for_each(chapter.lines.begin(), chapter.lines.end(), normalise);
  }
  return script;
}

}  // namespace sotto::annotate
