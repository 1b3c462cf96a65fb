#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "report/checks/check.h"
#include "report/checks/findings.h"

namespace sotto::checks {

namespace {

/// The stretches of a chapter that are off by more than the limit, each by its furthest.
std::vector<analysis::SignalEvent> offsets_in(const analysis::Track& offset, double limit) {
  std::vector<analysis::SignalEvent> events;
  bool before = false;
  for (std::size_t i = 0; i < offset.values.size(); ++i) {
    const auto mean = static_cast<double>(offset.values[i]);
    const bool off = std::fabs(mean) > limit;
    if (off && !before) events.push_back({offset.step * static_cast<double>(i), {0}, mean});
    if (off) {
      events.back().length = events.back().length + offset.step;
      if (std::fabs(mean) > std::fabs(events.back().value)) events.back().value = mean;
    }
    before = off;
  }
  return events;
}

void judge_dc(const ListeningContext& context, contents::CheckReport& check) {
  const double limit = context.limits.at("signal.dc");
  check.limit = fmt::format("at most {:g} of full scale", limit);
  double most = 0;
  for (const AnalyzedChapter& chapter : context.chapters) {
    const auto& dc = chapter.measured.dc;
    const double worst = std::max(std::fabs(dc[0]), std::fabs(dc[1]));
    most = std::max(most, worst);
    const analysis::Track& offset = chapter.measured.offset;
    const std::vector<analysis::SignalEvent> stretches = offsets_in(offset, limit);
    const double all = offset.step.value * static_cast<double>(offset.values.size());
    if (worst > limit && (stretches.empty() || stretches.front().length.value >= all)) {
      check.findings.push_back(
          fail(finding_in(chapter.report, fmt::format("offset {:+.4f} left, {:+.4f} right", dc[0], dc[1])), worst));
      continue;
    }
    for (const analysis::SignalEvent& stretch : stretches) {
      most = std::max(most, std::fabs(stretch.value));
      check.findings.push_back(
          fail(finding_at(chapter, stretch.at,
                          fmt::format("offset {:+.4f} for {:.0f} s", stretch.value, stretch.length.value)),
               stretch.value));
    }
  }
  check.number = most;
  finish(check, fmt::format("largest: {:.5f}", most));
}

}  // namespace

Check dc_check() {
  return {.id = "dc",
          .group = "signal",
          .name = "No DC offset",
          .meaning =
              "The mean of each channel, also of stretches of 4 s: an offset takes headroom and clicks at "
              "every cut.",
          .hint = "Run produce again; a bed of your own may carry the offset.",
          .limits = {{"signal.dc", 0, 1, "of full scale"}},
          .run = ListeningCheck{.judge = judge_dc}};
}

}  // namespace sotto::checks
