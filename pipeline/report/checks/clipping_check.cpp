#include <fmt/format.h>

#include "report/checks/check.h"
#include "report/checks/event_findings.h"
#include "report/checks/findings.h"
#include "shared/text.h"

namespace sotto::checks {

namespace {

void judge_clipping(const ListeningContext& context, contents::CheckReport& check) {
  check.limit = "none";
  add_events(
      context.chapters, [](const analysis::ChapterAnalysis& c) -> const auto& { return c.clipped; }, check,
      [](const analysis::SignalEvent& e) { return fmt::format("clipped for {:.2f} s", e.length.value); });
  check.number = static_cast<double>(check.findings.size());
  finish(check, counted(check.findings.size(), "passage"));
}

}  // namespace

Check clipping_check() {
  return {.id = "clipping",
          .group = "signal",
          .name = "Nothing is clipped",
          .meaning = "Passages whose peaks are cut flat: they sound rough, and no later step can mend them.",
          .hint = "Lower the level of that voice or delivery; the limiter must come before anything that cuts.",
          .explained_by =
              {
                  {"loudness", Reach::chapter},  // a master that is too loud clips
              },
          .run = ListeningCheck{.judge = judge_clipping}};
}

}  // namespace sotto::checks
