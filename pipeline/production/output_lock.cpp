#include "production/output_lock.h"

#include <fmt/format.h>

#include <algorithm>

#include "shared/checksummed_file.h"
#include "shared/files.h"
#include "shared/text.h"

namespace sotto::production {

namespace {

namespace fs = std::filesystem;

constexpr const char* kStory = "story";

/// Without links, whether there is such a file or not, and without a slash at its end.
fs::path whole_path(const fs::path& path) {
  std::error_code failure;
  fs::path whole = fs::weakly_canonical(fs::absolute(path), failure);
  // A link that leads back to itself: whoever writes there says so.
  if (failure) whole = fs::absolute(path).lexically_normal();
  return whole.has_filename() ? whole : whole.parent_path();
}

/// Whether a path is a folder, or something below it.
bool holds(const fs::path& folder, const fs::path& path) {
  return std::mismatch(folder.begin(), folder.end(), path.begin(), path.end()).first == folder.end();
}

/// Whether there is more in an out folder than the lock of whoever asks.
bool holds_production(const fs::path& folder) {
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(folder, none)) {
    if (entry.path().filename() != ".lock") return true;
  }
  return false;
}

}  // namespace

OutputLock::OutputLock(const fs::path& folder, const fs::path& scripts, const fs::path& cache, bool cache_is_known,
                       Progress& progress)
    : lock_(folder),
      folder_(folder),
      scripts_(scripts),
      cache_(cache),
      doubtful_(!cache_is_known || !lock_.last_owner().empty()) {
  if (!lock_.last_owner().empty()) {
    progress.say(fmt::format("note: going on in {} after {}, which did not come to its end", folder.string(),
                             lock_.last_owner()));
  }
  if (!lock_.is_held()) {
    progress.say(fmt::format("note: {} is on a disk without locks: make sure that nothing else makes this book there",
                             folder.string()));
  }
  remove_leftovers(folder_, lock_.is_held() ? Leftovers::of_anyone : Leftovers::of_ended_processes);
  remove_leftovers(scripts_, Leftovers::of_ended_processes);
  sweep();
}

OutputLock::~OutputLock() { sweep(); }

void OutputLock::sweep() const {
  if (!doubtful_) return;
  remove_leftovers(scripts_, Leftovers::of_ended_processes);
  remove_leftovers(cache_, Leftovers::of_ended_processes);
}

void record_story(const fs::path& records, const fs::path& folder, const fs::path& story) {
  const std::string text = whole_path(story).lexically_relative(whole_path(folder)).generic_string() + "\n";
  if (read_checksummed(records / kStory).text == text) return;
  make_folder(records);
  write_checksummed(records / kStory, text);
}

bool is_output_free(const fs::path& story, const fs::path& records, const fs::path& folder, const fs::path& scripts,
                    Diagnostics& diagnostics) {
  const std::pair<fs::path, const char*> written[] = {{folder, "--out"}, {scripts, "--scripts"}};
  for (const auto& [place, option] : written) {
    const fs::path inner = whole_path(place);
    const fs::path whole = whole_path(story);
    const bool beside = std::string_view(option) == "--out" && inner.parent_path() == whole;
    if (!holds(inner, whole) && !beside) continue;
    diagnostics.error(
        story.string(),
        fmt::format("what is made of it would be written to {}, among the story's own files", place.string()),
        fmt::format("choose another folder: {} DIR", option));
    return false;
  }
  std::error_code none;
  const ChecksummedText noted = read_checksummed(records / kStory);
  const bool made = holds_production(folder);
  if (!noted.text || (!made && !fs::exists(scripts, none))) return true;
  const fs::path other = (whole_path(folder) / trim_space(*noted.text)).lexically_normal();
  if (other == whole_path(story) || !fs::exists(other, none)) return true;
  diagnostics.error(
      story.string(),
      fmt::format("{} of another story of this name, {}",
                  made ? folder.string() + " is the production" : scripts.string() + " is the script", other.string()),
      "rename one of them, or make this one elsewhere: --out DIR --scripts DIR");
  return false;
}

}  // namespace sotto::production
