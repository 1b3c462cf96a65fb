#include "annotate/document/sources/editors_notes.h"

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace sotto::document {

namespace {

/// Longer notes are rather a bracket that somebody forgot to close.
constexpr std::size_t kLongest = 4000;

/// Behind the bracket that closes the one at `open`; npos when there is none.
std::size_t end_of_bracket(std::string_view text, std::size_t open) {
  int depth = 0;
  for (std::size_t i = open; i < std::min(text.size(), open + kLongest); ++i) {
    if (text[i] == '[') ++depth;
    if (text[i] == ']' && --depth == 0) return i + 1;
  }
  return std::string_view::npos;
}

/// Whether a text that begins with a bracket is a note: "[Illustration: ...]".
bool opens_note(const language::Language& language, std::string_view text) {
  const language::Table& openings = language.table("editors-notes");
  const std::string_view rest = text.substr(1);
  return std::any_of(openings.begin(), openings.end(), [&](const language::Table::Row& row) {
    const std::string_view opening = row[0];
    if (!rest.starts_with(opening) || rest.size() == opening.size()) return false;
    const char next = rest[opening.size()];
    return next == ' ' || next == ':' || next == ']' || next == '\n' || next == '\r';
  });
}

}  // namespace

std::vector<Span> find_editors_notes(const language::Language& language, std::string_view text) {
  std::vector<Span> notes;
  for (std::size_t at = text.find('['); at != std::string_view::npos; at = text.find('[', at + 1)) {
    const std::size_t before = at == 0 ? std::string_view::npos : text.find_last_not_of(" \t", at - 1);
    if (before != std::string_view::npos && text[before] != '\n') continue;
    if (!opens_note(language, text.substr(at))) continue;
    const std::size_t end = end_of_bracket(text, at);
    if (end == std::string_view::npos) continue;
    notes.push_back({at, end});
    at = end - 1;
  }
  return notes;
}

}  // namespace sotto::document
