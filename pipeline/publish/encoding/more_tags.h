#pragma once

/// Writes the tags that libavformat does not write, with TagLib.

#include <filesystem>

#include "publish/encoding/container.h"

namespace sotto::encoding {

struct BookTags;

/// Adds to an M4B: narrator, series, subtitle, publisher, ISBN and language as free-form atoms, as audiobook libraries
/// read them; to an MP3: its table of contents, which players want beside the chapters; to Ogg Opus and FLAC: all
/// tags, chapters and cover. Throws MachineFailure.
void add_more_tags(const std::filesystem::path& path, FileKind kind, const BookTags& tags,
                   const FileDescription& description);

}  // namespace sotto::encoding
