#include "synthesis/engine_data.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <system_error>

#include "shared/failure.h"
#include "shared/files.h"
#include "shared/hash.h"

namespace sotto {

namespace {

namespace fs = std::filesystem;

/// Where, under the data folder, the engine looks for variants.
const fs::path kVariantFolder = fs::path("voices") / "!v";

std::vector<fs::path> entries_of(const fs::path& folder) {
  std::vector<fs::path> entries;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) entries.push_back(entry.path());
  if (error) throw MachineFailure(fmt::format("cannot read the folder {}: {}", folder.string(), error.message()));
  std::sort(entries.begin(), entries.end());
  return entries;
}

void add_folder(const fs::path& folder, const std::string& name, ContentHash& hash) {
  for (const fs::path& entry : entries_of(folder)) {
    const std::string entry_name = name + "/" + entry.filename().string();
    if (fs::is_directory(entry)) {
      add_folder(entry, entry_name, hash);
    } else {
      hash.add(entry_name).add(read_file(entry));
    }
  }
}

/// Whether everything of `from` but one entry is in `to`, too, and can be reached.
bool has_entries(const fs::path& from, const fs::path& to, const fs::path& but) {
  const std::vector<fs::path> entries = entries_of(from);
  std::error_code error;
  return std::all_of(entries.begin(), entries.end(), [&](const fs::path& entry) {
    return entry.filename() == but || fs::exists(to / entry.filename(), error);
  });
}

/// Links everything in `from` into the new folder `to`, but for one entry.
void link_entries(const fs::path& from, const fs::path& to, const fs::path& but) {
  make_folder(to);
  for (const fs::path& entry : entries_of(from)) {
    if (entry.filename() == but) continue;
    std::error_code error;
    fs::create_symlink(fs::absolute(entry), to / entry.filename(), error);
    if (error)
      throw MachineFailure(fmt::format("cannot make {}: {}", (to / entry.filename()).string(), error.message()));
  }
}

}  // namespace

std::string data_fingerprint(const fs::path& data) {
  ContentHash hash;
  add_folder(data, "", hash);
  return hash.hex();
}

OwnVariants::OwnVariants(const std::vector<fs::path>& folders) {
  for (const fs::path& folder : folders) {
    std::error_code error;
    if (!fs::is_directory(folder, error)) continue;
    for (const fs::path& file : entries_of(folder)) {
      const std::string name = file.filename().string();
      const bool is_variant = name.find('.') == std::string::npos && fs::is_regular_file(file, error);
      if (is_variant && !contents_.contains(name)) contents_.emplace(name, read_file(file));
    }
  }
}

std::string OwnVariants::fingerprint(const std::string& name) const {
  const auto found = contents_.find(name);
  return found == contents_.end() ? std::string() : ContentHash().add(found->second).hex();
}

fs::path data_with_variants(const fs::path& data, const OwnVariants& variants, const fs::path& cache_folder) {
  ContentHash hash;
  hash.add(fs::absolute(data).string());
  for (const auto& [name, content] : variants.contents()) hash.add(name).add(content);
  fs::path whole = cache_folder / "engine-data" / hash.hex();
  std::error_code error;
  // Its name vouches for what was put there, not for what a failing disk or somebody's tidying made of it.
  const auto is_whole = [&] {
    return has_entries(data, whole, "voices") &&
           has_entries(data / "voices", whole / "voices", kVariantFolder.filename()) &&
           has_entries(data / kVariantFolder, whole / kVariantFolder, {});
  };
  if (is_whole()) {
    for (const auto& [name, content] : variants.contents()) update_file(whole / kVariantFolder / name, content);
    return whole;
  }

  static std::atomic<unsigned> count{0};
  // Made under another name and then renamed, so that no other process sees half of it.
  const fs::path half =
      whole.parent_path() / fmt::format(".{}.{}-{}.tmp", whole.filename().string(), ::getpid(), count++);
  fs::remove_all(half, error);
  link_entries(data, half, "voices");
  link_entries(data / "voices", half / "voices", kVariantFolder.filename());
  link_entries(data / kVariantFolder, half / kVariantFolder, {});
  for (const auto& [name, content] : variants.contents()) {
    fs::remove(half / kVariantFolder / name, error);
    write_file(half / kVariantFolder / name, content, Durability::proved);  // by whoever uses it next, above
  }
  if (!is_whole()) fs::remove_all(whole, error);
  fs::rename(half, whole, error);
  if (error) fs::remove_all(half, error);  // another process was quicker
  if (!is_whole()) {
    throw MachineFailure(fmt::format("cannot make {}; remove it and try again", whole.string()));
  }
  return whole;
}

}  // namespace sotto
