#include <fmt/format.h>

#include <algorithm>

#include "report/checks/check.h"
#include "report/checks/event_findings.h"
#include "report/checks/findings.h"

namespace sotto::checks {

namespace {

void judge_stray_voices(const ListeningContext& context, contents::CheckReport& check) {
  const double limit = context.limits.at("signal.stray_sound");
  check.limit = fmt::format("at most {:g} dB over the bed", limit);
  double most = 0;
  for (const AnalyzedChapter& chapter : context.chapters) {
    for (const analysis::SignalEvent& event : chapter.measured.stray) most = std::max(most, event.value);
  }
  add_events(
      context.chapters, [](const analysis::ChapterAnalysis& c) -> const auto& { return c.stray; }, check,
      [&](const analysis::SignalEvent& e) {
        return e.value > limit
                   ? fmt::format("{:.2f} s of voiced sound, {:.0f} dB over the bed", e.length.value, e.value)
                   : "";
      });
  check.number = most;
  finish(check, most > 0 ? fmt::format("strongest: {:.1f} dB over the bed", most) : "nothing heard");
}

}  // namespace

Check stray_voices_check() {
  return {.id = "stray-voices",
          .group = "signal",
          .name = "No voice in the pauses",
          .meaning = "Voiced sound in pauses, where only the bed should be heard.",
          .hint = "Listen there; if somebody has edited the master, run produce again.",
          .unit = "dB",
          .limits = {{"signal.stray_sound", 0, 90, "dB"}},
          .explained_by =
              {
                  {"lines-in-place", Reach::beside},  // sound cut out or put in leaves edges, and other pauses
                  {"pauses", Reach::beside},          // silence within a line splits it in two
              },
          .run = ListeningCheck{.judge = judge_stray_voices}};
}

}  // namespace sotto::checks
