#pragma once

/// Runs the checks of a registry.

#include <vector>

#include "report/checks/check_registry.h"

namespace sotto::checks {

/// What the quick checks keep of a chapter.
ChapterSummary summarize_chapter(const PlannedChapter& chapter, const Limits& limits,
                                 const CheckRegistry& registry = built_in_checks());

/// The quick checks of a production that was not listened to, in the order of the registry.
std::vector<contents::CheckReport> quick_checks(const std::vector<ChapterSummary>& chapters,
                                                const publish::DeliveryProfile& profile,
                                                const contents::ProductionReport& report,
                                                const contents::LinesOf& lines_of, const Limits& limits,
                                                const CheckRegistry& registry = built_in_checks());

/// The quick checks and the listening checks of a production that was listened to, in the order of the registry; what
/// comes of another fault is only noted. The report has its lines.
std::vector<contents::CheckReport> listening_checks(const std::vector<ChapterSummary>& chapters,
                                                    const ListeningContext& context,
                                                    const CheckRegistry& registry = built_in_checks());

/// The checks against the golden production.
std::vector<contents::CheckReport> golden_checks(const GoldenContext& context,
                                                 const CheckRegistry& registry = built_in_checks());

}  // namespace sotto::checks
