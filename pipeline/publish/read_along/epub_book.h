#pragma once

/// Puts a read-along EPUB together: text, overlays and sound.

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "publish/captions.h"
#include "publish/encoding/join.h"
#include "publish/read_along/epub_files.h"
#include "publish/read_along/read_along_chapter.h"
#include "shared/progress.h"

namespace sotto::read_along {

struct ReadAlongBook {
  encoding::BookTags tags;
  std::string id;  ///< urn_of(...)
  publish::SpeakerNames names;
  std::optional<encoding::Picture> cover;
  std::vector<std::string> stems;                     ///< of the chapters' files
  std::vector<encoding::EncodedChapter> chapters;     ///< their sound, and their titles
  std::function<ReadAlongChapter(std::size_t)> text;  ///< of a chapter; called when it is written
};

/// Throws DamagedPackets, MachineFailure, Interrupted.
void write_epub(const ReadAlongBook& book, const std::filesystem::path& path, const StopFlag& stop);

inline constexpr int kEpubVersion = 1;

}  // namespace sotto::read_along
