#include <fmt/format.h>

#include <algorithm>

#include "commands/commands.h"
#include "publish/master.h"
#include "publish/measure.h"
#include "report/report_table.h"
#include "report/script_checks.h"

namespace sotto {

namespace {

namespace fs = std::filesystem;

std::vector<fs::path> masters_in(const fs::path& folder) {
  std::vector<fs::path> masters;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(folder, none)) {
    if (entry.path().extension() == ".wav") masters.push_back(entry.path());
  }
  std::sort(masters.begin(), masters.end());
  return masters;
}

}  // namespace

int check_command(const std::vector<std::string>& names, const Session& session) {
  Diagnostics diagnostics;
  const std::vector<Book> books = find_books(names, session.workplace, diagnostics);
  if (show(diagnostics, session.verbosity)) return kInputWrong;
  int status = kDone;
  for (const Book& book : books) {
    const fs::path folder = session.workplace.folder_of(book);
    const DeliveryProfile* profile = find_profile(book.profile);
    const std::vector<fs::path> masters = masters_in(folder);
    if (masters.empty() || profile == nullptr) {
      fmt::print(stderr, "{}: there are no chapters here; make them with: sotto produce {}\n", folder.string(),
                 book.name);
      status = kInputWrong;
      continue;
    }
    ProductionReport report;
    for (const fs::path& path : masters) {
      ChapterReport& chapter = report.chapters.emplace_back();
      chapter.number = static_cast<int>(report.chapters.size());
      chapter.measure = measure_master(path, session.stop);
    }
    report.checks = master_checks(report, *profile, Limits{});
    fmt::print("{}", checks_table(report, 100));
    if (!report.passed() && status == kDone) status = kFallsShort;
  }
  return status;
}

}  // namespace sotto
