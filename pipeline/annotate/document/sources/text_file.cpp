#include "annotate/document/sources/text_file.h"

#include <fmt/format.h>

#include <utility>

#include "annotate/document/sources/blanks.h"
#include "annotate/document/sources/editors_notes.h"
#include "shared/sha256.h"
#include "shared/text.h"

namespace sotto::document {

std::optional<TextFile> read_text_file(const std::string& path, std::string_view bytes,
                                       const language::Language& language, Diagnostics& diagnostics) {
  std::optional<DecodedText> decoded = decode_text(path, bytes, diagnostics);
  if (!decoded) return std::nullopt;
  TextFile file{std::move(decoded->text), std::move(decoded->runs), {}};
  file.content_sha256 = sha256(file.text);
  const std::vector<Span> notes = find_editors_notes(language, file.text);
  if (!notes.empty()) {
    diagnostics.add(diagnostic_at(Severity::note, path, file.text, notes.front().begin,
                                  fmt::format("{} in brackets, the first here, {} not read",
                                              counted(notes.size(), "note"), notes.size() == 1 ? "is" : "are"),
                                  "take the brackets off what shall be read"));
    for (const Span& note : notes) blank(file.text, note);
  }
  if (!has_word(file.text)) {
    diagnostics.error(path, "there is no word in the file", "a manuscript needs at least one word");
    return std::nullopt;
  }
  return file;
}

}  // namespace sotto::document
