#pragma once

/// Changes to a text that leave every other byte of its file as it is.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "annotate/document/sources/text_encoding.h"

namespace sotto::read_along {

struct TextEdit {
  std::size_t at = 0;      ///< an offset into the text
  std::size_t erased = 0;  ///< bytes of the text that go
  std::string inserted;    ///< ASCII
  bool operator==(const TextEdit&) const = default;
};

/// The file's bytes with these edits, which are in order and do not overlap; `text` is what was decoded from the bytes,
/// and what is inserted is encoded as they are.
std::string edited(std::string_view bytes, const document::DecodedText& text, const std::vector<TextEdit>& edits);

/// The offset into the text of the character that begins at a byte of the file.
std::size_t text_offset(const document::DecodedText& text, std::size_t byte);

}  // namespace sotto::read_along
