#include <fmt/format.h>

#include <algorithm>

#include "report/checks/check.h"
#include "report/checks/findings.h"

namespace sotto::checks {

namespace {

void judge_true_peak(const QuickContext& context, contents::CheckReport& check) {
  const publish::DeliveryProfile& profile = context.profile;
  check.limit = fmt::format("at most {:g} dBTP", profile.true_peak.value);
  for (const contents::ChapterReport& chapter : context.report.chapters) {
    if (!chapter.measured()) continue;
    const double peak = chapter.measure.true_peak.value;
    check.number = std::max(peak, check.number.value_or(peak));
    if (peak <= profile.true_peak.value) continue;
    check.findings.push_back(fail(finding_in(chapter, fmt::format("{:.2f} dBTP", peak)), peak));
  }
  if (check.number) {
    finish(check, fmt::format("highest: {:.2f} dBTP", *check.number));
  } else {
    skip(check, "no chapter could be measured");
  }
}

}  // namespace

Check true_peak_check() {
  return {.id = "true-peak",
          .group = "loudness",
          .name = "No peak over the profile's ceiling",
          .meaning =
              "The largest true peak, also between samples (ITU-R BS.1770-4, annex 2): what lies above "
              "distorts in players and encoders.",
          .hint = "Run produce again, so that the limiter processes the chapter.",
          .unit = "dBTP",
          .explained_by =
              {
                  {"loudness", Reach::chapter},  // a master that is too loud clips
                  {"clipping", Reach::chapter},  // what is cut flat reaches the ceiling
                  {"hum", Reach::chapter},       // a tone adds to the peaks
              },
          .run = QuickCheck{.judge = judge_true_peak}};
}

}  // namespace sotto::checks
