#include <fmt/format.h>

#include <cmath>

#include "report/checks/check.h"
#include "report/checks/findings.h"
#include "report/checks/loudness_target.h"

namespace sotto::checks {

namespace {

void judge_loudness(const QuickContext& context, contents::CheckReport& check) {
  const publish::DeliveryProfile& profile = context.profile;
  const double wanted = profile.loudness.value;
  check.limit = fmt::format("{:g} +-{:g} LUFS", wanted, profile.tolerance.value);
  for (const contents::ChapterReport& chapter : context.report.chapters) {
    if (!chapter.measured()) continue;
    if (chapter.line_count() == 0) continue;  // a title alone is over before a level can be told
    const double loudness = chapter.measure.loudness.value;
    if (!check.number || std::fabs(loudness - wanted) > std::fabs(*check.number - wanted)) check.number = loudness;
    if (has_target_loudness(chapter, profile)) continue;
    check.findings.push_back(fail(finding_in(chapter, fmt::format("{:.1f} LUFS", loudness)), loudness));
  }
  if (check.number) {
    finish(check, fmt::format("furthest off: {:.2f} LUFS", *check.number));
  } else {
    skip(check, "no chapter could be measured");
  }
}

}  // namespace

Check loudness_check() {
  return {.id = "loudness",
          .group = "loudness",
          .name = "Chapters have the profile's loudness",
          .meaning = "Integrated loudness of each chapter (ITU-R BS.1770-4) against what the delivery profile asks.",
          .hint = "Run produce again; if it stays, look at how much the limiter takes off.",
          .unit = "LUFS",
          .explained_by =
              {
                  {"channels", Reach::chapter},     // without one channel, half of the sound is missing
                  {"line-levels", Reach::chapter},  // one that makes a short chapter so
              },
          .run = QuickCheck{.judge = judge_loudness}};
}

}  // namespace sotto::checks
