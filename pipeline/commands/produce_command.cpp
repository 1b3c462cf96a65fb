#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <chrono>

#include "commands/commands.h"
#include "report/report_table.h"

namespace sotto {

namespace {

std::size_t terminal_columns() {
  winsize size{};
  return ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 100;
}

}  // namespace

bool show(const Diagnostics& diagnostics, Verbosity verbosity) {
  for (const Diagnostic& diagnostic : diagnostics.all()) {
    if (verbosity == Verbosity::quiet && diagnostic.severity != Severity::error) continue;
    fmt::print(stderr, "{}", render(diagnostic));
  }
  return diagnostics.has_errors();
}

int produce_command(const std::vector<std::string>& names, const Session& session) {
  const auto start = std::chrono::steady_clock::now();
  Diagnostics finding;
  const std::vector<Book> books = find_books(names, session.workplace, finding);
  if (show(finding, session.verbosity)) return kInputWrong;

  int status = kDone;
  bool anything_made = false;
  std::string made;
  const auto progress = terminal_progress(session.verbosity);
  for (const Book& book : books) {
    Diagnostics diagnostics;
    const auto report = produce(book, session.workplace, *progress, session.stop, diagnostics);
    show(diagnostics, session.verbosity);
    if (!report) {
      status = kInputWrong;
      continue;
    }
    if (!report->passed() && status == kDone) status = kFallsShort;
    for (const ChapterReport& chapter : report->chapters) anything_made |= chapter.made;
    const auto folder = session.workplace.folder_of(book);
    made += fmt::format("chapters: {}/\nreport:   {}\n", folder.string(),
                        (session.workplace.report_folder(book) / "report.json").string());
    if (session.verbosity != Verbosity::quiet) fmt::print(stderr, "\n{}\n", report_table(*report, terminal_columns()));
  }
  if (session.verbosity != Verbosity::quiet) {
    const double elapsed = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    fmt::print(stderr, "{}{} in {}\n", made,
               status == kInputWrong ? "stopped"
               : anything_made       ? "done"
                                     : "nothing was to do; looked",
               spoken_duration(elapsed));
  }
  return status;
}

}  // namespace sotto
