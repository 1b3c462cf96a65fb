#include "production/load_production.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <set>
#include <string>
#include <system_error>

#include "cast/voice_folder.h"
#include "production/bed_recordings.h"
#include "production/chapter_master.h"
#include "production/voice_calibration.h"
#include "shared/failure.h"
#include "shared/files.h"
#include "shared/hash.h"
#include "shared/shell_word.h"
#include "shared/text.h"

namespace sotto::production {

namespace fs = std::filesystem;

namespace {

/// Their checksums, as they are now; and when the newest was written.
std::string look_at_masters(std::vector<contents::MadeChapter>& chapters) {
  std::chrono::system_clock::time_point newest;
  for (contents::MadeChapter& chapter : chapters) {
    // Why a file cannot be read is found by listening to it.
    std::error_code failure;
    if (!fs::is_regular_file(chapter.master, failure)) continue;
    try {
      chapter.checksum = hash_file(chapter.master);
    } catch (const MachineFailure&) {
      continue;
    }
    const auto written = std::chrono::file_clock::to_sys(fs::last_write_time(chapter.master, failure));
    newest = std::max(newest, std::chrono::time_point_cast<std::chrono::system_clock::duration>(written));
  }
  return fmt::format("{:%Y-%m-%d %H:%M:%S} UTC", fmt::gmtime(std::chrono::system_clock::to_time_t(newest)));
}

/// With what this run was told of where things are and how they are delivered.
std::string command_to_make(const document::Book& book, const Workspace& workplace) {
  std::string command = "sotto produce " + shell_word(book.path.string());
  const Workspace usual;
  if (workplace.out != usual.out) command += " --out " + shell_word(workplace.out.string());
  if (workplace.cache != usual.cache) command += " --cache " + shell_word(workplace.cache.string());
  if (workplace.scripts != usual.scripts) command += " --scripts " + shell_word(workplace.scripts.string());
  if (!workplace.delivery.profile.empty()) command += " --profile " + shell_word(workplace.delivery.profile);
  if (workplace.delivery.dry) command += " --dry";
  return command;
}

}  // namespace

std::optional<contents::MadeProduction> load_production(const document::Book& as_written, const Workspace& workplace,
                                                        const StopFlag& stop, Diagnostics& diagnostics) {
  contents::MadeProduction made;
  const auto profile = workplace.profile_of(as_written, diagnostics);
  document::Book book = publish::as_delivered(as_written, profile.value_or(publish::DeliveryProfile{}));
  const auto voice_folders = workplace.voice_folders(&book);
  const auto voices = cast::read_voices(voice_folders, workplace.engines.schemas(), diagnostics);
  auto annotated = annotate_book(book, workplace, diagnostics, true);
  if (!annotated || !profile) return std::nullopt;
  made.profile = *profile;
  made.manuscript = std::move(annotated->manuscript);
  made.script = std::move(annotated->script);
  std::set<std::string> uses;
  use_recordings(book, made.script, workplace.cache_folder(), true, uses, stop, diagnostics);
  made.book = book;
  made.cast = cast::cast_voices(made.script, book, voices, diagnostics);
  if (diagnostics.has_errors()) return std::nullopt;

  made.command = command_to_make(book, workplace);
  const std::string hint = "make it with: " + made.command;
  const fs::path folder = workplace.folder_of(book);
  for (const script::ScriptChapter& chapter : made.script.chapters) {
    made.chapters.push_back({master_path(folder, chapter, *profile), {}, {}, false});
  }
  // Of a book that is made, one that is missing is a fault like others.
  std::error_code none;
  if (std::none_of(made.chapters.begin(), made.chapters.end(),
                   [&](const contents::MadeChapter& chapter) { return fs::exists(chapter.master, none); })) {
    diagnostics.error(folder.string(), fmt::format("no chapter of '{}' is made", book.name),
                      hint + "; or, if it was made with --profile or --dry, check it with the same");
    return std::nullopt;
  }
  made.written = look_at_masters(made.chapters);

  const synthesis::TakeStore store(workplace.cache_folder());
  synthesis::SynthesisSettings settings{
      .workers = workplace.jobs, .engines = workplace.engines, .voice_folders = voice_folders};
  settings.dry_run = true;
  made.performance = synthesis::synthesize(made.manuscript, made.script, made.cast, store, settings, stop, diagnostics);
  for (std::size_t i = 0; i < made.chapters.size(); ++i) {
    const synthesis::SynthesizedChapter& chapter = made.performance.chapters[i];
    if (chapter.fresh() == 0) continue;
    diagnostics.error(made.chapters[i].master.string(),
                      fmt::format("this chapter is out of date: {} of its {} sentences were not made as its script and "
                                  "voices are now",
                                  chapter.fresh(), chapter.sentences.size()),
                      hint);
  }
  if (diagnostics.has_errors()) return std::nullopt;
  made.levels = calibrate(made.script, made.cast, store, workplace.cache_folder(), settings, stop, diagnostics).levels;
  const MasterSettings mastering{.folder = folder,
                                 .records = workplace.records_of(book),
                                 .profile = *profile,
                                 .levels = made.levels,
                                 .dry_run = true};
  ChapterMasters masters(book, made.script, made.cast, store, mastering, stop);
  for (std::size_t i = 0; i < made.performance.chapters.size(); ++i) {
    made.timelines.push_back(mix::plan_timeline(made.script.chapters[i], made.performance.chapters[i], book.pauses));
    const ChapterMasters::Place place = masters.next(made.timelines[i]);
    ChapterMasters::Known known = masters.known(place, made.timelines[i]);
    made.chapters[i].bed = place.bed;
    made.chapters[i].outdated = std::move(known.outdated);
    made.chapters[i].measure = known.measure.value_or(publish::MasterMeasure{});
  }
  made.sotto_version = SOTTO_VERSION;
  made.engine_version = synthesis::engine_versions(workplace.engines, made.cast.voices);
  return made;
}

}  // namespace sotto::production
