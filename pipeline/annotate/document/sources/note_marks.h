#pragma once

/// Marks in a running text that lead to notes, and the notes themselves where they stand in it.

#include <string_view>
#include <vector>

#include "annotate/language/language.h"
#include "shared/span.h"

namespace sotto::document {

struct NoteMarks {
  std::vector<Span> marks;  ///< in order: "[1]", "{13}", "†", figures behind a word or a closing quotation mark
  std::vector<Span> notes;  ///< in order: paragraphs that begin with a mark that was seen before, headings over them
};

/// A mark stands right behind a word, its punctuation or its quotation mark. One of figures alone must be told from
/// "No.5" and "agent47": it stands behind the end of a sentence or of a speech, or others count on to it.
NoteMarks find_note_marks(const language::Language& language, std::string_view text);

}  // namespace sotto::document
