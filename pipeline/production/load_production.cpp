#include "production/load_production.h"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <system_error>
#include <unordered_set>
#include <utility>
#include <vector>

#include "production/chapter_master.h"
#include "production/edition.h"
#include "production/make_chapter.h"
#include "production/read_plan.h"
#include "production/voice_calibration.h"
#include "shared/failure.h"
#include "shared/files.h"
#include "shared/hash.h"
#include "shared/shell_word.h"
#include "shared/text.h"

namespace sotto::production {

namespace fs = std::filesystem;

namespace {

/// Adds the masters' checksums, as they are now; returns when the newest was written.
std::string add_checksums(std::vector<contents::MadeChapter>& chapters) {
  std::chrono::system_clock::time_point newest;
  for (contents::MadeChapter& chapter : chapters) {
    // Why a file cannot be read is found when it is analyzed.
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

/// With the folders and the delivery of this run.
std::string command_to_make(const document::Book& book, const Workspace& workspace) {
  std::string command = "sotto produce " + shell_word(book.path.string());
  const Workspace usual;
  if (workspace.out != usual.out) command += " --out " + shell_word(workspace.out.string());
  if (workspace.cache != usual.cache) command += " --cache " + shell_word(workspace.cache.string());
  if (workspace.scripts != usual.scripts) command += " --scripts " + shell_word(workspace.scripts.string());
  if (!workspace.delivery.profile.empty()) command += " --profile " + shell_word(workspace.delivery.profile);
  if (!workspace.delivery.formats.empty())
    command += fmt::format(" --format {}", fmt::join(workspace.delivery.formats, ","));
  if (workspace.delivery.dry) command += " --dry";
  return command;
}

/// The sentences of a job with their places in the manuscript.
synthesis::SynthesizedChapter in_manuscript(synthesis::SynthesizedChapter chapter, const ChapterJob& job) {
  const std::size_t begin = job.text.begin.bytes;
  const auto move = [&](Span& span) { span = {span.begin + begin, span.end + begin}; };
  const bool title_has_place = !job.chapter().heading.empty();
  for (synthesis::SynthesizedSentence& sentence : chapter.sentences) {
    if (sentence.line == synthesis::kTitle && !title_has_place) continue;
    move(sentence.sentence.span);
    for (normalization::NormalizedWord& word : sentence.sentence.words) move(word.manuscript);
  }
  return chapter;
}

}  // namespace

std::optional<contents::MadeProduction> load_production(const document::Book& book, const Workspace& workspace,
                                                        Diagnostics& diagnostics) {
  auto planned = read_plan(read_settings(book, workspace, diagnostics), workspace, diagnostics);
  if (!planned) return std::nullopt;
  const ProductionPlan& plan = *planned;
  const std::string command = command_to_make(plan.book, workspace);
  const std::string hint = "make it with: " + command;
  const MasterFolders folders{workspace.folder_of(book), workspace.records_of(book)};
  const synthesis::TakeStore store(workspace.cache_folder());
  const synthesis::TakeRequester requester = requester_of(plan);
  const mix::VoiceLevels levels =
      known_levels(*plan.manuscript.language, plan.script, plan.cast, store, requester, diagnostics);
  std::vector<ChapterJob> jobs;
  std::vector<contents::MadeChapter> chapters;
  for (std::size_t i = 0; i < plan.chapters.size(); ++i) {
    jobs.push_back(chapter_job(plan, i, levels));
    chapters.push_back({folders.master(jobs.back()), {}, {}, false});
  }
  // Of a book that is made, one that is missing is a fault like others.
  std::error_code none;
  if (std::none_of(chapters.begin(), chapters.end(),
                   [&](const contents::MadeChapter& chapter) { return fs::exists(chapter.master, none); })) {
    diagnostics.error(folders.masters.string(), fmt::format("no chapter of '{}' is made", plan.book.name), hint);
    return std::nullopt;
  }
  const std::string written = add_checksums(chapters);

  synthesis::SynthesisResult synthesized;
  std::unordered_set<synthesis::TakeId> takes;
  std::vector<mix::Timeline> timelines;
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    synthesis::SynthesizedChapter chapter = synthesis::find_takes(requests_of(jobs[i], requester), store);
    for (const synthesis::SynthesizedSentence& sentence : chapter.sentences) {
      if (!sentence.take.empty()) takes.insert(sentence.take);
    }
    if (chapter.fresh() > 0) {
      diagnostics.error(chapters[i].master.string(),
                        fmt::format("this chapter is out of date: {} of its {} sentences were not made as its script "
                                    "and voices are now",
                                    chapter.fresh(), chapter.sentences.size()),
                        hint);
    }
    timelines.push_back(timeline_of(jobs[i], chapter));
    MasterHistory history = master_history(jobs[i], timelines[i], folders);
    chapters[i].bed = jobs[i].sound.bed;
    chapters[i].outdated = std::move(history.outdated);
    chapters[i].measure = history.measure.value_or(publish::MasterMeasure{});
    synthesized.chapters.push_back(in_manuscript(std::move(chapter), jobs[i]));
  }
  if (diagnostics.has_errors()) return std::nullopt;
  std::vector<FinishedMaster> masters;
  for (const contents::MadeChapter& chapter : chapters) {
    masters.push_back({chapter.master, chapter.checksum, chapter.measure});
  }
  const bool complete =
      std::all_of(chapters.begin(), chapters.end(), [](const auto& c) { return !c.checksum.empty(); });
  const EditionFolders edition{folders.masters, folders.records, workspace.cache_folder()};
  std::vector<contents::MadeFile> files;
  if (complete) files = inspect_edition(edition_files(plan, masters, edition, diagnostics), edition, true);

  contents::MadeProduction made = made_production(std::move(*planned));
  made.files = std::move(files);
  synthesized.takes = takes.size();
  made.performance = std::move(synthesized);
  made.timelines = std::move(timelines);
  made.levels = levels;
  made.chapters = std::move(chapters);
  made.command = command;
  made.written = written;
  return made;
}

}  // namespace sotto::production
