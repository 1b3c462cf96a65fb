#pragma once

/// The engine's data as part of a take's name, and variant files of our own beside it.

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace sotto {

/// A hash of all files of an espeak-ng-data folder, by their names and bytes: wherever it lies, the same data has the
/// same fingerprint. Throws MachineFailure.
std::string data_fingerprint(const std::filesystem::path& data);

/// Variant files that the engine does not come with (formants, flutter, breath ...), one file a variant, named as the
/// profiles name them.
class OwnVariants {
 public:
  OwnVariants() = default;
  /// An earlier folder's file wins over a later one's; a folder that does not exist has none. Throws MachineFailure.
  explicit OwnVariants(const std::vector<std::filesystem::path>& folders);

  bool empty() const { return contents_.empty(); }
  bool contains(const std::string& name) const { return contents_.contains(name); }
  const std::map<std::string, std::string>& contents() const { return contents_; }
  /// Of one variant's content; empty for a variant that is not ours.
  std::string fingerprint(const std::string& name) const;

 private:
  std::map<std::string, std::string> contents_;  ///< by name
};

/// The longest name of a variant that the engine takes beside its longest language name.
inline constexpr std::size_t kLongestVariantName = 18;

/// A data folder under the cache that is `data` with our variants in it: links to the engine's files, and copies of
/// ours. Made once for the same data and variants. Throws MachineFailure.
std::filesystem::path data_with_variants(const std::filesystem::path& data, const OwnVariants& variants,
                                         const std::filesystem::path& cache_folder);

}  // namespace sotto
