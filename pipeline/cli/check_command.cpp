#include "cli/check_command.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <optional>

#include "annotate/script/script_folder.h"
#include "production/chapter_job.h"
#include "production/last_delivery.h"
#include "production/load_production.h"
#include "production/output_lock.h"
#include "report/checks/golden_file.h"
#include "report/checks/run_checks.h"
#include "report/report_folder.h"
#include "report/terminal_report.h"
#include "shared/console.h"
#include "shared/folder_lock.h"
#include "shared/text.h"

namespace sotto::cli {

namespace {

namespace fs = std::filesystem;

/// Whether there is a chapter of the book, as it is now, in the delivery that is asked for. A report that is about
/// another delivery is not ours to judge.
bool is_made(const document::Book& book, const production::Workspace& place) {
  Diagnostics told;
  const auto profile = place.profile_of(book, told);
  if (!profile) return false;
  const auto scripts = script::read_script_folder(place.scripts_of(book), told);
  return std::any_of(scripts.begin(), scripts.end(), [&](const script::StoredChapter& stored) {
    std::error_code none;
    return fs::exists(place.folder_of(book) / production::master_name(stored.chapter, *profile), none);
  });
}

/// Where the edition lies that was made last, which is told when it is not the book's own; an edition that the command
/// line asks for is that one.
production::Workspace place_of_last_edition(const document::Book& book, const Session& session) {
  production::Workspace place = session.workspace;
  const production::DeliveryOverride& asked = place.delivery;
  if (!asked.profile.empty() || !asked.formats.empty() || asked.dry) return place;
  const auto last = production::last_delivery(place.book_records(book));
  if (!last) return place;
  production::Workspace found = place;
  found.delivery = *last;
  std::error_code none;
  const std::string edition = found.edition_of(book);
  if (!fs::is_directory(found.folder_of(book), none)) return place;
  if (!edition.empty() && session.verbosity != Verbosity::quiet) {
    print_message("{}: this is the edition '{}', which was made last; the book's own: --profile {}\n",
                  found.folder_of(book).string(), edition, book.profile);
  }
  return found;
}

/// All of it.
bool was_heard(const contents::ProductionReport& report) {
  return std::all_of(report.chapters.begin(), report.chapters.end(),
                     [](const contents::ChapterReport& chapter) { return chapter.unheard.empty(); });
}

}  // namespace

int check_command(const CheckOptions& options, const Session& session) {
  Diagnostics finding;
  const std::vector<document::Book> books = production::find_books(options.books, session.workspace, finding);
  if (show(finding, session.verbosity)) return kInputWrong;
  int status = kDone;
  const auto progress = terminal_progress(session.verbosity);
  for (const document::Book& book : books) {
    const production::Workspace place = place_of_last_edition(book, session);
    const fs::path output = place.book_folder(book);
    Diagnostics diagnostics;
    const bool ours =
        production::is_output_free(book.path, place.book_records(book), output, place.scripts_of(book), diagnostics);
    std::optional<production::OutputLock> alone;
    try {
      if (ours) alone.emplace(output, place.scripts_of(book), place.cache_folder(), true, *progress);
    } catch (const FolderBusy& busy) {
      print_message("sotto: {}\n", printable(busy.what()));
      status = kMachineFailed;
      continue;
    }
    const auto made = ours ? production::load_production(book, place, diagnostics) : std::nullopt;
    checks::Limits limits = checks::limits_for(book.folder, options.limits, diagnostics);
    show(diagnostics, session.verbosity);
    const fs::path folder = place.report_folder(book);
    // Nobody is to read "passed" of what cannot be checked as the book is now.
    if (!made && ours && is_made(book, place)) report::withdraw_report(folder);
    if (!made || diagnostics.has_errors()) {
      status = kInputWrong;
      continue;
    }
    const synthesis::TakeStore store(place.cache_folder());
    contents::ProductionReport report =
        checks::run_checks(*made, store, limits, folder, session.workspace.jobs, *progress, session.stop);
    Diagnostics reading;
    const fs::path golden = place.blessed_folder(book);
    // What is accepted may differ from what was accepted before; the difference is shown all the same.
    if (options.bless) limits.set("regression.changed", 1);
    checks::add_golden_checks(report, golden, limits, reading);
    show(reading, session.verbosity);
    if (options.bless && !was_heard(report)) {
      Diagnostics refusal;
      refusal.error(book.name, "nothing is blessed: there are chapters that could not be listened to", made->command);
      show(refusal, session.verbosity);
    } else if (options.bless) {
      checks::update_golden(report, golden);
    }
    report::write_report(report, store, folder, session.workspace.jobs, session.stop);
    print_result("{}: {}\n{}", report.title, report.passed() ? "passed" : "falls short",
                 report::checks_table(report, terminal_columns(STDOUT_FILENO, 120)));
    if (session.verbosity != Verbosity::quiet) print_message("report: {}\n", (folder / "index.html").string());
    if (!report.passed() && status == kDone) status = kFallsShort;
  }
  return status;
}

}  // namespace sotto::cli
