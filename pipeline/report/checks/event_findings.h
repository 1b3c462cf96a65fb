#pragma once

/// Findings at the events that the analysis lists.

#include <string>
#include <vector>

#include "report/checks/findings.h"

namespace sotto::checks {

/// One finding that fails for each event of each chapter: `events` picks a list of a ChapterAnalysis, `message` tells
/// of one, or is empty where it keeps the limit.
template <typename Events, typename Message>
void add_events(const std::vector<AnalyzedChapter>& chapters, const Events& events, contents::CheckReport& check,
                const Message& message) {
  for (const AnalyzedChapter& chapter : chapters) {
    for (const analysis::SignalEvent& event : events(chapter.measured)) {
      const std::string text = message(event);
      if (text.empty()) continue;
      check.findings.push_back(fail(finding_at(chapter, event.at, text), event.value));
    }
  }
}

}  // namespace sotto::checks
