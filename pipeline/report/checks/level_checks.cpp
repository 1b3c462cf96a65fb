#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "report/analysis/median.h"
#include "report/checks/check_context.h"
#include "report/checks/check_result.h"

namespace sotto::checks {

namespace {

constexpr CheckText kSpeakers = {
    "speaker-levels", "loudness", "Speakers are as loud as one another",
    "The level of each speaker's plain lines, apart from what the voices' `level:` intends, against the middle one.",
    "Set `level:` in the voice's profile."};
constexpr CheckText kLines = {"line-levels", "loudness", "Every line is as loud as it was mixed",
                              "The gain from the mix to the master, which is one for a whole chapter, of each take: a "
                              "line that was made louder or softer since.",
                              "Run produce again for that chapter."};
constexpr CheckText kRange = {"loudness-range", "loudness", "Loudness range",
                              "The difference between soft and loud passages (EBU Tech 3342): too much of it, and a "
                              "listener in a train loses the whispers.",
                              "Bring the deliveries' levels nearer to one another in the voice profiles."};
constexpr CheckText kLoudest = {"short-term", "loudness", "No passage jumps out",
                                "The loudest three seconds of each chapter against its integrated loudness.",
                                "Lower the level of that delivery in the voice's profile."};

contents::CheckReport check_speakers(const CheckContext& heard, const Limits& limits) {
  constexpr double kFewestSeconds = 3;
  const double limit = limits.loudness.between_speakers.value;
  contents::CheckReport check = begin_check(kSpeakers, fmt::format("within {:g} LU of the middle", limit), "LU");
  std::map<std::string, std::pair<double, double>> sums;
  for (const AnalyzedChapter& listened : heard.chapters) {
    // Chapters may differ by what the profile's tolerance allows; speakers are compared within them.
    const double chapter = listened.heard.measure.loudness.value;
    for (std::size_t c = 0; c < listened.heard.cues.size(); ++c) {
      const mix::Cue& cue = listened.timeline.cues[c];
      const auto& level = listened.heard.cues[c].level;
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
    levels.emplace_back(10 * std::log10(sum.first / sum.second) - heard.made.cast.voice_of(who).level.value, who);
  }
  std::sort(levels.begin(), levels.end());
  if (levels.empty()) {
    skip(check, "nobody says enough plainly");
    return check;
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
  return check;
}

contents::CheckReport check_lines(const CheckContext& heard, const Limits& limits) {
  const double limit = limits.loudness.line.value;
  contents::CheckReport check = begin_check(kLines, fmt::format("within {:g} dB of the chapter's gain", limit), "dB");
  const double ceiling = amplitude(heard.made.profile.true_peak);
  double furthest = 0;
  for (const AnalyzedChapter& listened : heard.chapters) {
    const auto sound = [&](const analysis::CueAnalysis& cue) {
      return cue.found && cue.gain > 0 && cue.missing <= limits.signal.dropout;
    };
    // The chapter's gain is that of the takes that the limiter did not touch, if there are any.
    std::vector<double> free;
    std::vector<double> all;
    for (const analysis::CueAnalysis& cue : listened.heard.cues) {
      if (!sound(cue)) continue;
      all.push_back(cue.gain);
      if (cue.gain * cue.peak < ceiling) free.push_back(cue.gain);
    }
    if (all.empty()) continue;
    const double usual = analysis::median(free.empty() ? all : free);
    for (std::size_t c = 0; c < listened.heard.cues.size(); ++c) {
      const analysis::CueAnalysis& cue = listened.heard.cues[c];
      if (!sound(cue)) continue;
      const double off = decibels(cue.gain / usual).value;
      // What its peaks stand over the ceiling by, the limiter may have taken off.
      const double limited = std::max(0.0, decibels(cue.peak * usual / ceiling).value);
      const double unexplained = off < 0 ? std::min(off + limited, 0.0) : off;
      if (std::fabs(unexplained) > std::fabs(furthest)) furthest = unexplained;
      if (std::fabs(unexplained) <= limit) continue;
      const Seconds at = seconds(listened.begin_of(c), kMasterRate);
      check.findings.push_back(fail(finding_at(listened, at, fmt::format("{:+.1f} dB", off)), off));
    }
  }
  check.number = furthest;
  finish(check, fmt::format("furthest off: {:+.1f} dB", furthest));
  return check;
}

contents::CheckReport check_range(const CheckContext& heard, const Limits& limits) {
  contents::CheckReport check = begin_check(kRange, fmt::format("at most {:g} LU", limits.loudness.range.value), "LU");
  for (const AnalyzedChapter& listened : heard.chapters) {
    if (listened.report.lines.empty()) continue;  // a title and silence
    const double range = listened.heard.measure.loudness_range.value;
    check.number = std::max(range, check.number.value_or(range));
    if (range <= limits.loudness.range.value) continue;
    check.findings.push_back(fail(finding_in(listened.report, fmt::format("{:.1f} LU", range)), range));
  }
  finish(check, check.number ? fmt::format("widest: {:.1f} LU", *check.number) : "no chapters");
  return check;
}

contents::CheckReport check_loudest(const CheckContext& heard, const Limits& limits) {
  const double limit = limits.loudness.short_term.value;
  contents::CheckReport check = begin_check(kLoudest, fmt::format("at most {:g} LU over the chapter", limit), "LU");
  for (const AnalyzedChapter& listened : heard.chapters) {
    const analysis::Track& track = listened.heard.short_term;
    if (track.values.empty()) continue;
    const auto loudest = std::max_element(track.values.begin(), track.values.end());
    const double over = static_cast<double>(*loudest) - listened.heard.measure.loudness.value;
    check.number = std::max(over, check.number.value_or(over));
    if (over <= limit) continue;
    const Seconds at = track.step * static_cast<double>(loudest - track.values.begin());
    check.findings.push_back(fail(finding_at(listened, at, fmt::format("{:.1f} LU over the chapter", over)), over));
  }
  finish(check, check.number ? fmt::format("highest: {:.1f} LU", *check.number) : "no chapters");
  return check;
}

}  // namespace

std::vector<contents::CheckReport> level_checks(const CheckContext& heard, const Limits& limits) {
  return {check_lines(heard, limits), check_speakers(heard, limits), check_range(heard, limits),
          check_loudest(heard, limits)};
}

}  // namespace sotto::checks
