#include "annotate/document/sources/editors_notes.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

namespace sotto::document {

namespace {

constexpr std::array<std::string_view, 5> kNotes = {"[Illustration", "[Footnote", "[Sidenote", "[Transcriber's",
                                                    "[Transcriber\u2019s"};

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

bool opens_note(std::string_view rest) {
  return std::any_of(kNotes.begin(), kNotes.end(), [&](std::string_view note) {
    if (rest.substr(0, note.size()) != note || rest.size() == note.size()) return false;
    const char next = rest[note.size()];
    return next == ' ' || next == ':' || next == ']' || next == '\n' || next == '\r';
  });
}

}  // namespace

std::vector<Span> find_editors_notes(std::string_view text) {
  std::vector<Span> notes;
  for (std::size_t at = text.find('['); at != std::string_view::npos; at = text.find('[', at + 1)) {
    const std::size_t before = at == 0 ? std::string_view::npos : text.find_last_not_of(" \t", at - 1);
    if (before != std::string_view::npos && text[before] != '\n') continue;
    if (!opens_note(text.substr(at))) continue;
    const std::size_t end = end_of_bracket(text, at);
    if (end == std::string_view::npos) continue;
    notes.push_back({at, end});
    at = end - 1;
  }
  return notes;
}

}  // namespace sotto::document
