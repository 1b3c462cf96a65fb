#include "annotate/script/script_folder.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <system_error>
#include <unordered_map>
#include <utility>

#include "annotate/script/chapter_matching.h"
#include "annotate/script/script_splices.h"
#include "annotate/script/word_alignment.h"
#include "shared/edited_file.h"
#include "shared/failure.h"
#include "shared/files.h"
#include "shared/folder_changes.h"
#include "shared/text.h"

namespace sotto::script {

namespace {

namespace fs = std::filesystem;

/// A file with the name of a script.
struct Candidate {
  fs::path path;
  std::string name;  ///< whose place it has: of what was saved in a moment of change, not the file's own
  fs::file_time_type time;
  bool meanwhile = false;  ///< was saved in a moment of change
  int order = 0;           ///< number of the chapter in whose place it is read
};

/// The number of "01-the-mask.yaml"; nothing for a name that is no script's.
std::optional<int> number_of(const std::string& name) {
  constexpr std::string_view kEnding = ".yaml";
  if (!name.ends_with(kEnding)) return std::nullopt;
  const std::string stem = name.substr(0, name.size() - kEnding.size());
  const std::size_t digits = std::min(stem.find_first_not_of("0123456789"), stem.size());
  if (digits == 0 || digits > 5) return std::nullopt;
  ScriptChapter chapter;
  chapter.number = std::stoi(stem.substr(0, digits));
  chapter.title = digits < stem.size() && stem[digits] == '-' ? stem.substr(digits + 1) : "";
  // Written by us, it would be called the same.
  if (script_file_name(chapter) != name) return std::nullopt;
  return chapter.number;
}

bool has_line(std::string_view text, std::string_view beginning) {
  for (std::size_t i = text.find(beginning); i != std::string_view::npos; i = text.find(beginning, i + 1)) {
    if (i == 0 || text[i - 1] == '\n' || text.substr(0, i) == "\xEF\xBB\xBF") return true;
  }
  return false;
}

/// Whether a text is meant as a script, with whatever mistakes.
bool is_script(std::string_view text) { return has_line(text, "chapter:") && has_line(text, "lines:"); }

std::optional<std::string> try_read(const fs::path& path) {
  try {
    return read_edited_file(path);
  } catch (const MachineFailure&) {
    return std::nullopt;
  }
}

void note_foreign(const fs::path& folder, std::vector<std::string> names, Diagnostics& diagnostics) {
  if (names.empty()) return;
  std::sort(names.begin(), names.end());
  constexpr std::size_t kShown = 3;
  std::string list;
  for (std::size_t i = 0; i < std::min(names.size(), kShown); ++i) list += (i > 0 ? ", " : "") + printable(names[i]);
  if (names.size() > kShown) list += fmt::format(" and {} more", names.size() - kShown);
  diagnostics.note(folder.string(),
                   fmt::format("{} {} no script of this book and {} left alone: {}", counted(names.size(), "file"),
                               names.size() == 1 ? "is" : "are", names.size() == 1 ? "is" : "are", list),
                   "a script is called NN-title.yaml, with the number that `chapter:` in it has");
}

/// Of files with one number, those that are copies under another name than their title gives are foreign.
void leave_out_copies(std::vector<std::pair<Candidate, StoredChapter>>& files, std::vector<std::string>& foreign) {
  std::map<int, std::vector<std::size_t>> of_number;
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (!files[i].first.meanwhile) of_number[files[i].second.chapter.number].push_back(i);
  }
  std::vector<bool> out(files.size(), false);
  const auto is_exact = [&](std::size_t i) { return files[i].first.name == script_file_name(files[i].second.chapter); };
  for (const auto& [number, same] : of_number) {
    if (same.size() < 2) continue;
    const bool any_exact = std::any_of(same.begin(), same.end(), is_exact);
    const std::size_t newest = *std::max_element(same.begin(), same.end(), [&](std::size_t a, std::size_t b) {
      return files[a].first.time < files[b].first.time;
    });
    for (const std::size_t i : same) out[i] = any_exact ? !is_exact(i) : i != newest;
  }
  for (std::size_t i = files.size(); i-- > 0;) {
    if (!out[i]) continue;
    foreign.push_back(files[i].first.name);
    files.erase(files.begin() + static_cast<std::ptrdiff_t>(i));
  }
}

/// Whether any two files may hold the same lines.
bool may_hold_copies(const std::vector<std::pair<Candidate, StoredChapter>>& files) {
  std::map<int, int> count;
  for (const auto& [candidate, stored] : files) {
    if (candidate.meanwhile || ++count[stored.chapter.number] > 1) return true;
  }
  return false;
}

/// Of lines that stand in several files, in the same order, the newest file's count. What an older copy has beyond them
/// is kept as corrections without a place.
void supersede_copies(std::vector<std::pair<Candidate, StoredChapter>>& files) {
  if (!may_hold_copies(files)) return;
  std::vector<std::size_t> order(files.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return std::pair(files[a].first.meanwhile, files[a].first.time) >
           std::pair(files[b].first.meanwhile, files[b].first.time);
  });
  // What was saved in a moment of change may have been taken over as it was before: into `unplaced:` where its chapter
  // is gone.
  for (auto& [candidate, stored] : files) {
    if (!candidate.meanwhile) continue;
    stored.copy = true;
    std::multiset<std::string_view> says;
    for (const auto* lines : {&stored.chapter.lines, &stored.chapter.unplaced}) {
      for (const Line& line : *lines) says.insert(line.say);
    }
    for (auto& [other, other_stored] : files) {
      if (other.meanwhile) continue;
      std::vector<Line>& unplaced = other_stored.chapter.unplaced;
      std::size_t kept = 0;
      for (std::size_t i = 0; i < unplaced.size(); ++i) {
        if (const auto found = says.find(unplaced[i].say); found != says.end()) {
          says.erase(found);
          continue;
        }
        if (kept != i) unplaced[kept] = std::move(unplaced[i]);
        other_stored.unplaced_places[kept++] = other_stored.unplaced_places[i];
      }
      unplaced.resize(kept);
      other_stored.unplaced_places.resize(kept);
    }
  }
  std::unordered_map<std::string, std::uint32_t> numbers;
  const auto number = [&](const Line& line) {
    return numbers.emplace(line.say, static_cast<std::uint32_t>(numbers.size())).first->second;
  };
  std::vector<std::uint32_t> newer;
  std::vector<std::size_t> owners;                            // of those lines
  std::unordered_multimap<std::string, Line> newer_unplaced;  // by what they say
  for (const std::size_t i : order) {
    StoredChapter& stored = files[i].second;
    std::vector<Line>& lines = stored.chapter.lines;
    std::vector<std::uint32_t> own;
    for (const Line& line : lines) own.push_back(number(line));
    const std::vector<std::uint32_t> partners = align_words(own, newer);
    std::size_t common = 0;
    std::size_t all = 0;
    for (std::size_t k = 0; k < lines.size(); ++k) {
      all += lines[k].say.size();
      if (partners[k] != kNoWord) common += lines[k].say.size();
    }
    if (2 * common <= all) {
      newer.insert(newer.end(), own.begin(), own.end());
      owners.insert(owners.end(), own.size(), i);
      for (const Line& line : stored.chapter.unplaced) newer_unplaced.emplace(line.say, line);
      continue;
    }
    stored.copy = stored.superseded = true;
    // What was saved in a moment of change may have an old number: it is read where its lines are now.
    std::map<std::size_t, std::size_t> lines_of;
    for (const std::uint32_t partner : partners) {
      if (partner != kNoWord) ++lines_of[owners[partner]];
    }
    const std::size_t owner = std::max_element(lines_of.begin(), lines_of.end(), [](const auto& a, const auto& b) {
                                return a.second < b.second;
                              })->first;
    if (files[owner].first.meanwhile) files[owner].first.order = stored.chapter.number;
    std::vector<Line> left;
    std::vector<std::size_t> left_places;
    for (std::size_t k = 0; k < lines.size(); ++k) {
      if (partners[k] != kNoWord) continue;
      Line speaker = lines[k];
      speaker.before = Boundary::none;
      Line ambience = speaker;
      speaker.ambience.reset();
      const std::size_t place = k < stored.places.size() ? stored.places[k] : 0;
      const auto keep = [&](Line line) {
        left.push_back(std::move(line));
        left_places.push_back(place);
      };
      if (ambience.ambience && ambience.ambience->guess.empty()) keep(std::move(ambience));
      if (speaker.corrected()) keep(std::move(speaker));
    }
    for (std::size_t k = 0; k < stored.chapter.unplaced.size(); ++k) {
      const Line& line = stored.chapter.unplaced[k];
      const auto [first, last] = newer_unplaced.equal_range(line.say);
      if (std::any_of(first, last, [&](const auto& other) { return other.second == line; })) continue;
      left.push_back(line);
      left_places.push_back(k < stored.unplaced_places.size() ? stored.unplaced_places[k] : 0);
    }
    lines.clear();
    stored.places.clear();
    stored.chapter.unplaced = std::move(left);
    stored.unplaced_places = std::move(left_places);
  }
}

/// What people decided: speakers and deliveries, and changes of ambience.
std::size_t count_corrections(const ScriptChapter& chapter) {
  std::size_t count = chapter.unplaced.size();
  for (const Line& line : chapter.lines) {
    if (line.corrected()) ++count;
    if (line.ambience && line.ambience->guess.empty()) ++count;
  }
  return count;
}

}  // namespace

std::vector<StoredChapter> read_script_folder(const fs::path& folder, Diagnostics& diagnostics) {
  std::vector<Candidate> candidates;
  std::vector<std::string> foreign;
  std::error_code failure;
  for (fs::directory_iterator entry(folder, failure), end; !failure && entry != end; entry.increment(failure)) {
    const fs::path& path = entry->path();
    const std::string name = path.filename().string();
    std::error_code none;
    if (path.extension() != ".yaml" || name.front() == '.' || fs::is_directory(path, none)) continue;
    if (number_of(name)) {
      candidates.push_back({path, name, fs::last_write_time(path, none)});
    } else {
      foreign.push_back(name);
    }
  }
  if (failure == std::errc::permission_denied) {
    diagnostics.error(folder.string(), "the scripts cannot be read: " + failure.message(),
                      "check the folder's permissions");
  } else if (failure && failure != std::errc::no_such_file_or_directory) {
    fail_with("read", folder, failure.value());
  }
  for (const SavedMeanwhile& saved : saved_meanwhile(folder)) {
    std::error_code none;
    candidates.push_back({saved.path, saved.name, fs::last_write_time(saved.path, none), true});
  }
  std::sort(candidates.begin(), candidates.end(),
            [](const Candidate& a, const Candidate& b) { return a.path < b.path; });

  std::vector<std::pair<Candidate, StoredChapter>> files;
  for (const Candidate& candidate : candidates) {
    const std::optional<std::string> text = try_read(candidate.path);
    // Only a script is read further; one with mistakes is told of, and one that cannot be read.
    if (text && !is_script(*text)) {
      if (!trim_space(*text).empty()) foreign.push_back(candidate.name);
      continue;
    }
    auto stored = text ? parse_script_chapter(candidate.path, *text, diagnostics)
                       : read_script_chapter(candidate.path, diagnostics);
    if (!stored) continue;
    if (stored->chapter.number != number_of(candidate.name)) {
      foreign.push_back(candidate.name);
      continue;
    }
    files.emplace_back(candidate, std::move(*stored));
    files.back().first.order = files.back().second.chapter.number;
  }
  leave_out_copies(files, foreign);
  supersede_copies(files);
  note_foreign(folder, std::move(foreign), diagnostics);
  std::stable_sort(files.begin(), files.end(),
                   [](const auto& a, const auto& b) { return a.first.order < b.first.order; });
  std::vector<StoredChapter> chapters;
  for (auto& [candidate, stored] : files) chapters.push_back(std::move(stored));
  return chapters;
}

std::optional<std::size_t> update_script_folder(const fs::path& folder, const Script& script,
                                                const std::vector<StoredChapter>& stored, Diagnostics& diagnostics) {
  const ChapterMatches matches = match_chapters(script.chapters, stored);
  const std::vector<std::string> texts = splice_script(script.chapters, stored, matches);
  std::map<std::string, const StoredChapter*> by_name;
  for (const StoredChapter& s : stored) by_name[s.path.filename().string()] = &s;
  std::vector<FileChange> changes;
  std::size_t written = 0;
  std::size_t kept_corrections = 0;
  std::set<std::string> names;
  for (std::size_t c = 0; c < script.chapters.size(); ++c) {
    const std::string name = script_file_name(script.chapters[c]);
    kept_corrections += count_corrections(script.chapters[c]);
    names.insert(name);
    const auto known = by_name.find(name);
    std::optional<std::string> before;
    if (known != by_name.end()) {
      before = known->second->text;
    } else if (std::error_code none; fs::exists(fs::symlink_status(folder / name, none))) {
      // An empty file holds nothing that could be lost.
      const auto text = try_read(folder / name);
      if (!text || !trim_space(*text).empty()) {
        diagnostics.error(
            (folder / name).string(),
            fmt::format("the script of chapter {} belongs here, and this is none", script.chapters[c].number),
            "move this file away");
        continue;
      }
      before = text;
    }
    if (before == texts[c]) continue;
    changes.push_back({name, before, texts[c]});
    ++written;
  }
  if (diagnostics.has_errors()) return 0;
  std::size_t stored_corrections = 0;
  for (const StoredChapter& s : stored) stored_corrections += count_corrections(s.chapter);
  const bool all_kept = kept_corrections >= stored_corrections;
  for (const StoredChapter& s : stored) {
    const std::string name = s.path.filename().string();
    if (names.contains(name) || !(all_kept || count_corrections(s.chapter) == 0)) continue;
    changes.push_back({name, s.text, std::nullopt});
  }
  if (changes.empty()) return 0;
  make_folder(folder);
  if (!change_files(folder, changes)) return std::nullopt;
  return written;
}

}  // namespace sotto::script
