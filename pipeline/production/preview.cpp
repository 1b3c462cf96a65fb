#include "production/preview.h"

#include <fmt/format.h>

#include <iterator>
#include <utility>

#include "production/chapter_master.h"
#include "production/edition.h"
#include "production/explain.h"
#include "production/make_chapter.h"
#include "production/output_lock.h"
#include "production/read_plan.h"
#include "production/voice_calibration.h"
#include "shared/verified_since.h"

namespace sotto::production {

std::optional<std::vector<std::string>> preview(const document::Book& book, const Workspace& workspace, bool verify,
                                                std::optional<int> chapter, Diagnostics& diagnostics) {
  ProductionSettings settings = read_settings(book, workspace, diagnostics);
  note_missing_stems(settings, diagnostics);
  const MasterFolders folders{workspace.folder_of(book), workspace.records_of(book)};
  if (!is_output_free(book.path, workspace.book_records(book), workspace.book_folder(book), workspace.scripts_of(book),
                      diagnostics)) {
    return std::nullopt;
  }
  auto plan = read_plan(std::move(settings), workspace, diagnostics);
  if (plan && chapter) plan = chapter_alone(std::move(*plan), *chapter, diagnostics);
  if (!plan) return std::nullopt;
  synthesis::check_engine_voices(plan->engines, plan->cast.voices, plan->voice_folders, diagnostics);
  if (diagnostics.has_errors()) return std::nullopt;

  const synthesis::TakeStore store(workspace.cache_folder());
  const synthesis::TakeRequester requester = requester_of(*plan);
  const document::SourceLocations places(plan->manuscript);
  const mix::VoiceLevels levels =
      known_levels(*plan->manuscript.language, plan->script, plan->cast, store, requester, diagnostics);
  const std::int64_t verified_until = verify ? 0 : VerifiedSince(folders.records).until_ns();
  std::vector<std::string> lines;
  std::vector<FinishedMaster> masters;
  for (std::size_t i = 0; i < plan->chapters.size(); ++i) {
    const ChapterJob job = chapter_job(*plan, i, levels);
    const auto synthesized = synthesis::find_takes(requests_of(job, requester), store, verified_until);
    const mix::Timeline timeline = timeline_of(job, synthesized);
    ChapterMaster master = inspect_master(job, timeline, folders, verify);
    // Without all of its takes, how a chapter lies in time is not known: what is read from there says nothing.
    if (const std::size_t missing = synthesized.fresh(); missing > 0) {
      master.reasons = {{contents::RebuildReason::Kind::sentences_to_speak, {}, missing}};
      master.changed.clear();
    }
    auto more = explain(job, synthesized, timeline, master, places, Tense::would_be_made);
    std::move(more.begin(), more.end(), std::back_inserter(lines));
    masters.push_back({master.path, master.checksum, master.measure});
  }
  if (chapter) return lines;
  const EditionFolders edition{folders.masters, folders.records, workspace.cache_folder()};
  const std::vector<EditionFile> files = edition_files(*plan, masters, edition, diagnostics);
  for (const contents::MadeFile& file : inspect_edition(files, edition, verify)) {
    if (!file.fault.empty()) lines.push_back(fmt::format("would make {}: it {}", file.path.string(), file.fault));
  }
  return lines;
}

}  // namespace sotto::production
