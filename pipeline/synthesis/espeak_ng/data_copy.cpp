#include "synthesis/espeak_ng/data_copy.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <cstdint>
#include <system_error>

#include "shared/failure.h"
#include "shared/files.h"
#include "shared/hash.h"
#include "shared/verified_since.h"
#include "shared/writer.h"

namespace sotto::espeak_ng {

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

/// Brings a copy of the data to what it should be.
class Mending {
 public:
  /// Files of the right size that did not change since (nanoseconds since 1970) are as they were then: good.
  explicit Mending(std::int64_t proved_until_ns) : proved_until_ns_(proved_until_ns) {}

  void folder(const fs::path& from, const fs::path& to) {
    std::error_code error;
    if (fs::is_symlink(fs::symlink_status(to, error))) fs::remove(to, error);  // what is behind it is not ours
    make_folder(to);
    for (const fs::path& entry : entries_of(from)) {
      const fs::path copy = to / entry.filename();
      if (fs::is_directory(entry, error)) {
        folder(entry, copy);
      } else if (!is_proved(copy, fs::file_size(entry, error))) {
        file(copy, read_file(entry));
      }
    }
  }
  void file(const fs::path& path, std::string_view bytes) {
    ++compared_;
    if (try_read_file(path) == bytes) return;
    write_file(path, bytes, Durability::proved);  // by whoever uses it next
    ++mended_;
  }

  std::size_t mended() const { return mended_; }
  bool compared_any() const { return compared_ > 0; }

 private:
  bool is_proved(const fs::path& path, std::uintmax_t size) const {
    struct stat status {};
    if (::lstat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return false;
    // The time of the last change of any kind, which nobody can set back.
    const std::int64_t changed_ns = std::int64_t{status.st_ctim.tv_sec} * 1'000'000'000 + status.st_ctim.tv_nsec;
    return static_cast<std::uintmax_t>(status.st_size) == size && changed_ns < proved_until_ns_;
  }

  std::int64_t proved_until_ns_;
  std::size_t compared_ = 0;
  std::size_t mended_ = 0;
};

/// Under another name first, so that a copy that is there was once whole: what it lacks is damage. Whether it was us
/// who made it, and no other process that was quicker.
bool make_copy(const fs::path& data, const fs::path& copy) {
  const fs::path half = copy.parent_path() / fmt::format(".{}.{}.tmp", copy.filename().string(), unique_name());
  std::error_code error;
  try {
    Mending(0).folder(data, half);
    fs::rename(half, copy, error);
    if (!error) return true;
  } catch (const MachineFailure&) {
    fs::remove_all(half, error);
    throw;
  }
  fs::remove_all(half, error);
  return false;
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

std::string OwnVariants::engine_name(const std::string& name) const {
  constexpr std::size_t kDigits = 16;
  // A name that begins with a digit is a number to the engine.
  return contains(name) ? "v" + fingerprint(name).substr(0, kDigits) : name;
}

std::size_t copy_engine_data(const fs::path& data, const OwnVariants& variants, const fs::path& copy,
                             bool compare_all) {
  std::error_code error;
  const bool made = !fs::exists(copy, error) && make_copy(data, copy);
  const std::int64_t now = VerifiedSince::now_ns();
  const VerifiedSince proof(copy);
  Mending mending(made ? now : compare_all ? 0 : proof.until_ns());
  mending.folder(data, copy);
  if (made || mending.compared_any()) proof.is_until(now);
  for (const auto& [name, content] : variants.contents()) {
    const fs::path file = copy / kVariantFolder / variants.engine_name(name);
    if (fs::exists(file, error)) {
      mending.file(file, content);
    } else {
      write_file(file, content, Durability::proved);
    }
  }
  return mending.mended();
}

}  // namespace sotto::espeak_ng
