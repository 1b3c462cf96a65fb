#include "report/unsure_lines.h"

#include <fmt/format.h>

#include <algorithm>

namespace sotto {

std::vector<UnsureLine> unsure_lines(const Script& script, const Manuscript& manuscript) {
  std::vector<UnsureLine> unsure;
  for (const Doubt& doubt : script.doubts) {
    const Line& line = script.chapters[doubt.chapter].lines[doubt.line];
    if (!line.guess || line.corrected() || line.guess->confidence >= kUnsure) continue;
    const Diagnostic place = manuscript.diagnostic(Severity::note, line.span.begin, {});
    unsure.push_back({fmt::format("{}:{}:{}", place.file, place.line, place.column), line.say, line.who,
                      line.guess->confidence, doubt.second, doubt.second_confidence});
  }
  std::stable_sort(unsure.begin(), unsure.end(),
                   [](const auto& a, const auto& b) { return a.confidence < b.confidence; });
  return unsure;
}

}  // namespace sotto
