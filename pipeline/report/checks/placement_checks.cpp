#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <set>

#include "report/checks/check_context.h"
#include "report/checks/check_result.h"
#include "shared/text.h"

namespace sotto::checks {

namespace {

constexpr CheckText kInPlace = {
    "lines-in-place", "complete", "Every line is heard at its place",
    "Each take is looked for in the master where the script has it, by its own sound. A line that is not there was "
    "dropped, cut, or swapped with another.",
    "Run produce again; if it stays, remove the chapter's master and make it anew."};

constexpr CheckText kPauses = {
    "pauses", "signal", "Pauses are as long as planned",
    "The silence before each take in the master against the pauses of book.yaml: no dead air, no line that falls into "
    "the one before.",
    "Listen there; run produce again, or change `pauses:` in book.yaml."};

constexpr CheckText kDropouts = {"dropouts", "signal", "Speech without holes",
                                 "Stretches in which a take should sound and the master is without it.",
                                 "Run produce again for that chapter."};

constexpr CheckText kCutOff = {
    "cut-off", "complete", "No line is cut off",
    "Every take begins and ends in silence. One that does so in the middle of a sound was cut.",
    "Remove the take from the cache and run produce again."};

/// Names what a cue is part of, where it is heard.
contents::Finding at_cue(const AnalyzedChapter& chapter, std::size_t cue, std::string message) {
  const std::size_t line = chapter.timeline.cues[cue].line;
  contents::Finding finding = line == synthesis::kTitle ? finding_in(chapter.report, "the title: " + message)
                                                        : finding_at(chapter.report, line, std::move(message));
  finding.time = seconds(chapter.begin_of(cue), kMasterRate);
  return finding;
}

/// The cues that were moved. Of two lines that have only changed places with one another, both.
std::vector<bool> moved(const AnalyzedChapter& chapter) {
  const std::vector<mix::Cue>& cues = chapter.timeline.cues;
  const std::vector<bool> order = in_order(chapter.timeline, chapter.heard);
  std::vector<bool> result(order.size());
  for (std::size_t m = 0; m < order.size(); ++m) {
    if (order[m]) continue;
    result[m] = true;
    std::set<std::size_t> passed;  ///< lines that it has come to the other side of
    for (std::size_t c = 0; c < order.size(); ++c) {
      const bool turned = (c < m) != (chapter.begin_of(c) <= chapter.begin_of(m));
      if (chapter.heard.cues[c].found && c != m && turned) passed.insert(cues[c].line);
    }
    if (passed.size() != 1) continue;
    for (std::size_t c = 0; c < order.size(); ++c) {
      if (chapter.heard.cues[c].found && cues[c].line == *passed.begin()) result[c] = true;
    }
  }
  return result;
}

contents::CheckReport check_places(const CheckContext& heard) {
  contents::CheckReport check = begin_check(kInPlace, "all of them");
  std::size_t takes = 0;
  std::size_t wrong = 0;
  for (const AnalyzedChapter& chapter : heard.chapters) {
    const std::vector<mix::Cue>& cues = chapter.timeline.cues;
    const std::vector<analysis::CueAnalysis>& found = chapter.heard.cues;
    std::optional<std::size_t> last_line;
    const auto complain = [&](std::size_t cue, std::string message) {
      ++wrong;
      // A line of several takes is named once.
      if (last_line == cues[cue].line) return;
      last_line = cues[cue].line;
      check.findings.push_back(fail(at_cue(chapter, cue, std::move(message))));
    };
    takes += cues.size();
    const std::vector<bool> out = moved(chapter);
    // What a file that ends too early has lost is told once.
    std::size_t end = cues.size();
    const auto lost = [&](std::size_t c) {
      return !found[c].found && seconds(cues[c].end + found[c].shift, kMasterRate) > chapter.heard.measure.duration;
    };
    while (end > 0 && lost(end - 1)) --end;
    for (std::size_t c = 0; c < end; ++c) {
      if (found[c].again) {
        complain(c, "is heard twice");
      } else if (!found[c].found) {
        complain(c, "is not heard in the master");
      } else if (out[c]) {
        complain(c, fmt::format("is heard at another place, {:+.1f} s from its own",
                                seconds(found[c].shift, kMasterRate).value));
      }
    }
    if (end == cues.size()) continue;
    last_line.reset();
    complain(end, fmt::format("the master ends here, after {:.1f} of {:.1f} s; this take and {} more are not in it",
                              chapter.heard.measure.duration.value, seconds(chapter.timeline.length, kMasterRate).value,
                              cues.size() - end - 1));
    wrong += cues.size() - end - 1;
  }
  check.number = static_cast<double>(wrong);
  finish(check, fmt::format("{}, {} not at {} place", counted(takes, "take"), wrong, wrong == 1 ? "its" : "their"));
  return check;
}

contents::CheckReport check_pauses(const CheckContext& heard, const Limits& limits) {
  const double slack = limits.signal.pause_slack.value;
  contents::CheckReport check = begin_check(kPauses, fmt::format("within {:g} s of the plan", slack), "s");
  double furthest = 0;
  for (const AnalyzedChapter& chapter : heard.chapters) {
    const std::vector<mix::Cue>& cues = chapter.timeline.cues;
    const std::vector<analysis::CueAnalysis>& found = chapter.heard.cues;
    // The pause before a cue; before the end of the chapter it is told of the last one.
    const auto judge = [&](std::size_t cue, std::int64_t planned_frames, std::int64_t from, std::int64_t to) {
      const double planned = seconds(planned_frames, kMasterRate).value;
      const double actual = seconds(to - from, kMasterRate).value;
      const double off = actual - planned;
      if (std::fabs(off) > std::fabs(furthest)) furthest = off;
      if (std::fabs(off) <= slack) return;
      contents::Finding finding =
          at_cue(chapter, cue, fmt::format("{:.2f} s of pause where {:.2f} s are planned", actual, planned));
      finding.time = seconds(std::max<std::int64_t>(from, 0), kMasterRate);
      finding.value = actual;
      finding.fails = true;
      check.findings.push_back(std::move(finding));
    };
    const std::vector<bool> order = in_order(chapter.timeline, chapter.heard);
    for (std::size_t c = 0; c < cues.size(); ++c) {
      if (!found[c].found || (c > 0 && !found[c - 1].found)) continue;
      // Out of order is another check's affair.
      if (!order[c] || (c > 0 && !order[c - 1])) continue;
      const std::int64_t before = c > 0 ? cues[c - 1].end : 0;
      judge(c, cues[c].begin - before, c > 0 ? before + found[c - 1].shift : 0, chapter.begin_of(c));
    }
    if (!cues.empty() && found.back().found) {
      const std::int64_t end = cues.back().end;
      judge(cues.size() - 1, chapter.timeline.length - end, end + found.back().shift,
            frames(chapter.heard.measure.duration, kMasterRate));
    }
  }
  check.number = furthest;
  finish(check, fmt::format("furthest off: {:+.2f} s", furthest));
  return check;
}

contents::CheckReport check_dropouts(const CheckContext& heard, const Limits& limits) {
  const Seconds limit = limits.signal.dropout;
  contents::CheckReport check = begin_check(kDropouts, fmt::format("at most {:g} ms", limit.value * 1000), "s");
  double longest = 0;
  for (const AnalyzedChapter& chapter : heard.chapters) {
    for (std::size_t c = 0; c < chapter.heard.cues.size(); ++c) {
      const analysis::CueAnalysis& cue = chapter.heard.cues[c];
      longest = std::max(longest, cue.missing.value);
      if (cue.missing.value <= limit.value) continue;
      contents::Finding finding =
          at_cue(chapter, c, fmt::format("{:.0f} ms of its speech are missing", cue.missing.value * 1000));
      finding.time = cue.missing_at;
      finding.value = cue.missing.value;
      finding.fails = true;
      check.findings.push_back(std::move(finding));
    }
  }
  check.number = longest;
  finish(check, fmt::format("longest: {:.0f} ms", longest * 1000));
  return check;
}

contents::CheckReport check_cut_off(const CheckContext& heard, const Limits& limits) {
  const auto& limit = limits.complete;
  contents::CheckReport check = begin_check(
      kCutOff, fmt::format("at most {:g} of its loudest, and {:g} in the last 5 ms", limit.cut_edge, limit.cut_off));
  double edge = 0;
  double last = 0;
  for (const AnalyzedChapter& chapter : heard.chapters) {
    for (std::size_t c = 0; c < chapter.heard.cues.size(); ++c) {
      const analysis::ClipEdges& ends = chapter.heard.cues[c].ends;
      edge = std::max(edge, ends.edge());
      last = std::max(last, ends.last);
      if (ends.edge() <= limit.cut_edge && ends.last <= limit.cut_off) continue;
      check.findings.push_back(
          fail(at_cue(chapter, c,
                      fmt::format("the take {} {} in the middle of a sound", chapter.timeline.cues[c].take,
                                  ends.begin > limit.cut_edge ? "begins" : "ends")),
               std::max(ends.edge(), ends.last)));
    }
  }
  check.number = edge;
  finish(check, fmt::format("loudest: {:.4f}, {:.4f} in the last 5 ms", edge, last));
  return check;
}

}  // namespace

std::vector<bool> in_order(const mix::Timeline& timeline, const analysis::ChapterAnalysis& heard) {
  std::vector<std::size_t> found;
  for (std::size_t c = 0; c < heard.cues.size(); ++c) {
    if (heard.cues[c].found) found.push_back(c);
  }
  std::vector<bool> order(heard.cues.size(), true);
  const auto before = [&](std::size_t a, std::size_t b) {
    return timeline.cues[a].begin + heard.cues[a].shift <= timeline.cues[b].begin + heard.cues[b].shift;
  };
  if (std::is_sorted(found.begin(), found.end(), [&](std::size_t a, std::size_t b) { return !before(b, a); }))
    return order;
  // The best sequence that ends with each of them: how many, and how far off in all.
  struct Sequence {
    std::size_t count = 0;
    std::int64_t off = 0;
    std::size_t previous = 0;  ///< itself: it is the first
  };
  std::vector<Sequence> best(found.size());
  std::size_t last = 0;
  const auto better = [](const Sequence& a, const Sequence& b) {
    return a.count != b.count ? a.count > b.count : a.off < b.off;
  };
  for (std::size_t i = 0; i < found.size(); ++i) {
    best[i].previous = i;
    for (std::size_t k = 0; k < i; ++k) {
      if (before(found[k], found[i]) && better(best[k], best[i])) best[i] = {best[k].count, best[k].off, k};
    }
    ++best[i].count;
    best[i].off += std::abs(heard.cues[found[i]].shift);
    if (better(best[i], best[last])) last = i;
  }
  for (const std::size_t c : found) order[c] = false;
  for (std::size_t i = last;; i = best[i].previous) {
    order[found[i]] = true;
    if (best[i].previous == i) break;
  }
  return order;
}

std::vector<contents::CheckReport> placement_checks(const CheckContext& heard, const Limits& limits) {
  return {check_places(heard), check_cut_off(heard, limits), check_pauses(heard, limits),
          check_dropouts(heard, limits)};
}

}  // namespace sotto::checks
