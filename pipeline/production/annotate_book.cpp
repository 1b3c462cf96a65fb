#include "production/annotate_book.h"

#include <fmt/format.h>

#include <utility>
#include <vector>

#include "annotate/document/chapters.h"
#include "annotate/reannotate.h"
#include "annotate/script/ambience_cues.h"
#include "annotate/script/script_folder.h"
#include "production/produce.h"
#include "shared/failure.h"
#include "shared/files.h"
#include "shared/folder_changes.h"

namespace sotto::production {

namespace fs = std::filesystem;

namespace {

/// What became of one reading of the scripts.
struct Pass {
  std::optional<AnnotatedBook> book;
  std::vector<script::StoredChapter> stored;
  bool read_again = false;  ///< somebody saved a script meanwhile
};

Pass annotate_once(const document::Book& book, const fs::path& folder, bool dry_run, Diagnostics& diagnostics) {
  Pass pass;
  auto manuscript = document::read_manuscript(book.files, diagnostics);
  pass.stored = script::read_script_folder(folder, diagnostics);
  if (!manuscript || diagnostics.has_errors()) return pass;
  const auto chapters = document::find_chapters(*manuscript, book.title);
  manuscript->markup = book.markup;
  AnnotatedBook annotated{std::move(*manuscript), {}, 0};
  annotated.script = annotate::reannotate(annotated.manuscript, chapters, book.cast, pass.stored, diagnostics);
  if (diagnostics.has_errors()) return pass;
  if (!dry_run) {
    const auto written = script::update_script_folder(folder, annotated.script, pass.stored, diagnostics);
    pass.read_again = !written || !saved_meanwhile(folder).empty();
    if (diagnostics.has_errors()) return pass;
    annotated.files_written = written.value_or(0);
  }
  pass.book = std::move(annotated);
  return pass;
}

}  // namespace

std::optional<AnnotatedBook> annotate_book(const document::Book& book, const Workspace& workspace,
                                           Diagnostics& diagnostics, bool dry_run) {
  const fs::path folder = workspace.scripts / book.name;
  if (has_unfinished_changes(folder)) finish_changes(folder);
  if (!dry_run) remove_leftovers(folder, Leftovers::of_ended_processes);
  Pass pass;
  Diagnostics told;
  constexpr int kMostPasses = 20;
  for (int i = 0;; ++i) {
    told = {};
    pass = annotate_once(book, folder, dry_run, told);
    if (!pass.read_again) break;
    if (i == kMostPasses) {
      throw MachineFailure(
          fmt::format("the scripts in {} are being saved all the time; try again later", folder.string()));
    }
  }
  diagnostics.append(told);
  if (!pass.book) return std::nullopt;
  AnnotatedBook& annotated = *pass.book;
  for (const std::string& title : annotated.script.leave_out_silent()) {
    diagnostics.note(folder.string(), fmt::format("'{}' is not read aloud", title),
                     "to hear it, delete `aloud: false` in its script");
  }
  script::report_proposed_cues(annotated.manuscript, pass.stored, annotated.script, folder.string(), diagnostics);
  if (annotated.script.chapters.empty()) {
    diagnostics.error(folder.string(), "there is no chapter to read aloud", "delete an `aloud: false` in its script");
    return std::nullopt;
  }
  return std::move(pass.book);
}

}  // namespace sotto::production
