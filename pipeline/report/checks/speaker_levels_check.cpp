#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "report/checks/check.h"
#include "report/checks/findings.h"
#include "shared/audio.h"

namespace sotto::checks {

namespace {

void judge_speaker_levels(const ListeningContext& context, contents::CheckReport& check) {
  constexpr double kFewestSeconds = 3;
  const double limit = context.limits.at("loudness.between_speakers");
  check.limit = fmt::format("within {:g} LU of the middle", limit);
  std::map<std::string, std::pair<double, double>> sums;
  for (const AnalyzedChapter& analyzed : context.chapters) {
    // Chapters may differ by what the profile's tolerance allows; speakers are compared within them.
    const double chapter = analyzed.measured.measure.loudness.value;
    for (std::size_t c = 0; c < analyzed.measured.cues.size(); ++c) {
      const mix::Cue& cue = analyzed.timeline.cues[c];
      const auto& level = analyzed.measured.cues[c].level;
      if (!level || !cue.how.empty() || cue.line == synthesis::kTitle) continue;
      const double time = seconds(cue.end - cue.begin, kMasterRate).value;
      auto& [power, total] = sums[cue.who];
      power += time * std::pow(10.0, (level->value - chapter) / 10);
      total += time;
    }
  }
  std::vector<std::pair<double, std::string>> levels;
  for (const auto& [who, sum] : sums) {
    if (sum.second < kFewestSeconds) continue;
    levels.emplace_back(10 * std::log10(sum.first / sum.second) - context.made.cast.voice_of(who).level.value, who);
  }
  std::sort(levels.begin(), levels.end());
  if (levels.empty()) {
    skip(check, "nobody says enough plainly");
    return;
  }
  const double middle = levels[levels.size() / 2].first;
  double furthest = 0;
  for (const auto& [level, who] : levels) {
    const double off = level - middle;
    if (std::fabs(off) > std::fabs(furthest)) furthest = off;
    if (std::fabs(off) <= limit) continue;
    contents::Finding finding;
    finding.message =
        fmt::format("{} is {:.1f} LU {} than the middle", who, std::fabs(off), off > 0 ? "louder" : "softer");
    finding.value = off;
    finding.fails = true;
    check.findings.push_back(std::move(finding));
  }
  check.number = furthest;
  finish(check, fmt::format("furthest: {:+.1f} LU", furthest));
}

}  // namespace

Check speaker_levels_check() {
  return {.id = "speaker-levels",
          .group = "loudness",
          .name = "Speakers are as loud as one another",
          .meaning =
              "The level of each speaker's plain lines, apart from what the voices' `level:` intends, "
              "against the middle one.",
          .hint = "Set `level:` in the voice's profile.",
          .unit = "LU",
          .limits = {{"loudness.between_speakers", 0, 20, "LU"}},
          .explained_by =
              {
                  {"channels", Reach::book},     // without one channel, half of the sound is missing
                  {"line-levels", Reach::book},  // a line that is far too loud or soft
              },
          .run = ListeningCheck{.judge = judge_speaker_levels}};
}

}  // namespace sotto::checks
