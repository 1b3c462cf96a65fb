#include <fmt/format.h>

#include <algorithm>

#include "report/checks/channel_faults.h"
#include "report/checks/check.h"
#include "report/checks/findings.h"

namespace sotto::checks {

namespace {

void judge_phase(const ListeningContext& context, contents::CheckReport& check) {
  const double limit = context.limits.at("signal.phase");
  check.limit = fmt::format("correlation at least {:g}", limit);
  for (const AnalyzedChapter& chapter : context.chapters) {
    const auto& phase = chapter.measured.phase;
    if (!phase) continue;
    check.number = std::min(*phase, check.number.value_or(*phase));
    if (*phase >= limit) continue;
    check.findings.push_back(fail(finding_in(chapter.report, fmt::format("correlation {:.2f}", *phase)), *phase));
  }
  const bool inverted = add_channel_faults(context.chapters, check, [](const analysis::Channels& channels) {
    const auto [left, right] = channels.inverted;
    if (left && right) return "the polarity is inverted";
    if (left) return "the polarity of the left channel is inverted";
    return right ? "the polarity of the right channel is inverted" : "";
  });
  finish(check,
         fmt::format("{}{}", check.number ? fmt::format("lowest: {:.2f}", *check.number) : "no speech in both channels",
                     inverted ? "; inverted" : ""));
}

}  // namespace

Check phase_check() {
  return {.id = "phase",
          .group = "signal",
          .name = "Mono loses nothing",
          .meaning =
              "The polarity of each channel against the takes, and the correlation of the channels while "
              "someone speaks: below zero a mono player would cancel the voice.",
          .hint = "Look at what was done to the master after it was made.",
          .limits = {{"signal.phase", -1, 1}},
          .explained_by =
              {
                  {"channels", Reach::chapter},  // without one channel, half of the sound is missing
              },
          .run = ListeningCheck{.judge = judge_phase}};
}

}  // namespace sotto::checks
