#include "shared/folder_changes.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <sstream>
#include <system_error>

#include "shared/edited_file.h"
#include "shared/files.h"
#include "shared/hash.h"

namespace sotto {

namespace {

namespace fs = std::filesystem;

constexpr const char* kJournal = ".changes";
constexpr std::string_view kSaved = ".saved";

/// Where a staged text stands, as the journal has it: by its name in the folder, or, of a file behind a link, whole.
std::string journal_name(const StagedText& text, const fs::path& folder) {
  return text.staged.parent_path() == folder ? text.staged.filename().string() : fs::absolute(text.staged).string();
}

void remove_file(const fs::path& path) {
  std::error_code error;
  fs::remove(path, error);
  if (error) fail_with("remove", path, error.value());
}

/// Makes what is left to do of one change.
void make(const StagedText& text, const fs::path& folder) {
  Staged staged = look_at(text);
  // What is to go may have been saved again since: then that is kept, too.
  if (staged == (text.after == kNoText ? Staged::nothing : Staged::unused)) {
    swap_in(text);
    staged = look_at(text);
  }
  switch (staged) {
    case Staged::nothing:
      break;
    case Staged::unused:  // changed places with the same text
    case Staged::old:
      remove_file(text.staged);
      break;
    case Staged::another: {
      const std::string hash = ContentHash().add(try_read_file(text.staged).value_or("")).hex().substr(0, 16);
      const fs::path kept = folder / fmt::format(".{}.{}{}", text.file.filename().string(), hash, kSaved);
      std::error_code error;
      fs::rename(text.staged, kept, error);
      if (error == std::errc::cross_device_link) {
        write_file(kept, read_file(text.staged));
        remove_file(text.staged);
      } else if (error) {
        fail_with("write", kept, error.value());
      }
      break;
    }
  }
}

/// The staged texts that no journal tells of, of processes that are no more: beside the folder's files, and beside what
/// its links lead to.
std::vector<StagedText> leftovers_of(const fs::path& folder) {
  std::vector<fs::path> folders = {folder};
  std::error_code none;
  for (fs::directory_iterator entry(folder, none), end; !none && entry != end; entry.increment(none)) {
    std::error_code broken;
    if (!entry->is_symlink(broken)) continue;
    const fs::path target = fs::weakly_canonical(entry->path(), broken).parent_path();
    if (!broken && std::find(folders.begin(), folders.end(), target) == folders.end()) folders.push_back(target);
  }
  std::vector<StagedText> found;
  for (const fs::path& one : folders) {
    for (fs::directory_iterator entry(one, none), end; !none && entry != end; entry.increment(none)) {
      const auto text = staged_text_at(entry->path());
      if (text && is_left_over(*text)) found.push_back(*text);
    }
  }
  return found;
}

}  // namespace

bool change_files(const fs::path& folder, const std::vector<FileChange>& changes) {
  const EditingFolder alone(folder);
  std::vector<StagedText> staged;
  const auto give_up = [&] {
    std::error_code none;
    for (const StagedText& text : staged) fs::remove(text.staged, none);
  };
  try {
    for (const FileChange& change : changes) {
      staged.push_back(stage_text(folder / change.name, change.before, change.after));
    }
    for (const StagedText& text : staged) {
      if (is_as_before(text)) continue;
      give_up();
      return false;
    }
    std::string journal;
    for (const StagedText& text : staged) journal += journal_name(text, folder) + "\n";
    write_file(folder / kJournal, journal);
  } catch (...) {
    give_up();
    throw;
  }
  for (const StagedText& text : staged) make(text, folder);
  remove_file(folder / kJournal);
  return true;
}

bool has_unfinished_changes(const fs::path& folder) {
  std::error_code none;
  return fs::exists(folder / kJournal, none) || !leftovers_of(folder).empty();
}

void finish_changes(const fs::path& folder) {
  std::error_code none;
  const EditingFolder alone(folder);
  // One that is there and cannot be read says, too, that what is staged was decided on: nothing is removed then.
  if (fs::exists(folder / kJournal, none)) {
    std::istringstream lines(read_file(folder / kJournal));
    for (std::string line; std::getline(lines, line);) {
      if (const auto text = staged_text_at(folder / line)) make(*text, folder);
    }
    remove_file(folder / kJournal);
  }
  // What was not decided on; but what a person saved is kept, in whatever way it came there.
  for (const StagedText& text : leftovers_of(folder)) {
    if (text.after != kNoText && look_at(text) == Staged::unused) {
      remove_file(text.staged);
    } else {
      make(text, folder);
    }
  }
}

std::vector<SavedMeanwhile> saved_meanwhile(const fs::path& folder) {
  std::vector<SavedMeanwhile> found;
  std::error_code none;
  for (fs::directory_iterator entry(folder, none), end; !none && entry != end; entry.increment(none)) {
    std::string name = entry->path().filename().string();
    if (!name.starts_with('.') || !name.ends_with(kSaved)) continue;
    name = name.substr(1, name.size() - 1 - kSaved.size());
    const std::size_t hash = name.rfind('.');
    if (hash == std::string::npos) continue;
    found.push_back({entry->path(), name.substr(0, hash)});
  }
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
  return found;
}

}  // namespace sotto
