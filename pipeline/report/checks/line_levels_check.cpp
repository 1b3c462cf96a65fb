#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "report/analysis/median.h"
#include "report/checks/check.h"
#include "report/checks/findings.h"
#include "shared/audio.h"

namespace sotto::checks {

namespace {

void judge_line_levels(const ListeningContext& context, contents::CheckReport& check) {
  const double limit = context.limits.at("loudness.line");
  check.limit = fmt::format("within {:g} dB of the chapter's gain", limit);
  const double dropout = context.limits.at("signal.dropout");
  const double ceiling = amplitude(context.made.profile.true_peak);
  double furthest = 0;
  const auto is_whole = [&](const analysis::CueAnalysis& cue) {
    return cue.found && cue.gain > 0 && cue.missing.value <= dropout;
  };
  for (const AnalyzedChapter& analyzed : context.chapters) {
    // The chapter's gain is that of the takes that the limiter did not touch, if there are any.
    std::vector<double> free;
    std::vector<double> all;
    for (const analysis::CueAnalysis& cue : analyzed.measured.cues) {
      if (!is_whole(cue)) continue;
      all.push_back(cue.gain);
      if (cue.gain * cue.peak < ceiling) free.push_back(cue.gain);
    }
    if (all.empty()) continue;
    const double usual = analysis::median(free.empty() ? all : free);
    for (std::size_t c = 0; c < analyzed.measured.cues.size(); ++c) {
      const analysis::CueAnalysis& cue = analyzed.measured.cues[c];
      if (!is_whole(cue)) continue;
      const double off = decibels(cue.gain / usual).value;
      // What its peaks stand over the ceiling by, the limiter may have taken off.
      const double limited = std::max(0.0, decibels(cue.peak * usual / ceiling).value);
      const double unexplained = off < 0 ? std::min(off + limited, 0.0) : off;
      if (std::fabs(unexplained) > std::fabs(furthest)) furthest = unexplained;
      if (std::fabs(unexplained) <= limit) continue;
      const Seconds at = seconds(analyzed.begin_of(c), kMasterRate);
      check.findings.push_back(fail(finding_at(analyzed, at, fmt::format("{:+.1f} dB", off)), off));
    }
  }
  check.number = furthest;
  finish(check, fmt::format("furthest off: {:+.1f} dB", furthest));
}

}  // namespace

Check line_levels_check() {
  return {.id = "line-levels",
          .group = "loudness",
          .name = "Every line is as loud as it was mixed",
          .meaning =
              "The gain from the mix to the master, which is one for a whole chapter, of each take: a line "
              "that was made louder or softer since.",
          .hint = "Run produce again for that chapter.",
          .unit = "dB",
          .limits = {{"loudness.line", 0, 60, "dB"}},
          .explained_by =
              {
                  {"channels", Reach::chapter},     // without one channel, half of the sound is missing
                  {"clipping", Reach::line, true},  // a line that is cut flat is softer
              },
          .run = ListeningCheck{.judge = judge_line_levels}};
}

}  // namespace sotto::checks
