#pragma once

/// The rooms of the house, as the tests of its order know them.

#include <algorithm>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "support/folders.h"

namespace sotto::house {

/// The rooms by their folders, each after those that it may include. A room is a folder of pipeline/, a static library
/// and a namespace.
inline const std::vector<std::string>& rooms() {
  static const std::vector<std::string> all = {
      "shared",
      "annotate/language",
      "annotate/document",
      "annotate/script",
      "annotate/attribution",
      "annotate/normalization",
      "annotate",
      "cast",
      "synthesis/engine",
      "synthesis/espeak_ng",
      "synthesis/flite",
      "synthesis/user_engine",
      "synthesis/alignment",
      "synthesis",
      "mix",
      "publish",
      "publish/encoding",
      "publish/read_along",
      "publish/cover",
      "report/analysis",
      "report/contents",
      "report/checks",
      "report",
      "production",
      "studio",
      "cli",
  };
  return all;
}

/// The folder of the room in which a file lies: the longest that its path begins with. Empty: in none.
inline std::string room_of(std::string_view path) {
  std::string found;
  for (const std::string& room : rooms()) {
    if (path.starts_with(room + "/") && room.size() > found.size()) found = room;
  }
  return found;
}

/// The last part of a room's folder; that of `shared` is `sotto` itself.
inline std::string namespace_of(const std::string& room) {
  return room == "shared" ? "sotto" : "sotto::" + std::filesystem::path(room).filename().string();
}

/// Every C++ file below a folder of the repository, relative to that folder, in order.
inline std::vector<std::string> sources_below(const std::string& folder) {
  namespace fs = std::filesystem;
  const fs::path root = testing::source_folder() / folder;
  std::vector<std::string> all;
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    const std::string extension = entry.path().extension().string();
    if (extension == ".cpp" || extension == ".h") all.push_back(fs::relative(entry.path(), root).generic_string());
  }
  std::sort(all.begin(), all.end());
  return all;
}

}  // namespace sotto::house
