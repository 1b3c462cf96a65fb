// Chapters are made one after the other, and several at a time: while the workers speak the next ones, a crew mixes
// those that are spoken, writes what lies beside their masters, and keeps of them what the report tells. Nothing else
// of a chapter stays in memory: a long book takes hardly more than a short one.

#include "produce.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
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
#include "shared/crew.h"
#include "shared/files.h"
#include "shared/text.h"
#include "upkeep.h"

namespace sotto {

namespace {

namespace fs = std::filesystem;

/// A chapter that is spoken.
struct SpokenChapter {
  PerformedChapter performed;
  Timeline timeline;
  ChapterMasters::Place place;
  CodePointOffsets offsets;
};

/// What is kept of a chapter that is made.
struct FinishedChapter {
  bool finished = false;
  ChapterMaster master;
  ToldChapter told;
  ChapterCompleteness completeness;
  std::vector<std::string> explanations;
};

/// The chapters of a book, from their takes to what the report needs of them.
class BookInTheMaking {
 public:
  BookInTheMaking(const Book& book, const AnnotatedBook& annotated, const Cast& cast, const TakeStore& store,
                  const ProduceOptions& options)
      : book_(book),
        manuscript_(annotated.manuscript),
        script_(annotated.script),
        cast_(cast),
        store_(store),
        options_(options),
        places_(annotated.manuscript),
        chapters_(annotated.script.chapters.size()) {}

  /// Performs, mixes and masters all chapters. After an exception it may be called again: what is finished stays so.
  void make(const PerformSettings& performing, const MasterSettings& mastering, const Proof& proof, Progress& progress,
            const StopFlag& stop, Diagnostics& diagnostics) {
    takes_.clear();
    MakingProgress making(progress, script_);
    ChapterMasters masters(book_, script_, cast_, store_, mastering, stop);
    CodePointOffsets offsets(manuscript_.text);
    Crew crew(mastering.jobs);
    const auto performed = [&](std::size_t index, PerformedChapter sentences) {
      const ScriptChapter& chapter = script_.chapters[index];
      if (!chapter.lines.empty()) offsets.at(chapter.lines.front().span.begin);
      for (const auto& sentence : sentences.sentences) takes_.push_back(sentence.take);
      const Timeline timeline = plan_timeline(chapter, sentences, book_.pauses);
      const ChapterMasters::Place place = masters.next(timeline);
      if (options_.performed) options_.performed({book_, chapter, sentences, cast_, mastering.levels, store_});
      if (chapters_[index].finished) return;
      const auto spoken =
          std::make_shared<SpokenChapter>(SpokenChapter{std::move(sentences), timeline, place, offsets});
      crew.give([&, spoken] { finish(*spoken, masters, making); });
    };
    const PerformedCounts counts = perform_chapters(manuscript_, script_, cast_, store_, performing, making.speaking(),
                                                    stop, diagnostics, performed);
    made_ += counts.made;
    if (!options_.dry_run) proof.is_until_now();
    crew.finish();
    if (options_.dry_run) return;
    masters.remove_others();
    progress.finish(summary());
  }

  /// What was made, but the chapters' performance, which is gone.
  void tell(MadeProduction& made) const {
    for (const FinishedChapter& chapter : chapters_) {
      const ChapterMaster& master = chapter.master;
      made.chapters.push_back({master.path, master.measure, master.checksum, master.made});
    }
    made.performance.takes = distinct_takes();
    made.performance.made = made_;
  }

  std::vector<FinishedChapter>& chapters() { return chapters_; }

 private:
  /// On a thread of the crew.
  void finish(const SpokenChapter& spoken, const ChapterMasters& masters, MakingProgress& progress) {
    const ScriptChapter& chapter = script_.chapters[spoken.place.chapter];
    FinishedChapter& finished = chapters_[spoken.place.chapter];
    finished.master = masters.make(spoken.place, spoken.timeline, progress);
    if (options_.dry_run) mark_unspoken(spoken.performed, finished.master);
    if (options_.explain) {
      finished.explanations =
          explain(chapter, spoken.performed, spoken.timeline, finished.master, places_, options_.dry_run);
    }
    if (!options_.dry_run) {
      fs::path path = finished.master.path;
      update_file(path.replace_extension(".vtt"),
                  webvtt(spoken.timeline, spoken.performed, chapter, script_, manuscript_));
      update_file(path.replace_extension(".json"),
                  timings_json(spoken.timeline, spoken.performed, chapter, script_, spoken.offsets));
    }
    finished.told = describe_chapter(chapter, spoken.performed, spoken.timeline, places_);
    finished.completeness = look_for_gaps(manuscript_, chapter, spoken.performed, spoken.timeline, finished.told.lines);
    // They stand beside the master.
    for (LineReport& line : finished.told.lines) line.words = {};
    finished.finished = true;
  }

  std::size_t distinct_takes() const {
    std::vector<TakeId> takes = takes_;
    std::sort(takes.begin(), takes.end());
    takes.erase(std::unique(takes.begin(), takes.end()), takes.end());
    return takes.size() - (!takes.empty() && takes.front().empty() ? 1 : 0);
  }

  std::string summary() const {
    std::size_t mixed = 0;
    double sound = 0;
    for (const FinishedChapter& chapter : chapters_) {
      if (!chapter.master.made) continue;
      ++mixed;
      sound += chapter.master.measure.duration.value;
    }
    return fmt::format("{} of {} chapters, {} of sound; {} of {} takes new", mixed, chapters_.size(),
                       spoken_duration(sound), made_, distinct_takes());
  }

  const Book& book_;
  const Manuscript& manuscript_;
  const Script& script_;
  const Cast& cast_;
  const TakeStore& store_;
  const ProduceOptions& options_;
  ManuscriptPlaces places_;
  std::vector<FinishedChapter> chapters_;
  std::vector<TakeId> takes_;  ///< of all sentences
  std::size_t made_ = 0;       ///< of them
};

}  // namespace

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
  const fs::path records = workplace.records_of(book);
  const fs::path cache = workplace.cache_folder();
  std::optional<OwnedFolder> owned;
  const Proof proof(records);
  const std::int64_t proved_until = proof.until_ns();
  if (!options.dry_run) {
    owned.emplace(folder, workplace.scripts / book.name, cache, proved_until > 0, progress);
  }
  auto annotated = annotate_book(book, workplace, diagnostics, options.dry_run);
  if (!annotated || !profile) return std::nullopt;
  std::set<std::string> uses;
  use_recordings(book, annotated->script, cache, options.dry_run, uses, stop, diagnostics);
  const Cast cast = cast_voices(annotated->script, book, voices, diagnostics);
  if (diagnostics.has_errors()) return std::nullopt;
  check_engine_voices(cast.voices, diagnostics, variant_folders(voice_folders));
  if (diagnostics.has_errors()) return std::nullopt;

  const TakeStore store(cache);
  PerformSettings performing{.workers = workplace.jobs, .variant_folders = variant_folders(voice_folders)};
  performing.proved_until_ns = options.verify ? 0 : proved_until;
  performing.dry_run = options.dry_run;
  MasterSettings mastering{.folder = folder,
                           .records = records,
                           .profile = *profile,
                           .stems = book.stems || workplace.edition.stems,
                           .jobs = workplace.jobs,
                           .dry_run = options.dry_run};
  BookInTheMaking making(book, *annotated, cast, store, options);
  for (bool again = false;; again = true) {
    try {
      mastering.levels = calibrate(annotated->script, cast, store, cache, performing, stop, diagnostics, &uses);
      if (!options.dry_run) note_uses(cache, records, folder, uses);
      making.make(performing, mastering, proof, progress, stop, diagnostics);
      break;
    } catch (const DamagedTake& damaged) {
      // A take can be damaged in a way that neither its head nor the times of its file show. Then the sound of all of
      // them is looked through, and it goes on from there.
      if (again) throw;
      progress.say(fmt::format("note: {}", damaged.what()));
      performing.proved_until_ns = 0;
    }
  }

  std::vector<ToldChapter> told;
  std::vector<ChapterCompleteness> completeness;
  for (FinishedChapter& chapter : making.chapters()) {
    for (const std::string& why : chapter.explanations) options.explain(why);
    told.push_back(std::move(chapter.told));
    completeness.push_back(std::move(chapter.completeness));
  }
  const fs::path report_folder = workplace.report_folder(book);
  MadeProduction made;
  made.book = book;
  made.manuscript = std::move(annotated->manuscript);
  made.script = std::move(annotated->script);
  made.cast = cast;
  made.profile = *profile;
  made.sotto_version = SOTTO_VERSION;
  made.engine_version = engine_version();
  making.tell(made);
  ProductionReport report = describe(made, std::move(told), report_folder);
  report.checks = quick_checks(completeness, *profile, report, Limits{});
  if (options.dry_run) return report;
  report.page = keep_quick_report(report, report_folder);
  return report;
}

}  // namespace sotto
