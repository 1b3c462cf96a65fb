#include "cli/produce_command.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>

#include "production/installation.h"
#include "production/preview.h"
#include "production/produce.h"
#include "production/production_progress.h"
#include "report/terminal_report.h"
#include "shared/console.h"
#include "shared/folder_lock.h"
#include "shared/multi_progress.h"
#include "shared/shell_word.h"
#include "shared/text.h"
#include "shared/thread_pool.h"

namespace sotto::cli {

namespace {

/// The bytes of a book's manuscripts.
double size_of(const document::Book& book) {
  double bytes = 0;
  for (const std::filesystem::path& file : book.files) {
    std::error_code none;
    const auto size = std::filesystem::file_size(file, none);
    if (!none) bytes += static_cast<double>(size);
  }
  return bytes;
}

/// What became of one book.
struct Outcome {
  std::optional<contents::ProductionReport> report;  ///< nothing when it could not be made
  Diagnostics diagnostics;
  std::vector<std::string> explanations;
  std::string busy;  ///< who makes it instead
};

/// Makes the books, as many at a time as there are workers, the longest first, so that the last ones end together. The
/// workers are shared out among the books that are being made: each has one, and the last ones have more.
class Books {
 public:
  Books(const std::vector<document::Book>& books, const ProduceCommandOptions& options, const Session& session)
      : books_(books), options_(options), session_(session), outcomes_(books.size()) {
    for (std::size_t i = 0; i < books.size(); ++i) order_.push_back(i);
    std::stable_sort(order_.begin(), order_.end(),
                     [&](std::size_t a, std::size_t b) { return size_of(books[a]) > size_of(books[b]); });
  }

  std::vector<Outcome> make() {
    if (books_.size() == 1) {
      const auto progress = terminal_progress(session_.verbosity);
      make(0, session_.workspace.jobs, *progress);
      return std::move(outcomes_);
    }
    std::vector<double> weights;
    for (const document::Book& book : books_)
      weights.push_back(production::ProductionProgress::kUnitsPerByte * size_of(book));
    MultiProgress progress(session_.verbosity, weights);
    const int jobs = session_.workspace.jobs;
    ThreadPool crew(std::min(jobs, static_cast<int>(books_.size())), "book");
    for (std::size_t i = 0; i < order_.size(); ++i) {
      const auto left = static_cast<int>(std::min(order_.size() - i, static_cast<std::size_t>(jobs)));
      crew.submit([&, i, share = std::max(1, jobs / left)] { make(order_[i], share, *progress.book(order_[i])); });
    }
    crew.finish();
    return std::move(outcomes_);
  }

 private:
  void make(std::size_t index, int jobs, Progress& progress) {
    Outcome& outcome = outcomes_[index];
    production::Workspace place = session_.workspace;
    place.jobs = jobs;
    production::ProduceOptions options;
    options.verify = options_.verify;
    options.chapter = options_.chapter;
    if (options_.explain) {
      options.explain = [&outcome](const std::string& why) { outcome.explanations.push_back(why); };
    }
    try {
      outcome.report = production::produce(books_[index], place, progress, session_.stop, outcome.diagnostics, options);
    } catch (const FolderBusy& busy) {
      outcome.busy = busy.what();
    }
  }

  const std::vector<document::Book>& books_;
  const ProduceCommandOptions& options_;
  const Session& session_;
  std::vector<Outcome> outcomes_;
  std::vector<std::size_t> order_;
};

/// The worst of what became of the books: a failure of the machine, of the input, of a check.
int status_of(const std::vector<Outcome>& outcomes) {
  int status = kDone;
  const auto worse = [&](int found) {
    constexpr std::array<int, 4> kOrder{kDone, kFallsShort, kInputWrong, kMachineFailed};
    const auto rank = [&](int s) { return std::find(kOrder.begin(), kOrder.end(), s) - kOrder.begin(); };
    if (rank(found) > rank(status)) status = found;
  };
  for (const Outcome& outcome : outcomes) {
    // Errors beside a report: the engine could not say everything.
    const bool unsaid = outcome.report && outcome.diagnostics.has_errors();
    if (!outcome.busy.empty() || unsaid) {
      worse(kMachineFailed);
    } else if (!outcome.report) {
      worse(kInputWrong);
    } else if (!outcome.report->passed()) {
      worse(kFallsShort);
    }
  }
  return status;
}

/// What would become of one book.
struct Preview {
  std::optional<std::vector<std::string>> lines;
  Diagnostics diagnostics;
};

/// Lists what would be made, and makes nothing.
int preview_books(const std::vector<document::Book>& books, const ProduceCommandOptions& options,
                  const Session& session) {
  std::vector<Preview> previews(books.size());
  ThreadPool crew(std::min(session.workspace.jobs, static_cast<int>(books.size())), "preview");
  for (std::size_t i = 0; i < books.size(); ++i) {
    crew.submit([&, i] {
      previews[i].lines =
          production::preview(books[i], session.workspace, options.verify, options.chapter, previews[i].diagnostics);
    });
  }
  crew.finish();
  int status = kDone;
  bool anything = false;
  for (const Preview& preview : previews) {
    show(preview.diagnostics, session.verbosity);
    if (!preview.lines) {
      status = kInputWrong;
      continue;
    }
    for (const std::string& line : *preview.lines) print_result("{}\n", printable(line));
    anything = anything || !preview.lines->empty();
  }
  if (!anything && status == kDone) print_result("nothing would be made\n");
  return status;
}

}  // namespace

int produce_command(const ProduceCommandOptions& options, const Session& session) {
  const auto start = std::chrono::steady_clock::now();
  Diagnostics finding;
  const std::vector<document::Book> books = production::find_books(options.books, session.workspace, finding);
  if (show(finding, session.verbosity)) return kInputWrong;
  if (options.dry_run) return preview_books(books, options, session);
  const std::vector<Outcome> outcomes = Books(books, options, session).make();

  // With many books, a table of each would hide what matters: those that are not as they should be.
  constexpr std::size_t kMostTables = 3;
  bool anything_made = false;
  std::string made;
  std::size_t ok = 0;
  double sound = 0;
  for (std::size_t i = 0; i < books.size(); ++i) {
    const Outcome& outcome = outcomes[i];
    show(outcome.diagnostics, session.verbosity);
    for (const std::string& line : outcome.explanations) print_result("{}\n", printable(line));
    if (!outcome.busy.empty()) print_message("sotto: {}\n", printable(outcome.busy));
    const auto folder = session.workspace.folder_of(books[i]);
    if (!outcome.report) {
      if (books.size() > kMostTables) made += fmt::format("STOPS {}/\n", folder.string());
      continue;
    }
    anything_made |= outcome.report->parts_made > 0;
    for (const contents::ChapterReport& chapter : outcome.report->chapters) {
      anything_made |= chapter.made;
      sound += chapter.measure.duration.value;
    }
    for (const contents::FileReport& file : outcome.report->files) anything_made |= file.made;
    if (outcome.report->passed()) ++ok;
    if (books.size() > kMostTables) {
      if (!outcome.report->passed()) made += fmt::format("FALLS {}/\n", folder.string());
      continue;
    }
    const auto report = session.workspace.report_folder(books[i]);
    if (options.chapter) {
      made +=
          fmt::format("chapter:  {}\n", (report / outcome.report->chapters.front().audio).lexically_normal().string());
    } else {
      made += fmt::format("chapters: {}/\nreport:   {}\n", folder.string(),
                          outcome.report->page
                              ? (report / "index.html").string()
                              : fmt::format("{}; to listen to it and see: {} check {}",
                                            (report / "report.json").string(), production::command_name(),
                                            shell_word(options.books.empty() ? books[i].name : options.books[i])));
    }
    for (const contents::FileReport& file : outcome.report->files) {
      const auto path = (report / file.path).lexically_normal();
      // Files of a chapter each are beside their masters.
      if (path.stem() == books[i].name)
        made += fmt::format("{:<10}{}\n", path.extension().string().substr(1) + ":", path.string());
    }
    if (session.verbosity != Verbosity::quiet) {
      print_message("\n{}\n", report::report_table(*outcome.report, terminal_columns(STDERR_FILENO, 100)));
    }
  }
  const int status = status_of(outcomes);
  if (books.size() > kMostTables) {
    made += fmt::format("ok    {} of {} books in {}/, {} of sound\n", ok, books.size(), session.workspace.out.string(),
                        spoken_duration(sound));
  }
  if (session.verbosity != Verbosity::quiet) {
    const double elapsed = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    const bool stopped = status == kInputWrong || status == kMachineFailed;
    print_message("{}{} in {}\n", made,
                  stopped         ? "stopped"
                  : anything_made ? "done"
                                  : "nothing was to do; looked",
                  spoken_duration(elapsed));
  }
  return status;
}

}  // namespace sotto::cli
