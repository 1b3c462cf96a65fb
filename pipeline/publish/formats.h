#pragma once

/// What a book is delivered as.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/diagnostics.h"
#include "shared/sound_file.h"

namespace sotto::publish {

enum class Format {
  wav,        ///< a file a chapter
  flac,       ///< the same
  mp3,        ///< the same
  opus,       ///< the same
  m4b,        ///< one file with chapters and cover
  epub,       ///< the text, highlighted as it is read aloud (EPUB 3 media overlays)
  lpf,        ///< W3C Audiobook in a package: a file a chapter, and a manifest
  mp3_book,   ///< one file with chapters
  opus_book,  ///< the same
  flac_book,  ///< the same
  srt,        ///< captions beside each master (WebVTT is always there)
  lrc,        ///< the same, as players show lyrics
};

/// "m4b", "mp3-book".
std::string_view name_of(Format format);
std::optional<Format> format_of(std::string_view name);

/// The formats of these names, each once, in the order of the enumeration. An unknown name is an error where they were
/// written.
std::vector<Format> read_formats(const std::vector<std::string>& names, const Origin& asked_at,
                                 Diagnostics& diagnostics);

/// Whether the format is what the masters are.
bool is_master(Format format, Container masters);

}  // namespace sotto::publish
