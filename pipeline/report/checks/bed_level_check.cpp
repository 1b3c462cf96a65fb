#include <fmt/format.h>

#include <cmath>
#include <optional>

#include "report/checks/check.h"
#include "report/checks/findings.h"

namespace sotto::checks {

namespace {

void judge_bed_level(const ListeningContext& context, contents::CheckReport& check) {
  const double limit = context.limits.at("ambience.bed_level");
  check.limit = fmt::format("within {:g} LU", limit);
  double furthest = 0;
  for (const AnalyzedChapter& analyzed : context.chapters) {
    // One passage is named once, where it is furthest off.
    std::optional<analysis::SignalEvent> worst;
    const auto add_worst = [&] {
      if (!worst) return;
      check.findings.push_back(
          fail(finding_at(analyzed, worst->at, fmt::format("{:+.1f} LU", worst->value)), worst->value));
      worst.reset();
    };
    for (const analysis::SignalEvent& event : analyzed.measured.bed_levels) {
      if (std::fabs(event.value) > std::fabs(furthest)) furthest = event.value;
      if (std::fabs(event.value) <= limit) {
        add_worst();
      } else if (!worst || std::fabs(event.value) > std::fabs(worst->value)) {
        worst = event;
      }
    }
    add_worst();
  }
  check.number = furthest;
  finish(check, fmt::format("furthest off: {:+.1f} LU", furthest));
}

}  // namespace

Check bed_level_check() {
  return {.id = "bed-level",
          .group = "ambience",
          .name = "The bed is as loud as it was mixed",
          .meaning =
              "In each pause, the loudness of the bed against that of the mix: passages that were made "
              "louder or softer since.",
          .hint = "Run produce again for that chapter.",
          .unit = "LU",
          .limits = {{"ambience.bed_level", 0, 60, "LU"}},
          .explained_by =
              {
                  {"channels", Reach::chapter},           // without one channel, half of the sound is missing
                  {"lines-in-place", Reach::beside},      // sound cut out or put in leaves edges, and other pauses
                  {"pauses", Reach::beside},              // silence within a line splits it in two
                  {"stray-voices", Reach::chapter},       // a voice in a pause counts as a louder bed
                  {"bed-gaps", Reach::line},              // a hole in the bed
                  {"bed-repeats", Reach::chapter, true},  // another bed than that of the mix
                  {"hum", Reach::chapter},                // a tone adds to the bed
              },
          .run = ListeningCheck{.judge = judge_bed_level, .applies = has_bed}};
}

}  // namespace sotto::checks
