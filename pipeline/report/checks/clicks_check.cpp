#include <fmt/format.h>

#include "report/checks/check.h"
#include "report/checks/event_findings.h"
#include "report/checks/findings.h"
#include "shared/text.h"

namespace sotto::checks {

namespace {

void judge_clicks(const ListeningContext& context, contents::CheckReport& check) {
  check.limit = fmt::format("none over {:g} dBFS that stands out", context.limits.at("signal.click"));
  add_events(
      context.chapters, [](const analysis::ChapterAnalysis& c) -> const auto& { return c.clicks; }, check,
      [](const analysis::SignalEvent& e) { return fmt::format("a click of {:.0f} dBFS", e.value); });
  check.number = static_cast<double>(check.findings.size());
  finish(check, counted(check.findings.size(), "click"));
}

}  // namespace

Check clicks_check() {
  return {.id = "clicks",
          .group = "signal",
          .name = "No clicks",
          .meaning =
              "Single samples that stand far out of their neighbours and that no take holds: bad joins, "
              "damaged files.",
          .hint = "Listen there; run produce again for that chapter.",
          .unit = "dBFS",
          .limits = {{"signal.click", -90, 0, "dBFS"}},
          .explained_by =
              {
                  {"channels", Reach::chapter},       // the bed is not as mixed, and its drops remain
                  {"clipping", Reach::line, true},    // a line that is cut flat is softer
                  {"line-levels", Reach::line},       // a line that is far too loud or soft
                  {"lines-in-place", Reach::beside},  // sound cut out or put in leaves edges, and other pauses
                  {"pauses", Reach::beside},          // silence within a line splits it in two
                  {"dropouts", Reach::line},          // a dropout has edges, and no bed
                  {"bed-level", Reach::beside},       // a bed that was made louder or softer
              },
          .run = ListeningCheck{.judge = judge_clicks}};
}

}  // namespace sotto::checks
