#pragma once

/// A book's text and its script, from its files as they are now.

#include <cstddef>
#include <filesystem>
#include <optional>

#include "annotate/document/book.h"
#include "annotate/document/manuscript.h"
#include "annotate/script/script.h"
#include "shared/diagnostics.h"

namespace sotto::production {

/// A book with its script, annotated anew with all corrections kept.
struct AnnotatedBook {
  document::Manuscript manuscript;
  script::Script script;          ///< of the chapters that are read aloud
  std::size_t files_written = 0;  ///< in scripts/<book>/
};

/// Reads the book and its scripts, in the folder `scripts`, and annotates it. Nothing is written, but that a change of
/// the scripts that an earlier process did not finish is finished first. Nothing is returned when there was an error.
/// Throws MachineFailure.
std::optional<AnnotatedBook> annotate_book(const document::Book& book, const std::filesystem::path& scripts,
                                           Diagnostics& diagnostics);

/// The same, and updates the scripts; again when somebody saves one meanwhile. Nothing is written when there was an
/// error.
std::optional<AnnotatedBook> update_scripts(const document::Book& book, const std::filesystem::path& scripts,
                                            Diagnostics& diagnostics);

}  // namespace sotto::production
