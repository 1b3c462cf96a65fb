#pragma once

/// A book's text and its script, from its files as they are now.

#include <cstddef>
#include <optional>

#include "annotate/document/book.h"
#include "annotate/document/manuscript.h"
#include "annotate/script/script.h"
#include "shared/diagnostics.h"

namespace sotto::production {

struct Workspace;

/// A book with its script, annotated anew with all corrections kept.
struct AnnotatedBook {
  document::Manuscript manuscript;
  script::Script script;
  std::size_t files_written = 0;  ///< in scripts/<book>/
};

/// Reads the book, annotates it and updates `scripts/<book>/` (but in a dry run, which writes nothing); again when
/// somebody saves a script meanwhile. A change of the scripts that an earlier process did not finish is finished first,
/// in a dry run too. Nothing is returned, and nothing written, when there was an error. Throws MachineFailure.
std::optional<AnnotatedBook> annotate_book(const document::Book& book, const Workspace& workspace,
                                           Diagnostics& diagnostics, bool dry_run = false);

}  // namespace sotto::production
