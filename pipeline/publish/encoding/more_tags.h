#pragma once

/// The tags that libavformat has no place for, with TagLib.

#include <filesystem>

#include "publish/encoding/container.h"

namespace sotto::encoding {

struct BookTags;

/// Of an M4B: narrator, series, subtitle, publisher, ISBN and language as free-form atoms, as audiobook libraries read
/// them. Of an MP3: its table of contents, which players want beside the chapters. Of Ogg Opus and FLAC: all tags,
/// chapters and cover. Throws MachineFailure.
void add_more_tags(const std::filesystem::path& path, FileKind kind, const BookTags& tags,
                   const FileDescription& description);

}  // namespace sotto::encoding
