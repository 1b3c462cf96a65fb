#pragma once

/// The data files of the languages, embedded in the program at build time (embed.cmake).

#include <string_view>
#include <vector>

namespace sotto::language {

struct EmbeddedFile {
  std::string_view name;   ///< relative to this folder: "en/kin.txt"
  std::string_view bytes;  ///< as it stands in the file
};

/// All of them, sorted by name.
const std::vector<EmbeddedFile>& embedded_files();

}  // namespace sotto::language
