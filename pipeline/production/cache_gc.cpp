#include "production/cache_gc.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <sstream>
#include <system_error>

#include "production/build_record.h"
#include "production/chapter_encodings.h"
#include "production/edition.h"
#include "production/workspace.h"
#include "shared/checksummed_file.h"
#include "shared/failure.h"
#include "shared/files.h"
#include "shared/folder_lock.h"
#include "synthesis/engine/cached_data.h"
#include "synthesis/take_store.h"

namespace sotto::production {

namespace {

namespace fs = std::filesystem;

constexpr const char* kUses = "uses";

struct CacheFile {
  fs::path path;  ///< or a folder that is of use as a whole only
  std::uint64_t bytes = 0;
  fs::file_time_type time;
};

[[noreturn]] void fail_unknown(const fs::path& records) {
  throw MachineFailure(
      fmt::format("it is not known what of the cache the book of {} uses; produce it, or remove this folder if nobody "
                  "needs it, and clean again",
                  records.string()));
}

/// What the chapters of a book use, and the files that are made of them.
void add_uses(const fs::path& cache, const fs::path& records, std::set<std::string>& used) {
  const synthesis::TakeStore store(cache);
  std::error_code none;
  for (const std::string& name : used_encodings(records)) {
    used.insert(encoding_path(cache, name).lexically_relative(cache).generic_string());
  }
  for (const auto& entry : fs::directory_iterator(records, none)) {
    if (entry.path().extension() != ".json") continue;
    const StoredBuildRecord stored = read_build_record(entry.path());
    if (!stored.record) fail_unknown(records);
    for (const synthesis::TakeId& take : stored.record->takes) {
      used.insert(store.path(take).lexically_relative(cache).generic_string());
    }
  }
}

/// The books that use the cache.
struct Users {
  std::set<std::string> paths;                     ///< that they use, below the cache
  std::vector<std::unique_ptr<FolderLock>> locks;  ///< what a book that is being made will use is not known yet
  std::size_t books = 0;
};

/// Books whose folder is gone are forgotten.
Users users_of(const fs::path& cache, bool dry_run) {
  Users users;
  std::error_code none;
  std::vector<fs::path> gone;
  std::set<fs::path> locked;
  const auto add = [&](const fs::path& records, bool is_edition) {
    const ChecksummedText uses = read_checksummed(records / kUses);
    if (!uses.text) fail_unknown(records);
    std::istringstream lines(*uses.text);
    std::string line;
    std::getline(lines, line);
    const fs::path folder = (cache / line).lexically_normal();
    if (!fs::is_directory(folder, none)) {
      gone.push_back(records);
      return;
    }
    // All editions of a book have one lock.
    const fs::path book = is_edition ? folder.parent_path() : folder;
    if (locked.insert(book).second) {
      if (!dry_run) users.locks.push_back(std::make_unique<FolderLock>(book, FolderLock::Purpose::cleaning));
      ++users.books;
    }
    while (std::getline(lines, line)) users.paths.insert(line);
    add_uses(cache, records, users.paths);
  };
  for (const auto& book : fs::directory_iterator(cache / "made", none)) {
    const fs::path editions = editions_in(book.path());
    for (const auto& edition : fs::directory_iterator(editions, none)) add(edition.path(), true);
    // Of a book that was made in other editions alone there is nothing of its own.
    if (fs::exists(book.path() / kUses, none) || !fs::is_directory(editions, none)) add(book.path(), false);
  }
  if (!dry_run) {
    for (const fs::path& records : gone) fs::remove_all(records, none);
  }
  return users;
}

std::uint64_t bytes_below(const fs::path& folder) {
  std::uint64_t bytes = 0;
  std::error_code error;
  for (fs::recursive_directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    std::error_code gone;
    if (!entry->is_symlink(gone) && entry->is_regular_file(gone)) bytes += entry->file_size(gone);
  }
  return bytes;
}

/// What may be removed, each by itself.
std::vector<CacheFile> files_of(const fs::path& cache) {
  std::vector<CacheFile> files;
  for (const char* part : {"takes", "levels", "beds", "heard", "encoded"}) {
    std::error_code error;
    for (fs::recursive_directory_iterator entry(cache / part, error), end; !error && entry != end;
         entry.increment(error)) {
      std::error_code gone;
      if (!entry->is_regular_file(gone)) continue;
      const std::uint64_t bytes = entry->file_size(gone);
      const auto time = gone ? fs::file_time_type() : entry->last_write_time(gone);
      if (!gone) files.push_back({entry->path(), bytes, time});
    }
  }
  // A copy of the engine's data goes as a whole; one that begins with a point is being made.
  std::error_code none;
  for (const auto& copy : fs::directory_iterator(engine::engine_data_in(cache), none)) {
    if (copy.path().filename().string().starts_with('.')) continue;
    files.push_back({copy.path(), bytes_below(copy.path()), copy.last_write_time(none)});
  }
  return files;
}

void remove_empty_folders(const fs::path& folder) {
  std::error_code none;
  std::vector<fs::path> folders;
  for (fs::recursive_directory_iterator entry(folder, none), end; !none && entry != end; entry.increment(none)) {
    if (entry->is_directory(none) && !entry->is_symlink(none)) folders.push_back(entry->path());
  }
  // The deepest first; those with something in them stay.
  for (auto path = folders.rbegin(); path != folders.rend(); ++path) fs::remove(*path, none);
}

}  // namespace

void record_roots(const fs::path& cache, const fs::path& records, const fs::path& folder,
                  const std::set<std::string>& used, bool whole) {
  std::set<std::string> all = used;
  const std::optional<std::string> before = read_checksummed(records / kUses).text;
  if (!whole && before) {
    std::istringstream lines(*before);
    std::string line;
    for (std::getline(lines, line); std::getline(lines, line);) all.insert(line);
  }
  std::string text = fs::absolute(folder)
                         .lexically_normal()
                         .lexically_relative(fs::absolute(cache).lexically_normal())
                         .generic_string() +
                     "\n";
  for (const std::string& path : all) text += path + "\n";
  make_folder(records);
  if (before != text) write_checksummed(records / kUses, text);
}

Cleaning clean_cache(const fs::path& cache, const CleaningLimits& limits) {
  Cleaning cleaning;
  if (!limits.dry_run) remove_leftovers(cache, Leftovers::of_ended_processes);
  const Users users = users_of(cache, limits.dry_run);
  cleaning.books = users.books;
  std::vector<CacheFile> idle;
  std::uint64_t total = 0;
  for (CacheFile& file : files_of(cache)) {
    total += file.bytes;
    if (users.paths.contains(file.path.lexically_relative(cache).generic_string())) {
      ++cleaning.used_files;
      cleaning.used_bytes += file.bytes;
    } else {
      idle.push_back(std::move(file));
    }
  }
  std::stable_sort(idle.begin(), idle.end(), [](const CacheFile& a, const CacheFile& b) { return a.time < b.time; });
  const auto oldest = fs::file_time_type::clock::now() - limits.age;
  for (const CacheFile& file : idle) {
    const bool too_much = limits.size && total > *limits.size;
    if (file.time > oldest && !too_much) break;
    if (!limits.dry_run) {
      std::error_code error;
      fs::remove_all(file.path, error);
      if (error) fail_with("remove", file.path, error.value());
    }
    ++cleaning.files;
    cleaning.bytes += file.bytes;
    total -= file.bytes;
  }
  cleaning.left_bytes = total;
  if (!limits.dry_run) remove_empty_folders(cache);
  return cleaning;
}

}  // namespace sotto::production
