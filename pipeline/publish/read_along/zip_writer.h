#pragma once

/// Writes archives (ZIP), with libzip: the same bytes for the same files, in any time zone.

#include <filesystem>
#include <memory>
#include <string>

namespace sotto::read_along {

enum class Packing {
  stored,    ///< as it is: sound and pictures, which pack no smaller
  deflated,  ///< text
};

class ZipWriter {
 public:
  /// Throws MachineFailure, like everything here.
  explicit ZipWriter(const std::filesystem::path& path);
  ~ZipWriter();
  ZipWriter(const ZipWriter&) = delete;
  ZipWriter& operator=(const ZipWriter&) = delete;

  /// Files stand in the archive in the order in which they are added, all of 1980-01-01.
  void add(const std::string& name, std::string bytes, Packing packing = Packing::deflated);
  /// The file is read when the archive is finished.
  void add_file(const std::string& name, const std::filesystem::path& file, Packing packing = Packing::stored);
  /// The file of that name of another archive, packed as it is there, or of a folder. It is read when this archive is
  /// finished.
  void copy(const std::string& name, const std::filesystem::path& from);
  /// Writes it all.
  void finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace sotto::read_along
