#include "annotate/document/sources/archive.h"

#include <fmt/format.h>
#include <zip.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <iterator>
#include <set>
#include <system_error>
#include <utility>

#include "shared/files.h"
#include "shared/late_library.h"
#include "shared/text.h"

namespace sotto::document {

namespace {

namespace fs = std::filesystem;

/// More files than any book has; each takes memory before one is read.
constexpr std::size_t kMostFiles = 100'000;

/// Most books are no archives, and libzip brings OpenSSL with it, 2 MB: loaded with the first one.
struct Library {
  LateLibrary library{"libzip.so.4"};
  SOTTO_LATE(library, zip_discard);
  SOTTO_LATE(library, zip_error_code_zip);
  SOTTO_LATE(library, zip_error_fini);
  SOTTO_LATE(library, zip_error_init);
  SOTTO_LATE(library, zip_error_strerror);
  SOTTO_LATE(library, zip_fclose);
  SOTTO_LATE(library, zip_fopen_index);
  SOTTO_LATE(library, zip_fread);
  SOTTO_LATE(library, zip_get_error);
  SOTTO_LATE(library, zip_get_name);
  SOTTO_LATE(library, zip_get_num_entries);
  SOTTO_LATE(library, zip_open_from_source);
  SOTTO_LATE(library, zip_source_buffer_create);
  SOTTO_LATE(library, zip_source_free);
};

const Library& libzip() {
  static const Library library;
  return library;
}

struct Release {
  void operator()(zip_t* zip) const { libzip().zip_discard(zip); }
  void operator()(zip_file_t* file) const { libzip().zip_fclose(file); }
};

/// A name as archives of other systems than Windows have it.
std::string with_slashes(std::string_view name) {
  std::string plain(name);
  std::replace(plain.begin(), plain.end(), '\\', '/');
  return plain;
}

/// Whether a name stays inside of the archive.
bool stays_inside(std::string_view name) {
  if (name.empty() || name.front() == '/' || name.substr(1, 1) == ":") return false;
  for (std::size_t begin = 0; begin <= name.size();) {
    const std::size_t end = std::min(name.find('/', begin), name.size());
    if (name.substr(begin, end - begin) == "..") return false;
    begin = end + 1;
  }
  return true;
}

/// Whether the names are each there once and stay inside; what is wrong is reported.
bool check_names(const std::string& path, const std::vector<std::string>& names, Diagnostics& diagnostics) {
  std::set<std::string_view> seen;
  for (const std::string& name : names) {
    if (!stays_inside(name)) {
      diagnostics.error(path, fmt::format("the file '{}' in it would lie outside of it", printable(name)),
                        "such an archive is not to be trusted; get the book from elsewhere");
      return false;
    }
    if (!seen.insert(name).second) {
      diagnostics.error(path, fmt::format("there are two files '{}' in it", printable(name)),
                        "which of them is meant cannot be known: pack the book anew");
      return false;
    }
  }
  return true;
}

void tell_too_large(const std::string& path, const std::string& name, std::size_t most, Diagnostics& diagnostics) {
  diagnostics.error(name_inside(path, printable(name)), fmt::format("unpacks to more than {} MB", most >> 20),
                    "no text of a book is so large; the archive may be made to fill a machine's memory");
}

}  // namespace

/// Where the bytes come from.
class Archive::Files {
 public:
  virtual ~Files() = default;
  /// At most `most` + 1 bytes; nothing, with the reason in `why`, when the file cannot be read.
  virtual std::optional<std::string> read(const std::string& name, std::size_t most, std::string& why) = 0;

  std::size_t unpacked = 0;

  class OfZip;
  class OfFolder;
};

class Archive::Files::OfZip : public Archive::Files {
 public:
  OfZip(std::unique_ptr<zip_t, Release> zip, std::map<std::string, zip_uint64_t> places)
      : zip_(std::move(zip)), places_(std::move(places)) {}

  std::optional<std::string> read(const std::string& name, std::size_t most, std::string& why) override {
    const std::unique_ptr<zip_file_t, Release> file(libzip().zip_fopen_index(zip_.get(), places_.at(name), 0));
    if (!file) {
      zip_error_t* error = libzip().zip_get_error(zip_.get());
      const int code = libzip().zip_error_code_zip(error);
      const bool locked = code == ZIP_ER_NOPASSWD || code == ZIP_ER_ENCRNOTSUPP || code == ZIP_ER_WRONGPASSWD;
      why = locked ? "is locked with a password" : libzip().zip_error_strerror(error);
      return std::nullopt;
    }
    std::string bytes;
    std::array<char, 65536> block{};
    while (bytes.size() <= most) {
      const zip_int64_t count = libzip().zip_fread(file.get(), block.data(), block.size());
      if (count == 0) return bytes;
      if (count < 0) {
        why = "is damaged";
        return std::nullopt;
      }
      bytes.append(block.data(), static_cast<std::size_t>(count));
    }
    return bytes;
  }

 private:
  std::unique_ptr<zip_t, Release> zip_;
  std::map<std::string, zip_uint64_t> places_;  ///< in the archive, by name
};

class Archive::Files::OfFolder : public Archive::Files {
 public:
  explicit OfFolder(fs::path root) : root_(std::move(root)) {}

  std::optional<std::string> read(const std::string& name, std::size_t most, std::string& why) override {
    std::error_code failure;
    if (const auto size = fs::file_size(root_ / name, failure); !failure && size > most)
      return std::string(most + 1, 0);
    std::optional<std::string> bytes = try_read_file(root_ / name);
    if (!bytes) why = "cannot be read";
    return bytes;
  }

 private:
  fs::path root_;
};

Archive::Archive(std::string path, std::vector<std::string> names, std::unique_ptr<Files> files)
    : path_(std::move(path)), names_(std::move(names)), files_(std::move(files)) {
  for (std::size_t i = 0; i < names_.size(); ++i) by_lower_case_.emplace(lower_case(names_[i]), i);
}
Archive::Archive(Archive&&) noexcept = default;
Archive& Archive::operator=(Archive&&) noexcept = default;
Archive::~Archive() = default;

std::optional<Archive> Archive::open(const std::string& path, std::string_view bytes, Diagnostics& diagnostics) {
  zip_error_t error;
  libzip().zip_error_init(&error);
  zip_source_t* source = libzip().zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  std::unique_ptr<zip_t, Release> zip(
      source == nullptr ? nullptr : libzip().zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error));
  // The check for consistency is strict; what only it finds fault with may be read.
  if (!zip && source != nullptr) zip.reset(libzip().zip_open_from_source(source, ZIP_RDONLY, &error));
  if (!zip) {
    if (source != nullptr) libzip().zip_source_free(source);
    const std::string why = libzip().zip_error_strerror(&error);
    libzip().zip_error_fini(&error);
    diagnostics.error(path, fmt::format("is no archive (ZIP), or a damaged one: {}", why),
                      "get or make the file again; it may have been loaded in part only");
    return std::nullopt;
  }
  libzip().zip_error_fini(&error);
  const zip_int64_t entries = libzip().zip_get_num_entries(zip.get(), 0);
  if (entries > static_cast<zip_int64_t>(kMostFiles)) {
    diagnostics.error(path, fmt::format("has {} files in it", entries), "no book has so many; pack the book anew");
    return std::nullopt;
  }
  std::vector<std::string> names;
  std::map<std::string, zip_uint64_t> places;
  for (zip_int64_t i = 0; i < entries; ++i) {
    const auto place = static_cast<zip_uint64_t>(i);
    const char* name = libzip().zip_get_name(zip.get(), place, ZIP_FL_ENC_RAW);
    std::string text = with_slashes(name == nullptr ? "" : name);
    if (text.ends_with('/')) continue;
    places.emplace(text, place);
    names.push_back(std::move(text));
  }
  if (!check_names(path, names, diagnostics)) return std::nullopt;
  return Archive(path, std::move(names), std::make_unique<Files::OfZip>(std::move(zip), std::move(places)));
}

std::optional<Archive> Archive::open_folder(const std::string& path, Diagnostics& diagnostics) {
  std::error_code failure;
  const fs::path root = fs::weakly_canonical(path, failure);
  std::vector<std::string> names;
  fs::recursive_directory_iterator entry(root, failure);
  for (const fs::recursive_directory_iterator end; !failure && entry != end; entry.increment(failure)) {
    std::error_code unreadable;
    if (!entry->is_regular_file(unreadable)) continue;
    const fs::path within = fs::weakly_canonical(entry->path(), unreadable).lexically_relative(root);
    if (within.empty() || *within.begin() == "..") continue;
    names.push_back(entry->path().lexically_relative(root).generic_string());
    if (names.size() > kMostFiles) break;
  }
  if (failure || names.size() > kMostFiles) {
    diagnostics.error(path, failure ? "the folder cannot be read: " + failure.message() : "has too many files in it",
                      failure ? "check its permissions" : "name the folder of one book");
    return std::nullopt;
  }
  std::sort(names.begin(), names.end());
  return Archive(path, std::move(names), std::make_unique<Files::OfFolder>(root));
}

std::optional<std::string> Archive::find(std::string_view name) const {
  const auto [begin, end] = by_lower_case_.equal_range(lower_case(name));
  for (auto candidate = begin; candidate != end; ++candidate) {
    if (names_[candidate->second] == name) return std::string(name);
  }
  if (begin == end || std::next(begin) != end) return std::nullopt;
  return names_[begin->second];
}

std::optional<std::string> Archive::read(const std::string& name, Diagnostics& diagnostics, std::size_t most) const {
  if (find(name) != name) {
    diagnostics.error(path_, fmt::format("there is no file '{}' in it", printable(name)),
                      "the book is not complete: get or make it again");
    return std::nullopt;
  }
  std::string why;
  std::optional<std::string> bytes = files_->read(name, most, why);
  if (!bytes) {
    diagnostics.error(name_inside(path_, printable(name)), why, "get or make the book again");
    return std::nullopt;
  }
  files_->unpacked += bytes->size();
  if (bytes->size() > most || files_->unpacked > kMostUnpacked) {
    tell_too_large(path_, name, bytes->size() > most ? most : kMostUnpacked, diagnostics);
    return std::nullopt;
  }
  return bytes;
}

std::optional<std::string> read_inside(const fs::path& path, const std::string& name) {
  Diagnostics ignored;
  std::error_code failure;
  if (fs::is_directory(path, failure)) {
    const auto folder = Archive::open_folder(path.string(), ignored);
    return folder ? folder->read(name, ignored) : std::nullopt;
  }
  const auto bytes = try_read_file(path);
  if (!bytes) return std::nullopt;
  const auto archive = Archive::open(path.string(), *bytes, ignored);
  return archive ? archive->read(name, ignored) : std::nullopt;
}

std::string name_inside(std::string_view path, std::string_view name) { return fmt::format("{}!{}", path, name); }

std::optional<ArchiveLink> resolve_link(std::string_view from, std::string_view href) {
  const auto hex = [](char c) {
    const std::size_t digit = std::string_view("0123456789abcdef").find(static_cast<char>(c | 0x20));
    return digit == std::string_view::npos || (c < '0') ? -1 : static_cast<int>(digit);
  };
  const auto decoded = [&](std::string_view text) {
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
      const bool escape = text[i] == '%' && i + 2 < text.size() && hex(text[i + 1]) >= 0 && hex(text[i + 2]) >= 0;
      plain += escape ? static_cast<char>(hex(text[i + 1]) * 16 + hex(text[i + 2])) : text[i];
      if (escape) i += 2;
    }
    return plain;
  };
  href = trim_space(href);
  const std::size_t hash = std::min(href.find('#'), href.size());
  ArchiveLink link;
  link.fragment = decoded(href.substr(std::min(hash + 1, href.size())));
  const std::string_view target = href.substr(0, std::min(href.find('?'), hash));
  if (target.empty()) {
    link.file = from;
    return link;
  }
  const std::size_t colon = target.find(':');
  if (colon != std::string_view::npos && colon < target.find_first_of("/\\")) return std::nullopt;
  const std::string path = with_slashes(decoded(target));
  if (path.front() == '/' || path.find('\0') != std::string::npos) return std::nullopt;
  std::vector<std::string> parts;
  const std::string whole = std::string(from.substr(0, from.rfind('/') + 1)) + path;
  for (std::size_t begin = 0; begin <= whole.size();) {
    const std::size_t end = std::min(whole.find('/', begin), whole.size());
    const std::string part = whole.substr(begin, end - begin);
    begin = end + 1;
    if (part.empty() || part == ".") continue;
    if (part != "..") {
      parts.push_back(part);
    } else if (parts.empty()) {
      return std::nullopt;
    } else {
      parts.pop_back();
    }
  }
  for (const std::string& part : parts) link.file += (link.file.empty() ? "" : "/") + part;
  return link;
}

}  // namespace sotto::document
