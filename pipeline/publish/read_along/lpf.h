#pragma once

/// A W3C Audiobook in its package (Audiobooks, W3C Recommendation of 2020; Lightweight Packaging Format): a manifest
/// and a sound file a chapter.

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "publish/encoding/join.h"
#include "shared/progress.h"

namespace sotto::read_along {

struct LpfBook {
  encoding::BookTags tags;
  std::string id;
  std::optional<encoding::Picture> cover;
  std::vector<std::string> stems;                  ///< of the chapters' files
  std::vector<encoding::EncodedChapter> chapters;  ///< AAC
};

/// publication.json. `durations` are seconds.
std::string publication_json(const LpfBook& book, const std::vector<double>& durations);

/// Throws DamagedPackets, MachineFailure, Interrupted.
void write_lpf(const LpfBook& book, const std::filesystem::path& path, const StopFlag& stop);

}  // namespace sotto::read_along
