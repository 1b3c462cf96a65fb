#pragma once

/// The whole flow: story -> annotate -> script -> plan -> synthesis -> mix -> publish -> report.

#include <functional>
#include <optional>
#include <string>

#include "annotate/document/book.h"
#include "production/chapter_scheduler.h"
#include "production/workspace.h"
#include "report/contents/report.h"
#include "shared/diagnostics.h"
#include "shared/progress.h"

namespace sotto::production {

struct ProduceOptions {
  bool verify = false;  ///< reads the cache and the masters, whatever the times of their files say
  /// Called with one line per artefact: why it was made. May be empty.
  std::function<void(const std::string&)> explain = {};
  ChapterSpoken spoken = {};  ///< may be empty
};

/// Makes the book's chapters in `out/<book>/`, and checks what can be checked without reading them. Nothing is
/// returned when the input is wrong. The folder is locked meanwhile. Throws MachineFailure (FolderBusy when another
/// process makes the same book), Interrupted.
std::optional<contents::ProductionReport> produce(const document::Book& book, const Workspace& workspace,
                                                  Progress& progress, const StopFlag& stop, Diagnostics& diagnostics,
                                                  const ProduceOptions& options = {});

}  // namespace sotto::production
