#include "produce.h"

#include <fmt/format.h>

#include <algorithm>

#include "annotate/annotate.h"
#include "annotate/script_file.h"
#include "annotate/structure.h"
#include "calibration.h"
#include "chapter_masters.h"
#include "publish/captions.h"
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

BookReport report_on(const Book& book, const AnnotatedBook& annotated, const Cast& cast, const Performance& performance,
                     const std::vector<Timeline>& timelines, const std::vector<ChapterMaster>& masters,
                     const DeliveryProfile& profile) {
  BookReport report;
  report.book = book.name;
  report.title = book.title;
  report.profile = profile.name;
  report.takes = performance.takes;
  report.takes_made = performance.made;
  for (std::size_t i = 0; i < masters.size(); ++i) {
    const ScriptChapter& chapter = annotated.script.chapters[i];
    report.lines += chapter.lines.size();
    report.chapters.push_back({chapter.number, chapter.title, masters[i].path.string(), masters[i].measure,
                               chapter.lines.size(), masters[i].made, shortfalls(masters[i].measure, profile)});
    for (const PerformedSentence& sentence : performance.chapters[i].sentences) {
      if (!sentence.take.empty()) continue;
      const Diagnostic place = annotated.manuscript.diagnostic(Severity::note, sentence.sentence.span.begin, {});
      report.missing.push_back(fmt::format("{}:{}:{}", place.file, place.line, place.column));
    }
  }
  report.speakers = speakers_of(annotated.script, cast, timelines);
  report.unsure = unsure_lines(annotated.script, annotated.manuscript);
  return report;
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

std::optional<BookReport> produce(const Book& book, const Workplace& workplace, Progress& progress,
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

  BookReport report = report_on(book, *annotated, cast, performance, timelines, masters, *profile);
  update_file(folder / "report.json", report_json(report));
  return report;
}

}  // namespace sotto
