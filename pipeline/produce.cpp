#include "produce.h"

#include <fmt/format.h>

#include <algorithm>

#include "annotate/annotate.h"
#include "annotate/script_file.h"
#include "annotate/structure.h"
#include "calibration.h"
#include "chapter_masters.h"
#include "publish/captions.h"
#include "report/describe.h"
#include "report/report_data.h"
#include "report/script_checks.h"
#include "shared/files.h"
#include "shared/text.h"

namespace sotto {

namespace {

namespace fs = std::filesystem;

void write_captions(const AnnotatedBook& annotated, const Performance& performance,
                    const std::vector<Timeline>& timelines, const std::vector<ChapterMaster>& masters) {
  for (std::size_t i = 0; i < masters.size(); ++i) {
    const ScriptChapter& chapter = annotated.script.chapters[i];
    const PerformedChapter& performed = performance.chapters[i];
    fs::path path = masters[i].path;
    update_file(path.replace_extension(".vtt"),
                webvtt(timelines[i], performed, chapter, annotated.script, annotated.manuscript));
    update_file(path.replace_extension(".json"),
                timings_json(timelines[i], performed, chapter, annotated.script, annotated.manuscript));
  }
}

}  // namespace

std::vector<fs::path> Workplace::voice_folders(const Book* book) const {
  std::vector<fs::path> folders;
  const auto add = [&](const fs::path& folder) {
    std::error_code none;
    if (!fs::is_directory(folder, none)) return;
    const auto same = [&](const fs::path& known) { return fs::equivalent(known, folder, none); };
    if (std::none_of(folders.begin(), folders.end(), same)) folders.push_back(folder);
  };
  if (book != nullptr) add(book->folder / "voices");
  add("voices");
  add(home / "voices");
  return folders;
}

std::vector<Book> find_books(const std::vector<std::string>& names, const Workplace& workplace,
                             Diagnostics& diagnostics) {
  std::vector<std::string> known;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(workplace.stories, none)) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with('.')) known.push_back(name);
  }
  std::sort(known.begin(), known.end());
  if (names.empty() && known.empty()) {
    diagnostics.error(workplace.stories.string(), "there are no stories here",
                      "name a story: sotto produce path/to/story.txt");
  }

  std::vector<Book> books;
  for (const std::string& name : names.empty() ? known : names) {
    fs::path path = names.empty() ? workplace.stories / name : fs::path(name);
    if (!fs::exists(path, none) && fs::exists(workplace.stories / name, none)) path = workplace.stories / name;
    if (!fs::exists(path, none)) {
      diagnostics.error(name, "there is no such story", suggest(name, known));
      continue;
    }
    auto book = open_book(path, diagnostics);
    if (!book) continue;
    const auto same = std::find_if(books.begin(), books.end(), [&](const Book& b) { return b.name == book->name; });
    if (same != books.end()) {
      diagnostics.error(path.string(),
                        fmt::format("two books would both be made in {}/{}", workplace.out.string(), book->name),
                        "rename one of them");
      continue;
    }
    books.push_back(std::move(*book));
  }
  return books;
}

std::optional<AnnotatedBook> annotate_book(const Book& book, const Workplace& workplace, Diagnostics& diagnostics) {
  auto manuscript = read_manuscript(book.files, diagnostics);
  const fs::path folder = workplace.scripts / book.name;
  const auto stored = read_script_folder(folder, diagnostics);
  if (!manuscript || diagnostics.has_errors()) return std::nullopt;
  const auto chapters = find_chapters(*manuscript, book.title);
  AnnotatedBook annotated{std::move(*manuscript), {}, 0};
  annotated.script = annotate_again(annotated.manuscript, chapters, book.cast, stored, diagnostics);
  if (diagnostics.has_errors()) return std::nullopt;
  annotated.files_written = update_script_folder(folder, annotated.script, stored);
  return annotated;
}

std::optional<ProductionReport> produce(const Book& book, const Workplace& workplace, Progress& progress,
                                        const StopFlag& stop, Diagnostics& diagnostics) {
  const DeliveryProfile* profile = find_profile(book.profile);
  if (profile == nullptr) {
    diagnostics.error((book.folder / "book.yaml").string(), fmt::format("there is no profile '{}'", book.profile),
                      suggest(book.profile, profile_names()));
  }
  const auto voice_folders = workplace.voice_folders(&book);
  const auto voices = read_voices(voice_folders, diagnostics);
  const auto annotated = annotate_book(book, workplace, diagnostics);
  if (!annotated || profile == nullptr) return std::nullopt;
  const Cast cast = cast_voices(annotated->script, book, voices, diagnostics);
  if (diagnostics.has_errors()) return std::nullopt;
  check_engine_voices(cast.voices, diagnostics, variant_folders(voice_folders));
  if (diagnostics.has_errors()) return std::nullopt;

  const TakeStore store(workplace.cache_folder());
  const PerformSettings perform_settings{.workers = workplace.jobs, .variant_folders = variant_folders(voice_folders)};
  const Performance performance =
      perform(annotated->manuscript, annotated->script, cast, store, perform_settings, progress, stop, diagnostics);
  const VoiceLevels levels =
      calibrate(annotated->script, cast, store, workplace.cache_folder(), perform_settings, stop);
  std::vector<Timeline> timelines;
  for (std::size_t i = 0; i < performance.chapters.size(); ++i) {
    timelines.push_back(plan_timeline(annotated->script.chapters[i], performance.chapters[i], book.pauses));
  }

  const fs::path folder = workplace.folder_of(book);
  const MasterSettings settings{folder, workplace.cache_folder() / "made" / (book.name + ".json"), *profile, levels,
                                workplace.jobs};
  const auto masters = make_masters(book, annotated->script, cast, timelines, store, settings, progress, stop);
  write_captions(*annotated, performance, timelines, masters);

  MadeProduction made{book, annotated->manuscript, annotated->script, cast, performance, timelines, levels, *profile,
                      {},   SOTTO_VERSION,         engine_version()};
  for (const ChapterMaster& master : masters) made.chapters.push_back({master.path, master.measure, master.made});
  const fs::path report_folder = workplace.report_folder(book);
  ProductionReport report = describe(made, report_folder);
  report.checks = quick_checks(made, report, Limits{});
  make_folder(report_folder);
  update_file(report_folder / "report.json", report_json(report));
  return report;
}

}  // namespace sotto
