#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "report/checks/check.h"
#include "report/checks/cue_order.h"
#include "report/checks/findings.h"
#include "shared/audio.h"

namespace sotto::checks {

namespace {

void judge_pauses(const ListeningContext& context, contents::CheckReport& check) {
  const double slack = context.limits.at("signal.pause_slack");
  check.limit = fmt::format("within {:g} s of the plan", slack);
  double furthest = 0;
  for (const AnalyzedChapter& chapter : context.chapters) {
    const std::vector<mix::Cue>& cues = chapter.timeline.cues;
    const std::vector<analysis::CueAnalysis>& found = chapter.measured.cues;
    // The pause before a cue; before the end of the chapter it is told of the last one.
    const auto judge_pauses = [&](std::size_t cue, std::int64_t planned_frames, std::int64_t from, std::int64_t to) {
      const double planned = seconds(planned_frames, kMasterRate).value;
      const double actual = seconds(to - from, kMasterRate).value;
      const double off = actual - planned;
      if (std::fabs(off) > std::fabs(furthest)) furthest = off;
      if (std::fabs(off) <= slack) return;
      contents::Finding finding =
          finding_at_cue(chapter, cue, fmt::format("{:.2f} s of pause where {:.2f} s are planned", actual, planned));
      finding.time = seconds(std::max<std::int64_t>(from, 0), kMasterRate);
      finding.value = actual;
      finding.fails = true;
      check.findings.push_back(std::move(finding));
    };
    const std::vector<bool> order = in_order(chapter.timeline, chapter.measured);
    for (std::size_t c = 0; c < cues.size(); ++c) {
      if (!found[c].found || (c > 0 && !found[c - 1].found)) continue;
      // Out of order is another check's affair.
      if (!order[c] || (c > 0 && !order[c - 1])) continue;
      const std::int64_t before = c > 0 ? cues[c - 1].end : 0;
      judge_pauses(c, cues[c].begin - before, c > 0 ? before + found[c - 1].shift : 0, chapter.begin_of(c));
    }
    if (!cues.empty() && found.back().found) {
      const std::int64_t end = cues.back().end;
      judge_pauses(cues.size() - 1, chapter.timeline.length - end, end + found.back().shift,
                   frames(chapter.measured.measure.duration, kMasterRate));
    }
  }
  check.number = furthest;
  finish(check, fmt::format("furthest off: {:+.2f} s", furthest));
}

}  // namespace

Check pauses_check() {
  return {.id = "pauses",
          .group = "signal",
          .name = "Pauses are as long as planned",
          .meaning =
              "The silence before each take in the master against the pauses of book.yaml: no dead air, no "
              "line that falls into the one before.",
          .hint = "Listen there; run produce again, or change `pauses:` in book.yaml.",
          .unit = "s",
          .limits = {{"signal.pause_slack", 0.001, 10, "s"}},
          .explained_by =
              {
                  {"lines-in-place", Reach::beside},  // sound cut out or put in leaves edges, and other pauses
              },
          .run = ListeningCheck{.judge = judge_pauses}};
}

}  // namespace sotto::checks
