#pragma once

/// A book as audiobookshelf's scanner wants it: Author/Series/Vol 3 - 1892 - Title {Narrator}/, with the M4B, its cover
/// and metadata.json, which wins over all tags.

#include <filesystem>
#include <string>
#include <vector>

#include "publish/encoding/join.h"
#include "publish/encoding/picture.h"
#include "shared/progress.h"

namespace sotto::production {

/// What of a book goes into a library.
struct LibraryBook {
  encoding::BookTags tags;
  std::vector<std::string> genres;
  std::vector<encoding::ChapterMark> chapters;  ///< of the file
  Hertz rate{44100};                            ///< that their samples are counted at
  std::optional<encoding::Picture> cover;
};

/// The folder of a book below that of the library. What a file system or the scanner would take for something else is
/// left out of names.
std::filesystem::path library_folder(const encoding::BookTags& tags);
std::string library_metadata(const LibraryBook& book);

/// Puts the file there, where it is not there already, with cover and metadata. Returns the folder. Throws
/// MachineFailure.
std::filesystem::path put_into_library(const LibraryBook& book, const std::filesystem::path& file,
                                       const std::filesystem::path& library);

}  // namespace sotto::production
