#pragma once

/// The files inside of a book that is an archive (ZIP), or a folder that was one.

#include <cstddef>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/diagnostics.h"

namespace sotto::document {

/// Reads files by their names inside ("OEBPS/ch1.xhtml"); nothing outside of the archive or folder is ever read. What
/// is unpacked is limited, whatever the archive says of its sizes.
class Archive {
 public:
  /// The most bytes that one file of text may have, and all files together that are read.
  static constexpr std::size_t kLongestFile = std::size_t{64} << 20;
  static constexpr std::size_t kMostUnpacked = std::size_t{512} << 20;

  /// The archive whose bytes these are, which must outlive it. `path`, as the user named it, is for diagnostics. What
  /// is no archive, is damaged, has two files of one name or names that lead out of it is an error.
  static std::optional<Archive> open(const std::string& path, std::string_view bytes, Diagnostics& diagnostics);
  /// A folder that an archive was unpacked to. A symbolic link in it that leads out is ignored.
  static std::optional<Archive> open_folder(const std::string& path, Diagnostics& diagnostics);

  Archive(Archive&&) noexcept;
  Archive& operator=(Archive&&) noexcept;
  ~Archive();

  /// As the user named it.
  const std::string& path() const { return path_; }
  /// All files, in the order of the archive; of a folder, sorted. Between folders stands "/", also where the archive
  /// has "\\".
  const std::vector<std::string>& names() const { return names_; }
  /// The name of a file as the archive has it: this one, or where there is none, the only one that differs in nothing
  /// but letter case. Nothing: there is no such file.
  std::optional<std::string> find(std::string_view name) const;
  bool contains(std::string_view name) const { return find(name).has_value(); }

  /// The bytes of a file, or nothing, with an error, when there is none, it is damaged, is locked with a password, or
  /// unpacks to more than `most` bytes.
  std::optional<std::string> read(const std::string& name, Diagnostics& diagnostics,
                                  std::size_t most = kLongestFile) const;

 private:
  class Files;
  Archive(std::string path, std::vector<std::string> names, std::unique_ptr<Files> files);

  std::string path_;
  std::vector<std::string> names_;
  std::multimap<std::string, std::size_t, std::less<>> by_lower_case_;  ///< indices of names_
  std::unique_ptr<Files> files_;
};

/// The bytes of a file inside of the archive, or the unpacked folder, at `path`; nothing where it cannot be read.
std::optional<std::string> read_inside(const std::filesystem::path& path, const std::string& name);

/// How diagnostics name a file inside of another: "novel.epub!OEBPS/ch1.xhtml".
std::string name_inside(std::string_view path, std::string_view name);

/// Where a link in one file of an archive leads.
struct ArchiveLink {
  std::string file;      ///< a name inside; of a link within its file, that file's
  std::string fragment;  ///< without its "#"; may be empty
  bool operator==(const ArchiveLink&) const = default;
};

/// The link `href` of the file `from`, percent signs decoded. Nothing for one that leads out of the archive: to another
/// place ("https:", "file:", "/etc") or above its root ("../..").
std::optional<ArchiveLink> resolve_link(std::string_view from, std::string_view href);

}  // namespace sotto::document
