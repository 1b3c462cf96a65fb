#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "report/checks/channel_faults.h"
#include "report/checks/check.h"
#include "report/checks/findings.h"

namespace sotto::checks {

namespace {

void judge_channels(const ListeningContext& context, contents::CheckReport& check) {
  const double limit = context.limits.at("signal.channel_balance");
  check.limit = fmt::format("within {:g} dB", limit);
  double most = 0;
  const bool wrong = add_channel_faults(context.chapters, check, [](const analysis::Channels& channels) {
    if (channels.missing[0]) return "the left channel is missing";
    if (channels.missing[1]) return "the right channel is missing";
    if (channels.folded) return "both channels are the same";
    return channels.swapped ? "left and right are swapped" : "";
  });
  for (const AnalyzedChapter& chapter : context.chapters) {
    const auto& level = chapter.measured.channel_level;
    const double balance = (level[1] - level[0]).value;
    if (std::fabs(balance) > std::fabs(most)) most = balance;
    if (std::fabs(balance) <= limit) continue;
    const auto is_named = [&](const contents::Finding& finding) { return finding.chapter == chapter.report.number; };
    if (std::any_of(check.findings.begin(), check.findings.end(), is_named)) continue;
    check.findings.push_back(
        fail(finding_in(chapter.report, fmt::format("the {} channel is {:.0f} dB softer",
                                                    balance > 0 ? "left" : "right", std::fabs(balance))),
             balance));
  }
  check.number = most;
  finish(check, fmt::format("right over left: {:+.1f} dB{}", most, wrong ? "; not as mixed" : ""));
}

}  // namespace

Check channels_check() {
  return {.id = "channels",
          .group = "signal",
          .name = "Both channels are there, each on its side",
          .meaning = "The levels of the two channels against each other, and the sides on which the voices stand.",
          .hint = "Run produce again; look at the `pan` of the voices.",
          .unit = "dB",
          .limits = {{"signal.channel_balance", 0, 90, "dB"}},
          .run = ListeningCheck{.judge = judge_channels}};
}

}  // namespace sotto::checks
