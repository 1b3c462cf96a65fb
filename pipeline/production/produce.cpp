#include "production/produce.h"

#include <fmt/format.h>
#include <malloc.h>

#include <cstdint>
#include <iterator>
#include <set>
#include <utility>

#include "production/cache_gc.h"
#include "production/edition.h"
#include "production/last_delivery.h"
#include "production/output_lock.h"
#include "production/plan.h"
#include "production/read_plan.h"
#include "production/voice_calibration.h"
#include "report/checks/check_runner.h"
#include "report/contents/build_report.h"
#include "report/report_folder.h"
#include "shared/verified_since.h"

namespace sotto::production {

namespace {

namespace fs = std::filesystem;

std::int64_t lines_of(const script::Script& script) {
  std::int64_t lines = 0;
  for (const script::ScriptChapter& chapter : script.chapters) lines += std::ssize(chapter.lines);
  return lines;
}

/// What of the cache a book uses besides its chapters' takes.
std::set<std::string> uses_of(const ProductionPlan& plan, const fs::path& cache, const Calibration& calibration) {
  std::set<std::string> uses = calibration.uses;
  for (const BedFile& file : plan.bed_files) {
    const fs::path prepared = mix::prepared_recording(mix::recordings_in(cache), file.bed.content);
    uses.insert(prepared.lexically_relative(cache).generic_string());
  }
  const synthesis::TakeRequester requester = requester_of(plan);
  for (const fs::path& folder : synthesis::engine_folders_in(cache, requester.front_ends())) {
    uses.insert(folder.lexically_relative(cache).generic_string());
  }
  return uses;
}

/// Removes what chapters that there are no more have left, and tells of files that somebody has asked for before and
/// that are not of the book as it is now.
void tidy_edition(const std::vector<EditionFile>& files, const std::vector<FinishedMaster>& masters,
                  const std::string& book, const EditionFolders& folders, Diagnostics& diagnostics) {
  std::vector<std::string> names;
  for (const FinishedMaster& master : masters) names.push_back(master.path.filename().string());
  std::vector<fs::path> before = remove_other_masters(names, {folders.out, folders.records});
  for (fs::path& file : remove_other_files(files, masters, book, folders)) before.push_back(std::move(file));
  for (const fs::path& file : before) {
    diagnostics.note(file.string(), "is of the book as it was before, and was not asked for now: it is left",
                     "make it again with --format, or delete it");
  }
}

}  // namespace

std::optional<contents::ProductionReport> produce(const document::Book& as_written, const Workspace& workspace,
                                                  Progress& progress, const StopFlag& stop, Diagnostics& diagnostics,
                                                  const ProduceOptions& options) {
  ProductionSettings settings = read_settings(as_written, workspace, diagnostics);
  note_missing_stems(settings, diagnostics);
  const fs::path folder = workspace.folder_of(as_written);
  const fs::path all_editions = workspace.book_folder(as_written);
  const fs::path scripts = workspace.scripts_of(as_written);
  const fs::path records = workspace.records_of(as_written);
  const fs::path book_records = workspace.book_records(as_written);
  const fs::path cache = workspace.cache_folder();
  if (!is_output_free(as_written.path, book_records, all_editions, scripts, diagnostics)) return std::nullopt;
  const VerifiedSince verified(records);
  const std::int64_t verified_until = verified.until_ns();
  const OutputLock lock(all_editions, scripts, cache, verified_until > 0, progress);

  auto annotated = update_scripts(settings.book, scripts, diagnostics);
  if (!annotated || !settings.profile) return std::nullopt;
  if (!options.chapter) progress.will_make(std::ssize(annotated->script.chapters), lines_of(annotated->script));
  // Annotating takes far more than the script that comes of it, in an arena that the crew's threads have no part in.
  ::malloc_trim(0);
  ProductionInputs inputs = read_inputs(std::move(settings), std::move(*annotated), diagnostics);
  prepare_bed_files(inputs.bed_files, cache, stop, diagnostics);
  auto planned = plan(std::move(inputs), diagnostics);
  if (!planned) return std::nullopt;
  if (options.chapter) {
    planned = chapter_alone(std::move(*planned), *options.chapter, diagnostics);
    if (!planned) return std::nullopt;
  }
  synthesis::check_engine_voices(planned->engines, planned->cast.voices, planned->voice_folders, diagnostics);
  if (diagnostics.has_errors()) return std::nullopt;

  const synthesis::TakeStore store(cache);
  synthesis::SynthesisSettings synthesis{
      .workers = workspace.jobs, .engines = planned->engines, .voice_folders = planned->voice_folders};
  synthesis.proved_until_ns = options.verify ? 0 : verified_until;
  ChapterScheduler scheduler(*planned, store,
                             {.folders = {folder, records},
                              .masters = {.jobs = workspace.jobs, .verify = options.verify},
                              .explain = static_cast<bool>(options.explain),
                              .spoken = options.spoken});
  std::size_t calibrated = 0;
  for (bool again = false;; again = true) {
    try {
      const Calibration calibration =
          calibrate(*planned->manuscript.language, planned->script, planned->cast, store, synthesis, stop, diagnostics);
      calibrated += calibration.made;
      record_roots(cache, records, folder, uses_of(*planned, cache, calibration), !options.chapter);
      record_story(book_records, all_editions, planned->book.path);
      scheduler.make(calibration.levels, synthesis, verified, progress, stop, diagnostics);
      break;
    } catch (const synthesis::DamagedTake& damaged) {
      // A take can be damaged in a way that neither its head nor the times of its file show. Then the sound of all of
      // them is looked through, and it goes on from there.
      if (again) throw;
      progress.say(fmt::format("note: {}", damaged.what()));
      synthesis.proved_until_ns = 0;
    }
  }

  record_delivery(book_records, workspace.delivery);
  std::vector<FinishedMaster> masters;
  for (const FinishedChapter& chapter : scheduler.chapters()) {
    masters.push_back({chapter.master.path, chapter.master.checksum, chapter.master.measure});
  }
  for (const FinishedChapter& chapter : scheduler.chapters()) {
    for (const std::string& why : chapter.explanations) options.explain(why);
  }
  const EditionFolders edition{folder, records, cache};
  std::vector<EditionFile> edition_of_book;
  if (!options.chapter) {
    edition_of_book = edition_files(*planned, masters, edition, diagnostics);
    tidy_edition(edition_of_book, masters, as_written.name, edition, diagnostics);
  }
  std::vector<contents::MadeFile> files =
      update_edition(edition_of_book, edition, {workspace.jobs, options.verify, options.explain}, progress, stop);
  for (const EditionFile& file : edition_of_book) {
    if (workspace.delivery.library.empty() || !file.shelve) continue;
    progress.say(fmt::format("library: {}", file.shelve(workspace.delivery.library).string()));
  }

  contents::MadeProduction made = made_production(std::move(*planned));
  made.files = std::move(files);
  made.performance.takes = scheduler.distinct_takes();
  made.performance.made = scheduler.made_takes();
  std::vector<contents::CompactChapterReport> chapters;
  std::vector<checks::ChapterSummary> summaries;
  for (FinishedChapter& chapter : scheduler.chapters()) {
    const ChapterMaster& master = chapter.master;
    made.chapters.push_back({master.path, master.measure, master.checksum, master.outdated()});
    chapters.push_back(std::move(chapter.report));
    summaries.push_back(std::move(chapter.summary));
  }
  const fs::path report_folder = workspace.report_folder(as_written);
  const document::SourceLocations places(made.manuscript);
  contents::ProductionReport report = contents::build_report(made, chapters, report_folder);
  const contents::LinesOf lines = [&](std::size_t chapter) {
    return chapters[chapter].lines(made.script, chapter, places);
  };
  report.checks = checks::quick_checks(summaries, made.profile, report, lines, checks::Limits{});
  report.parts_made += calibrated;
  if (options.chapter) {
    // What is only to be looked at (who speaks once) is so in the whole book.
    std::erase_if(report.checks,
                  [](const contents::CheckReport& check) { return check.verdict == contents::Verdict::noted; });
  } else {
    report.page = report::keep_quick_report(report, report_folder, lines);
  }
  return report;
}

}  // namespace sotto::production
