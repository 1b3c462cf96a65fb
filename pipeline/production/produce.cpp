#include "production/produce.h"

#include <fmt/format.h>
#include <malloc.h>

#include <cstdint>
#include <iterator>
#include <set>
#include <utility>

#include "annotate/annotate.h"
#include "annotate/document/chapters.h"
#include "annotate/reannotate.h"
#include "annotate/script/ambience_cues.h"
#include "annotate/script/script_yaml.h"
#include "cast/voice_folder.h"
#include "production/bed_recordings.h"
#include "production/cache_gc.h"
#include "production/chapter_scheduler.h"
#include "production/output_lock.h"
#include "production/voice_calibration.h"
#include "report/checks/check_runner.h"
#include "report/contents/build_report.h"
#include "report/report_folder.h"
#include "shared/verified_since.h"

namespace sotto::production {

namespace fs = std::filesystem;

namespace {

std::int64_t lines_of(const script::Script& script) {
  std::int64_t lines = 0;
  for (const script::ScriptChapter& chapter : script.chapters) lines += std::ssize(chapter.lines);
  return lines;
}

}  // namespace

std::optional<contents::ProductionReport> produce(const document::Book& as_written, const Workspace& workplace,
                                                  Progress& progress, const StopFlag& stop, Diagnostics& diagnostics,
                                                  const ProduceOptions& options) {
  const auto profile = workplace.profile_of(as_written, diagnostics);
  document::Book book = publish::as_delivered(as_written, profile.value_or(publish::DeliveryProfile{}));
  const auto voice_folders = workplace.voice_folders(&book);
  const auto voices = cast::read_voices(voice_folders, workplace.engines.schemas(), diagnostics);
  const fs::path folder = workplace.folder_of(book);
  const fs::path records = workplace.records_of(book);
  const fs::path cache = workplace.cache_folder();
  if ((book.stems || workplace.delivery.stems) && book.ambience.bed == "none") {
    diagnostics.note(book.path.string(), "no stems are written: without ambience, the master is the voices",
                     profile && profile->dry ? fmt::format("the profile {} is dry", profile->name) : "");
  }
  if (!is_output_free(book.path, records, folder, workplace.scripts / book.name, diagnostics)) return std::nullopt;
  std::optional<OutputLock> owned;
  const VerifiedSince proof(records);
  const std::int64_t proved_until = proof.until_ns();
  if (!options.dry_run) {
    owned.emplace(folder, workplace.scripts / book.name, cache, proved_until > 0, progress);
  }
  auto annotated = annotate_book(book, workplace, diagnostics, options.dry_run);
  if (!annotated || !profile) return std::nullopt;
  progress.will_make(std::ssize(annotated->script.chapters), lines_of(annotated->script));
  // Annotating takes far more than the script that comes of it, in an arena that the crew's threads have no part in.
  ::malloc_trim(0);
  std::set<std::string> uses;
  use_recordings(book, annotated->script, cache, options.dry_run, uses, stop, diagnostics);
  const cast::Cast cast = cast::cast_voices(annotated->script, book, voices, diagnostics);
  if (diagnostics.has_errors()) return std::nullopt;
  synthesis::check_engine_voices(workplace.engines, cast.voices, voice_folders, diagnostics);
  if (diagnostics.has_errors()) return std::nullopt;

  const synthesis::TakeStore store(cache);
  synthesis::SynthesisSettings performing{
      .workers = workplace.jobs, .engines = workplace.engines, .voice_folders = voice_folders};
  performing.proved_until_ns = options.verify ? 0 : proved_until;
  performing.dry_run = options.dry_run;
  MasterSettings mastering{.folder = folder,
                           .records = records,
                           .profile = *profile,
                           .stems = book.stems || workplace.delivery.stems,
                           .jobs = workplace.jobs,
                           .verify = options.verify,
                           .dry_run = options.dry_run};
  contents::MadeProduction made;
  made.book = book;
  made.manuscript = std::move(annotated->manuscript);
  made.script = std::move(annotated->script);
  made.cast = cast;
  made.profile = *profile;
  made.sotto_version = SOTTO_VERSION;
  made.engine_version = synthesis::engine_versions(workplace.engines, cast.voices);
  ChapterScheduler making(book, made.manuscript, made.script, cast, store, options);
  std::size_t calibrated = 0;
  for (bool again = false;; again = true) {
    try {
      Calibration calibration = calibrate(made.script, cast, store, cache, performing, stop, diagnostics);
      mastering.levels = std::move(calibration.levels);
      uses.merge(calibration.uses);
      calibrated += calibration.made;
      if (!options.dry_run) {
        const auto sessions = synthesis::open_engines(workplace.engines, cast.voices, voice_folders);
        for (const fs::path& folder_of_engine : synthesis::engine_folders_in(cache, sessions)) {
          uses.insert(folder_of_engine.lexically_relative(cache).generic_string());
        }
        record_roots(cache, records, folder, uses);
        record_story(records, folder, book.path);
      }
      making.make(performing, mastering, proof, progress, stop, diagnostics);
      break;
    } catch (const synthesis::DamagedTake& damaged) {
      // A take can be damaged in a way that neither its head nor the times of its file show. Then the sound of all of
      // them is looked through, and it goes on from there.
      if (again) throw;
      progress.say(fmt::format("note: {}", damaged.what()));
      performing.proved_until_ns = 0;
    }
  }

  made.performance.takes = making.distinct_takes();
  made.performance.made = making.made_takes();
  std::vector<contents::CompactChapterReport> told;
  std::vector<checks::ChapterSummary> looks;
  for (FinishedChapter& chapter : making.chapters()) {
    for (const std::string& why : chapter.explanations) options.explain(why);
    const ChapterMaster& master = chapter.master;
    made.chapters.push_back({master.path, master.measure, master.checksum, master.made});
    told.push_back(std::move(chapter.told));
    looks.push_back(std::move(chapter.look));
  }
  const fs::path report_folder = workplace.report_folder(book);
  contents::ProductionReport report = contents::build_report(made, told, report_folder);
  if (options.dry_run) return report;
  const contents::LinesOf lines = [&](std::size_t chapter) {
    return told[chapter].lines(made.script, chapter, making.places());
  };
  report.checks = checks::quick_checks(looks, *profile, report, lines, checks::Limits{});
  report.parts_made += calibrated;
  report.page = report::keep_quick_report(report, report_folder, lines);
  return report;
}

}  // namespace sotto::production
