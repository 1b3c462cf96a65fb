#include "production/annotate_book.h"

#include <fmt/format.h>

#include <string>
#include <utility>
#include <vector>

#include "annotate/document/chapters.h"
#include "annotate/document/credits.h"
#include "annotate/reannotate.h"
#include "annotate/script/ambience_cues.h"
#include "annotate/script/script_folder.h"
#include "shared/failure.h"
#include "shared/files.h"
#include "shared/folder_changes.h"

namespace sotto::production {

namespace fs = std::filesystem;

namespace {

/// A book with the script files that its script was annotated from.
struct Reading {
  AnnotatedBook book;
  std::vector<script::StoredChapter> stored;
};

std::optional<Reading> read_and_annotate(const document::Book& book, const fs::path& scripts,
                                         Diagnostics& diagnostics) {
  auto manuscript = document::read_with_credits(book, diagnostics);
  auto stored = script::read_script_folder(scripts, diagnostics);
  if (!manuscript || diagnostics.has_errors()) return std::nullopt;
  const auto chapters = document::find_chapters(*manuscript, book.title);
  manuscript->markup = book.markup;
  manuscript->directions = book.read_directions;
  Reading reading{{std::move(*manuscript), {}, 0}, std::move(stored)};
  reading.book.script =
      annotate::reannotate(reading.book.manuscript, chapters, book.given(), reading.stored, diagnostics);
  if (diagnostics.has_errors()) return std::nullopt;
  return reading;
}

/// Takes out the chapters that are not read aloud; nothing, with an error, when no other is left.
std::optional<AnnotatedBook> read_aloud(Reading reading, const fs::path& scripts, Diagnostics& diagnostics) {
  AnnotatedBook& annotated = reading.book;
  for (const std::string& title : annotated.script.leave_out_silent()) {
    diagnostics.note(scripts.string(), fmt::format("'{}' is not read aloud", title),
                     "to hear it, delete `aloud: false` in its script");
  }
  script::report_proposed_cues(annotated.manuscript, reading.stored, annotated.script, scripts.string(), diagnostics);
  if (annotated.script.chapters.empty()) {
    diagnostics.error(scripts.string(), "there is no chapter to read aloud", "delete an `aloud: false` in its script");
    return std::nullopt;
  }
  return std::move(annotated);
}

}  // namespace

std::optional<AnnotatedBook> annotate_book(const document::Book& book, const fs::path& scripts,
                                           Diagnostics& diagnostics) {
  if (has_unfinished_changes(scripts)) finish_changes(scripts);
  Diagnostics own;
  auto reading = read_and_annotate(book, scripts, own);
  diagnostics.append(own);
  if (!reading) return std::nullopt;
  return read_aloud(std::move(*reading), scripts, diagnostics);
}

std::optional<AnnotatedBook> update_scripts(const document::Book& book, const fs::path& scripts,
                                            Diagnostics& diagnostics) {
  if (has_unfinished_changes(scripts)) finish_changes(scripts);
  remove_leftovers(scripts, Leftovers::of_ended_processes);
  constexpr int kMostPasses = 20;
  for (int i = 0; i <= kMostPasses; ++i) {
    Diagnostics own;
    auto reading = read_and_annotate(book, scripts, own);
    if (reading) {
      const auto written = script::update_script_folder(scripts, reading->book.script, reading->stored, own);
      if (!written || !saved_meanwhile(scripts).empty()) continue;
      reading->book.files_written = *written;
    }
    diagnostics.append(own);
    if (!reading || own.has_errors()) return std::nullopt;
    return read_aloud(std::move(*reading), scripts, diagnostics);
  }
  throw MachineFailure(
      fmt::format("the scripts in {} are being saved all the time; try again later", scripts.string()));
}

}  // namespace sotto::production
