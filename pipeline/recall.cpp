#include "recall.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "calibration.h"
#include "chapter_masters.h"
#include "shared/files.h"
#include "shared/hash.h"
#include "shared/text.h"

namespace sotto {

namespace fs = std::filesystem;

namespace {

/// Their checksums, as they are now; and when the newest was written.
std::string look_at_masters(std::vector<MadeChapter>& chapters) {
  std::chrono::system_clock::time_point newest;
  for (MadeChapter& chapter : chapters) {
    ContentHash hash;
    hash_file(chapter.master, hash);
    chapter.checksum = hash.hex();
    const auto written = std::chrono::file_clock::to_sys(fs::last_write_time(chapter.master));
    newest = std::max(newest, std::chrono::time_point_cast<std::chrono::system_clock::duration>(written));
  }
  return fmt::format("{:%Y-%m-%d %H:%M:%S} UTC", fmt::gmtime(std::chrono::system_clock::to_time_t(newest)));
}

}  // namespace

std::optional<MadeProduction> recall(const Book& as_written, const Workplace& workplace, const StopFlag& stop,
                                     Diagnostics& diagnostics) {
  MadeProduction made;
  const auto profile = workplace.profile_of(as_written, diagnostics);
  const Book book = as_delivered(as_written, profile.value_or(DeliveryProfile{}));
  made.book = book;
  const auto voice_folders = workplace.voice_folders(&book);
  const auto voices = read_voices(voice_folders, diagnostics);
  auto annotated = annotate_book(book, workplace, diagnostics, true);
  if (!annotated || !profile) return std::nullopt;
  made.profile = *profile;
  made.manuscript = std::move(annotated->manuscript);
  made.script = std::move(annotated->script);
  made.cast = cast_voices(made.script, book, voices, diagnostics);
  if (diagnostics.has_errors()) return std::nullopt;

  const std::string elsewhere = workplace.out == "out" ? "" : fmt::format(" --out {}", workplace.out.string());
  const std::string hint = fmt::format("make it with: sotto produce {}{}", book.path.string(), elsewhere);
  const fs::path folder = workplace.folder_of(book);
  for (const ScriptChapter& chapter : made.script.chapters) {
    const fs::path master = master_path(folder, chapter, *profile);
    std::error_code none;
    if (!fs::exists(master, none)) diagnostics.error(master.string(), "this chapter is not made", hint);
    made.chapters.push_back({master, {}, {}, false});
  }
  if (diagnostics.has_errors()) return std::nullopt;
  made.written = look_at_masters(made.chapters);

  const TakeStore store(workplace.cache_folder());
  PerformSettings settings{.workers = workplace.jobs, .variant_folders = variant_folders(voice_folders)};
  settings.dry_run = true;
  made.performance = perform(made.manuscript, made.script, made.cast, store, settings, stop, diagnostics);
  std::size_t sentences = 0;
  std::size_t fresh = 0;
  for (const PerformedChapter& chapter : made.performance.chapters) {
    sentences += chapter.sentences.size();
    fresh += chapter.fresh();
  }
  if (fresh > 0) {
    diagnostics.error(workplace.cache_folder().string(),
                      fmt::format("{} of {} sentences of '{}' are not made as its script and voices are now", fresh,
                                  sentences, book.name),
                      hint);
  }
  if (diagnostics.has_errors()) return std::nullopt;
  made.levels = calibrate(made.script, made.cast, store, workplace.cache_folder(), settings, stop, diagnostics);
  for (std::size_t i = 0; i < made.performance.chapters.size(); ++i) {
    made.timelines.push_back(plan_timeline(made.script.chapters[i], made.performance.chapters[i], book.pauses));
  }
  made.sotto_version = SOTTO_VERSION;
  made.engine_version = engine_version();
  return made;
}

}  // namespace sotto
