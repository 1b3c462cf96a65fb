#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>

#include "cli/commands.h"
#include "production/load_production.h"
#include "report/checks/golden_file.h"
#include "report/checks/run_checks.h"
#include "report/report_folder.h"
#include "report/terminal_report.h"

namespace sotto::cli {

namespace {

namespace fs = std::filesystem;

std::size_t columns_of(int terminal) {
  winsize size{};
  return ::ioctl(terminal, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 120;
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
    Diagnostics diagnostics;
    const auto made = production::load_production(book, session.workspace, session.stop, diagnostics);
    checks::Limits limits = checks::limits_for(book.folder, options.limits, diagnostics);
    show(diagnostics, session.verbosity);
    const fs::path folder = session.workspace.report_folder(book);
    // Nobody is to read "passed" of what cannot be checked as the book is now.
    if (!made) report::withdraw_report(folder);
    if (!made || diagnostics.has_errors()) {
      status = kInputWrong;
      continue;
    }
    const synthesis::TakeStore store(session.workspace.cache_folder());
    contents::ProductionReport report =
        checks::run_checks(*made, store, limits, folder, session.workspace.jobs, *progress, session.stop);
    Diagnostics reading;
    const fs::path golden = session.workspace.blessed / book.name;
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
    fmt::print("{}: {}\n{}", report.title, report.passed() ? "passed" : "falls short",
               report::checks_table(report, columns_of(STDOUT_FILENO)));
    std::fflush(stdout);  // where both go to one file, in this order
    if (session.verbosity != Verbosity::quiet) fmt::print(stderr, "report: {}\n", (folder / "index.html").string());
    if (!report.passed() && status == kDone) status = kFallsShort;
  }
  return status;
}

}  // namespace sotto::cli
