#include "annotate/document/sources/blanks.h"

#include <cstddef>
#include <iterator>
#include <string_view>

#include "shared/text.h"

namespace sotto::document {

void blank(std::string& text, Span span) {
  for (std::size_t at = span.begin; at < span.end;) {
    const std::size_t next = code_point_at(text, at).next;
    const std::string_view spaces[] = {" ", "\u00A0", "\u2003"};
    const std::size_t bytes = next - at;
    // Of a character of four bytes there is no space as long; it stays, and is no word.
    if (bytes <= std::size(spaces) && text[at] != '\n' && text[at] != '\r') text.replace(at, bytes, spaces[bytes - 1]);
    at = next;
  }
}

}  // namespace sotto::document
