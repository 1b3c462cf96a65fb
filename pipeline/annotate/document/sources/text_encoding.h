#pragma once

/// The bytes of a text file as UTF-8.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/diagnostics.h"

namespace sotto::document {

/// A width of characters that have as many bytes in the file as in the text.
inline constexpr std::uint32_t kSameBytes = 0;

/// Characters of a decoded text that were consecutive in the file and each had the same number of bytes there.
struct DecodedRun {
  std::size_t text = 0;              ///< offset of the first one
  std::size_t byte = 0;              ///< its first byte in the file
  std::uint32_t width = kSameBytes;  ///< bytes in the file for each, or kSameBytes
  bool operator==(const DecodedRun&) const = default;
};

struct DecodedText {
  std::string text;
  std::vector<DecodedRun> runs;  ///< from the first character on; empty: the file is the text
};

inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// UTF-8 with or without a byte order mark, which stays; UTF-16 and UTF-32 with one, which goes. What is not UTF-8 but
/// plausibly Windows-1252 or Latin-1 is read as such, with a note; a few bytes that are no UTF-8 become U+FFFD, with a
/// warning. Carriage returns stay. What is no text (NUL bytes, many control characters, an alphabet that is not Latin
/// in an encoding of its own) or empty is an error, and nothing is returned. `path` names the file in diagnostics.
std::optional<DecodedText> decode_text(const std::string& path, std::string_view bytes, Diagnostics& diagnostics);

}  // namespace sotto::document
