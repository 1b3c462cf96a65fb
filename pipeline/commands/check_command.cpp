#include <fmt/format.h>

#include <algorithm>

#include "commands/commands.h"
#include "publish/master.h"
#include "publish/measure.h"
#include "report/book_report.h"

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
    for (const fs::path& path : masters) {
      const MasterMeasure measure = measure_master(path, session.stop);
      const auto found = shortfalls(measure, *profile);
      fmt::print("{:<5} {}  {}  {:.2f} LUFS  {:.2f} dBTP\n", found.empty() ? "ok" : "FALLS", path.string(),
                 spoken_duration(measure.duration.value), measure.loudness.value, measure.true_peak.value);
      for (const std::string& shortfall : found) fmt::print("      {}\n", shortfall);
      if (!found.empty() && status == kDone) status = kFallsShort;
    }
  }
  return status;
}

}  // namespace sotto
