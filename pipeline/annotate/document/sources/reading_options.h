#pragma once

/// How sources are read.

#include "annotate/language/languages.h"

namespace sotto::document {

struct ReadingOptions {
  /// Where there is nothing else to choose, a language is all that is needed.
  ReadingOptions(const language::Language& of = language::default_language(),  // NOLINT(google-explicit-constructor)
                 bool with_notes = false)
      : language(&of), notes(with_notes) {}

  const language::Language* language;  ///< that the book is written in; never null
  bool notes;                          ///< footnotes and endnotes are read where they stand
};

}  // namespace sotto::document
