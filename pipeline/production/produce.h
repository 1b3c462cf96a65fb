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
  ChapterSpoken spoken = {};        ///< may be empty
  std::optional<int> chapter = {};  ///< the number of the only chapter that is made; nothing: all are
};

/// Makes the book's chapters in the folder of their edition, and checks what can be checked without reading them. Of
/// one chapter alone, neither the files of the whole book nor a report are written. Nothing is
/// returned when the input is wrong. The folder is locked meanwhile. Throws MachineFailure (FolderBusy when another
/// process makes the same book), Interrupted.
std::optional<contents::ProductionReport> produce(const document::Book& book, const Workspace& workspace,
                                                  Progress& progress, const StopFlag& stop, Diagnostics& diagnostics,
                                                  const ProduceOptions& options = {});

}  // namespace sotto::production
