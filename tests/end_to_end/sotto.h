#pragma once

#include <cstdlib>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "shared/files.h"
#include "support/command.h"
#include "support/temp_folder.h"

namespace sotto::end_to_end {

using testing::Command;
using testing::Outcome;
using testing::TempFolder;

/// A short story with two speakers, quick to produce.
inline constexpr const char* kShortStory =
    "The Kettle\n\n"
    "\"Is it boiling?\" asked Anna. She did not look up.\n\n"
    "\"Not yet,\" Peter said. \"Give it two minutes.\"\n\n"
    "\"You said that an hour ago.\"\n\n"
    "He laughed. The kettle, at last, began to sing.\n";

/// The program under test: the one that was built with the tests, or another (an older one, to see what it lacked).
inline std::string program() {
  const char* other = std::getenv("SOTTO_TEST_PROGRAM");
  return other != nullptr ? other : SOTTO_BINARY;
}

/// Runs the program under test in a folder of its own. The out folder and the scripts go there too.
inline Outcome sotto(const TempFolder& folder, std::vector<std::string> words, Command command = {}) {
  words.insert(words.begin(), program());
  command.words = std::move(words);
  command.folder = folder.path();
  return testing::run(command);
}

/// Name -> bytes of all files below a folder, those of the cache left out.
inline std::map<std::string, std::string> files_below(const std::filesystem::path& folder) {
  std::map<std::string, std::string> files;
  std::error_code none;
  for (auto it = std::filesystem::recursive_directory_iterator(folder, none); it != std::filesystem::end(it); ++it) {
    if (it->path().filename() == ".cache") {
      it.disable_recursion_pending();
    } else if (it->is_regular_file()) {
      files[std::filesystem::relative(it->path(), folder).generic_string()] = read_file(it->path());
    }
  }
  return files;
}

/// The names of the files that are not the same in two folders, or in one of them only: short where it fails.
inline std::vector<std::string> differing(const std::map<std::string, std::string>& a,
                                          const std::map<std::string, std::string>& b) {
  std::vector<std::string> names;
  for (const auto& [name, bytes] : a) {
    if (!b.contains(name) || b.at(name) != bytes) names.push_back(name);
  }
  for (const auto& [name, bytes] : b) {
    if (!a.contains(name)) names.push_back(name);
  }
  return names;
}

/// The temporary files anywhere below a folder, the cache included.
inline std::vector<std::string> temporary_files(const std::filesystem::path& folder) {
  std::vector<std::string> found;
  std::error_code none;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder, none)) {
    if (entry.path().extension() == ".tmp") found.push_back(entry.path().string());
  }
  return found;
}

}  // namespace sotto::end_to_end
