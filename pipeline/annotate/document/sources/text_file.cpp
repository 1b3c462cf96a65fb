#include "annotate/document/sources/text_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "annotate/document/sources/blanks.h"
#include "annotate/document/sources/editors_notes.h"
#include "annotate/document/sources/markup/markup.h"
#include "annotate/document/sources/mojibake.h"
#include "annotate/document/sources/note_marks.h"
#include "annotate/document/sources/page_furniture.h"
#include "annotate/document/sources/parted_words.h"
#include "annotate/document/sources/plain_form.h"
#include "annotate/document/sources/text_edits.h"
#include "shared/sha256.h"
#include "shared/text.h"

namespace sotto::document {

namespace {

/// Entities in a text that is no HTML: "&mdash;", "&#8212;".
std::vector<TextEdit> entity_edits(std::string_view text) {
  std::vector<TextEdit> edits;
  Entities entities;
  for (std::size_t at = text.find('&'); at != std::string_view::npos; at = text.find('&', at + 1)) {
    const std::optional<std::string_view> name = entity_at(text, at);
    if (!name || text.substr(at + 1 + name->size(), 1) != ";") continue;
    const std::optional<std::string_view> meaning = entities.meaning(*name);
    if (meaning) edits.push_back({{at, at + name->size() + 2}, std::string(*meaning)});
  }
  return edits;
}

/// Makes the edits of one file, and reports some.
class TextMender {
 public:
  TextMender(const std::string& path, TextFile& file, Diagnostics& diagnostics)
      : path_(path), file_(file), diagnostics_(diagnostics) {}

  void edit(const std::vector<TextEdit>& edits) { edit_text(file_.text, file_.anchors, edits); }

  void tell(std::size_t at, std::string message, std::string hint) {
    Diagnostic note = diagnostic_at(Severity::note, path_, file_.text, at, std::move(message), std::move(hint));
    const SourceLocation place = file_.anchors.locate(file_.text, at);
    if (note.column != place.column) note.caret = note.column;
    note.line = place.line;
    note.column = place.column;
    diagnostics_.add(std::move(note));
  }

  void mend_mojibake() {
    const std::vector<TextEdit> edits = mojibake_edits(file_.text);
    if (edits.empty()) return;
    tell(edits.front().span.begin,
         fmt::format("{} decoded twice, the first here, {} read as what {} before", counted(edits.size(), "character"),
                     edits.size() == 1 ? "is" : "are", edits.size() == 1 ? "it was" : "they were"),
         "");
    edit(edits);
  }

  void take_out_notes(const ReadingOptions& options) {
    const NoteMarks found = find_note_marks(*options.language, file_.text);
    std::vector<TextEdit> edits;
    for (const Span mark : found.marks) edits.push_back({mark, {}});
    if (!options.notes) {
      for (const Span note : found.notes) edits.push_back({note, {}});
    }
    if (edits.empty()) return;
    std::sort(edits.begin(), edits.end(),
              [](const TextEdit& a, const TextEdit& b) { return a.span.begin < b.span.begin; });
    if (!options.notes && !found.notes.empty()) {
      const std::size_t notes = found.notes.size();
      tell(found.notes.front().begin,
           fmt::format("{}, the first here, {} not read", counted(notes, "note"), notes == 1 ? "is" : "are"),
           "`notes: read` in the book's settings has them read");
    }
    edit(edits);
  }

 private:
  const std::string& path_;
  TextFile& file_;
  Diagnostics& diagnostics_;
};

}  // namespace

std::optional<TextFile> read_text_file(const std::string& path, std::string_view bytes, const ReadingOptions& options,
                                       bool plain, Diagnostics& diagnostics) {
  std::optional<DecodedText> decoded = decode_text(path, bytes, diagnostics);
  if (!decoded) return std::nullopt;
  AnchorBuilder anchors;
  anchors.begin_file("", decoded->text, decoded->runs);
  anchors.add_copy(0, {0, decoded->text.size()});
  TextFile file;
  file.anchors = anchors.finish();
  file.text = std::move(decoded->text);
  file.content_sha256 = sha256(file.text);
  TextMender mender(path, file, diagnostics);
  mender.mend_mojibake();
  if (plain) mender.edit(entity_edits(file.text));
  mender.edit(plain_form_edits(file.text));
  if (plain) mender.edit(page_furniture_edits(*options.language, file.text));
  mender.take_out_notes(options);
  if (plain) mender.edit(parted_word_edits(*options.language, file.text));

  const std::vector<Span> notes = find_editors_notes(*options.language, file.text);
  if (!notes.empty()) {
    mender.tell(notes.front().begin,
                fmt::format("{} in brackets, the first here, {} not read", counted(notes.size(), "note"),
                            notes.size() == 1 ? "is" : "are"),
                "take the brackets off what shall be read");
    for (const Span& note : notes) blank(file.text, note);
  }
  if (!has_word(file.text)) {
    diagnostics.error(path, "there is no word in the file", "a manuscript needs at least one word");
    return std::nullopt;
  }
  return file;
}

}  // namespace sotto::document
