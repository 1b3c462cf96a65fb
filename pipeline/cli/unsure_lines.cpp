#include "cli/unsure_lines.h"

#include <algorithm>

namespace sotto::cli {

std::vector<UnsureLine> unsure_lines(const script::Script& script, const document::Manuscript& manuscript,
                                     double confidence) {
  std::vector<UnsureLine> unsure;
  const document::SourceLocations places(manuscript);
  for (const script::Doubt& doubt : script.doubts) {
    const script::Line& line = script.chapters[doubt.chapter].lines[doubt.line];
    if (!line.guess || line.corrected() || line.guess->confidence >= confidence) continue;
    unsure.push_back({places.of(line.span.begin), line.say, line.who, line.guess->confidence, doubt.second,
                      doubt.second_confidence});
  }
  std::stable_sort(unsure.begin(), unsure.end(),
                   [](const auto& a, const auto& b) { return a.confidence < b.confidence; });
  return unsure;
}

}  // namespace sotto::cli
