#pragma once

/// The page of a production, `index.html`: everything that the report knows, to look at and to listen to, in one file
/// that opens from disk without a network. Its sound lies beside it, in `audio/`, as small MP3s.

#include <filesystem>
#include <string>
#include <vector>

#include "report/contents/report.h"
#include "report/page_audio.h"
#include "shared/progress.h"
#include "synthesis/take_store.h"

namespace sotto::report {

/// The page. `sounds` are the chapters', by the same index; `before` and `after` are the sound files of the changes, by
/// the same index, empty where there is none.
std::string page_html(const contents::ProductionReport& report, const std::vector<PageAudio>& sounds,
                      const std::vector<std::string>& before, const std::vector<std::string>& after);

/// Writes `index.html` and its sound into `folder`, `jobs` chapters at a time; sound that it does not use any more is
/// removed. Throws MachineFailure, Interrupted.
void write_page(const contents::ProductionReport& report, const synthesis::TakeStore& store,
                const std::filesystem::path& folder, int jobs, const StopFlag& stop);

}  // namespace sotto::report
