#include <fmt/format.h>

#include <algorithm>

#include "report/checks/check.h"
#include "report/checks/findings.h"

namespace sotto::checks {

namespace {

void judge_cut_off(const ListeningContext& context, contents::CheckReport& check) {
  const double most_at_edge = context.limits.at("complete.cut_edge");
  const double most_at_end = context.limits.at("complete.cut_off");
  check.limit = fmt::format("at most {:g} of its loudest, and {:g} in the last 5 ms", most_at_edge, most_at_end);
  double edge = 0;
  double last = 0;
  for (const AnalyzedChapter& chapter : context.chapters) {
    for (std::size_t c = 0; c < chapter.measured.cues.size(); ++c) {
      const analysis::ClipEdges& edges = chapter.measured.cues[c].edges;
      edge = std::max(edge, edges.edge());
      last = std::max(last, edges.last);
      if (edges.edge() <= most_at_edge && edges.last <= most_at_end) continue;
      check.findings.push_back(
          fail(finding_at_cue(chapter, c,
                              fmt::format("the take {} {} in the middle of a sound", chapter.timeline.cues[c].take,
                                          edges.begin > most_at_edge ? "begins" : "ends")),
               std::max(edges.edge(), edges.last)));
    }
  }
  check.number = edge;
  finish(check, fmt::format("loudest: {:.4f}, {:.4f} in the last 5 ms", edge, last));
}

}  // namespace

Check cut_off_check() {
  return {.id = "cut-off",
          .group = "complete",
          .name = "No line is cut off",
          .meaning = "Every take begins and ends in silence. One that does so in the middle of a sound was cut.",
          .hint = "Run produce again with --verify; if it stays, the engine ends the sentence so: write it otherwise.",
          .limits = {{"complete.cut_off", 0, 1, "of the loudest 10 ms"},
                     {"complete.cut_edge", 0, 1, "of the loudest 10 ms"}},
          .run = ListeningCheck{.judge = judge_cut_off}};
}

}  // namespace sotto::checks
