#pragma once

/// The whole flow: story -> annotate -> script -> synthesis -> mix -> publish -> report.

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "annotate/book.h"
#include "annotate/manuscript.h"
#include "annotate/script.h"
#include "cast/voice.h"
#include "report/production.h"
#include "shared/diagnostics.h"
#include "shared/progress.h"

namespace sotto {

/// Where things are and how much of the machine may be used.
struct Workplace {
  std::filesystem::path stories = "story";
  std::filesystem::path scripts = "scripts";
  std::filesystem::path out = "out";
  std::filesystem::path cache;  ///< default: `.cache` in `out`
  std::filesystem::path home;   ///< Sotto's own folder, for its voices
  int jobs = 1;

  std::filesystem::path cache_folder() const { return cache.empty() ? out / ".cache" : cache; }
  std::filesystem::path folder_of(const Book& book) const { return out / book.name; }
  std::filesystem::path report_folder(const Book& book) const { return folder_of(book) / "report"; }
  /// Profiles beside the book come first, then those of the working folder, then Sotto's own.
  std::vector<std::filesystem::path> voice_folders(const Book* book) const;
};

/// The books that the user names, as paths, or by their names under `stories`; all of `stories` when none is named.
std::vector<Book> find_books(const std::vector<std::string>& names, const Workplace& workplace,
                             Diagnostics& diagnostics);

/// A book with its script, annotated anew with all corrections kept.
struct AnnotatedBook {
  Manuscript manuscript;
  Script script;
  std::size_t files_written = 0;  ///< in scripts/<book>/
};

/// Reads the book, annotates it and updates `scripts/<book>/`. Nothing is returned, and nothing written, when there was
/// an error.
std::optional<AnnotatedBook> annotate_book(const Book& book, const Workplace& workplace, Diagnostics& diagnostics);

/// Makes the book's chapters in `out/<book>/`, and checks what can be told without listening to them. Nothing is
/// returned when the input is wrong. Throws MachineFailure, Interrupted.
std::optional<ProductionReport> produce(const Book& book, const Workplace& workplace, Progress& progress,
                                        const StopFlag& stop, Diagnostics& diagnostics);

}  // namespace sotto
