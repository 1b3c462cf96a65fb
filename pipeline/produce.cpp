#include "produce.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "annotate/annotate.h"
#include "annotate/manuscript/structure.h"
#include "annotate/script/script_file.h"
#include "cache_cleaning.h"
#include "calibration.h"
#include "chapter_masters.h"
#include "publish/captions.h"
#include "recordings.h"
#include "report/describe.h"
#include "report/report_folder.h"
#include "report/script_checks.h"
#include "shared/files.h"
#include "shared/hash.h"
#include "shared/text.h"
#include "upkeep.h"

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

/// Those of the folders that exist, each once.
std::vector<fs::path> existing_folders(const std::vector<fs::path>& wanted) {
  std::vector<fs::path> folders;
  for (const fs::path& folder : wanted) {
    std::error_code none;
    if (!fs::is_directory(folder, none)) continue;
    const auto same = [&](const fs::path& known) { return fs::equivalent(known, folder, none); };
    if (std::none_of(folders.begin(), folders.end(), same)) folders.push_back(folder);
  }
  return folders;
}

}  // namespace

fs::path Workplace::records_of(const Book& book) const {
  const fs::path folder = cache_folder() / "made";
  // Several out folders may share a cache; the usual one, with the cache in it, may be moved.
  const fs::path beside = fs::absolute(cache_folder()).lexically_normal().parent_path();
  const fs::path ours = (fs::absolute(out) / "").lexically_normal().parent_path();
  if (beside == ours) return folder / book.name;
  return folder / fmt::format("{}-{}", book.name, ContentHash().add(ours.string()).hex().substr(0, 8));
}

std::vector<fs::path> Workplace::voice_folders(const Book* book) const {
  std::vector<fs::path> folders = {"voices", home / "voices"};
  if (book != nullptr) folders.insert(folders.begin(), book->folder / "voices");
  return existing_folders(folders);
}

std::vector<fs::path> Workplace::profile_folders(const Book& book) const {
  return existing_folders({book.folder / "profiles", "profiles", home / "profiles"});
}

std::optional<DeliveryProfile> Workplace::profile_of(const Book& book, Diagnostics& diagnostics) const {
  Diagnostics own;
  const auto profiles = read_profiles(profile_folders(book), own);
  const std::string& asked = edition.profile;
  const Origin asked_at = asked.empty() ? book.profile_at : Origin{"--profile", 0, 0, {}};
  auto chosen = choose_profile(profiles, asked.empty() ? book.profile : asked, asked_at, own);
  diagnostics.append(own);
  if (own.has_errors()) return std::nullopt;
  chosen->dry = chosen->dry || edition.dry;
  return chosen;
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

std::optional<AnnotatedBook> annotate_book(const Book& book, const Workplace& workplace, Diagnostics& diagnostics,
                                           bool dry_run) {
  auto manuscript = read_manuscript(book.files, diagnostics);
  const fs::path folder = workplace.scripts / book.name;
  const auto stored = read_script_folder(folder, diagnostics);
  if (!manuscript || diagnostics.has_errors()) return std::nullopt;
  const auto chapters = find_chapters(*manuscript, book.title);
  manuscript->markup = book.markup;
  AnnotatedBook annotated{std::move(*manuscript), {}, 0};
  annotated.script = annotate_again(annotated.manuscript, chapters, book.cast, stored, diagnostics);
  if (diagnostics.has_errors()) return std::nullopt;
  if (!dry_run) annotated.files_written = update_script_folder(folder, annotated.script, stored);
  for (const std::string& title : annotated.script.leave_out_silent()) {
    diagnostics.note(folder.string(), fmt::format("'{}' is not read aloud", title),
                     "to hear it, delete `aloud: false` in its script");
  }
  if (annotated.script.chapters.empty()) {
    diagnostics.error(folder.string(), "there is no chapter to read aloud", "delete an `aloud: false` in its script");
    return std::nullopt;
  }
  return annotated;
}

std::optional<ProductionReport> produce(const Book& as_written, const Workplace& workplace, Progress& progress,
                                        const StopFlag& stop, Diagnostics& diagnostics, const ProduceOptions& options) {
  const auto profile = workplace.profile_of(as_written, diagnostics);
  Book book = as_delivered(as_written, profile.value_or(DeliveryProfile{}));
  const auto voice_folders = workplace.voice_folders(&book);
  const auto voices = read_voices(voice_folders, diagnostics);
  const fs::path folder = workplace.folder_of(book);
  std::optional<OwnedFolder> owned;
  const Proof proof(workplace.records_of(book));
  const std::int64_t proved_until = proof.until_ns();
  if (!options.dry_run) {
    owned.emplace(folder, workplace.scripts / book.name, workplace.cache_folder(), proved_until > 0, progress);
  }
  auto annotated = annotate_book(book, workplace, diagnostics, options.dry_run);
  if (!annotated || !profile) return std::nullopt;
  std::set<std::string> beds;
  use_recordings(book, annotated->script, workplace.cache_folder(), options.dry_run, beds, stop, diagnostics);
  Cast cast = cast_voices(annotated->script, book, voices, diagnostics);
  if (diagnostics.has_errors()) return std::nullopt;
  check_engine_voices(cast.voices, diagnostics, variant_folders(voice_folders));
  if (diagnostics.has_errors()) return std::nullopt;

  const TakeStore store(workplace.cache_folder());
  PerformSettings perform_settings{.workers = workplace.jobs, .variant_folders = variant_folders(voice_folders)};
  perform_settings.proved_until_ns = options.verify ? 0 : proved_until;
  perform_settings.dry_run = options.dry_run;

  Performance performance;
  VoiceLevels levels;
  std::vector<Timeline> timelines;
  std::vector<ChapterMaster> masters;
  for (bool again = false;; again = true) {
    performance =
        perform(annotated->manuscript, annotated->script, cast, store, perform_settings, progress, stop, diagnostics);
    timelines.clear();
    for (std::size_t i = 0; i < performance.chapters.size(); ++i) {
      timelines.push_back(plan_timeline(annotated->script.chapters[i], performance.chapters[i], book.pauses));
    }
    try {
      std::set<std::string> uses = beds;
      levels = calibrate(annotated->script, cast, store, workplace.cache_folder(), perform_settings, stop, diagnostics,
                         &uses);
      if (!options.dry_run) {
        proof.is_until_now();
        note_uses(workplace.cache_folder(), workplace.records_of(book), folder, performance, uses);
      }
      if (options.performed) options.performed({book, *annotated, cast, performance, levels, store});
      const MasterSettings settings{.folder = folder,
                                    .records = workplace.records_of(book),
                                    .profile = *profile,
                                    .levels = levels,
                                    .stems = book.stems || workplace.edition.stems,
                                    .jobs = workplace.jobs,
                                    .dry_run = options.dry_run};
      masters = make_masters(book, annotated->script, cast, timelines, store, settings, progress, stop);
      break;
    } catch (const DamagedTake& damaged) {
      // A take can be damaged in a way that neither its head nor the times of its file show. Then the sound of all of
      // them is looked through, and it goes on from there.
      if (again) throw;
      progress.say(fmt::format("note: {}", damaged.what()));
      perform_settings.proved_until_ns = 0;
    }
  }
  if (options.dry_run) mark_unspoken(performance, masters);
  if (options.explain) {
    explain(annotated->manuscript, annotated->script, performance, timelines, masters, options.dry_run,
            options.explain);
  }
  if (!options.dry_run) write_captions(*annotated, performance, timelines, masters);

  MadeProduction made{book,
                      std::move(annotated->manuscript),
                      std::move(annotated->script),
                      std::move(cast),
                      std::move(performance),
                      std::move(timelines),
                      std::move(levels),
                      *profile,
                      {},
                      SOTTO_VERSION,
                      engine_version()};
  for (const ChapterMaster& master : masters)
    made.chapters.push_back({master.path, master.measure, master.checksum, master.made});
  const fs::path report_folder = workplace.report_folder(book);
  ProductionReport report = describe(made, report_folder);
  report.checks = quick_checks(made, report, Limits{});
  if (options.dry_run) return report;
  report.page = keep_quick_report(report, report_folder);
  return report;
}

}  // namespace sotto
