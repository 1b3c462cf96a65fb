#pragma once

/// The engine's data as part of a take's name, and a copy of it with variant files of our own.

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace sotto::espeak_ng {

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
  /// What the engine is asked for instead of a variant that is ours: a name by its content, so that all versions of it
  /// lie side by side in one copy of the data. Any other variant keeps its name.
  std::string engine_name(const std::string& name) const;

 private:
  std::map<std::string, std::string> contents_;  ///< by name
};

/// The longest name of a variant that the engine takes beside its longest language name.
inline constexpr std::size_t kLongestVariantName = 18;

/// Makes the folder `copy` a copy of the engine's data, with our variants in it, and returns how many files of a copy
/// that was there had to be made again. Whatever became of the copy since, it can be relied on then: those that changed
/// since they were looked at last, or all of them, are compared with the engine's. (All of the data is copied: a word
/// in another script is spoken by another language's rules.) Several processes may do this at the same time. Throws
/// MachineFailure.
std::size_t copy_engine_data(const std::filesystem::path& data, const OwnVariants& variants,
                             const std::filesystem::path& copy, bool compare_all = false);

}  // namespace sotto::espeak_ng
