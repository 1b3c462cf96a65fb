#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "report/checks/check_context.h"
#include "report/checks/check_result.h"

namespace sotto::checks {

namespace {

constexpr CheckText kOverBed = {
    "speech-over-bed", "ambience", "Speech stands above the bed",
    "For each line, the loudness of the speech over that of everything else meanwhile.",
    "Lower `ambience: level`, or raise `duck`, in book.yaml; for a single delivery raise its level in the voice."};
constexpr CheckText kBedHeard = {
    "bed-heard", "ambience", "The bed can be heard",
    "How far the bed lies under the speech where nobody speaks: softer than the room in which one listens, it is lost.",
    "Raise `ambience: level` in book.yaml, or do without: `bed: none`."};
constexpr CheckText kBedLevel = {
    "bed-level", "ambience", "The bed is as loud as it was mixed",
    "In each pause, the loudness of the bed against that of the mix: passages that were made louder or softer since.",
    "Run produce again for that chapter."};
constexpr CheckText kBedGaps = {"bed-gaps", "ambience", "The bed never stops",
                                "Stretches in which the ambience is gone.",
                                "Run produce again; look for silence in a bed of your own."};
constexpr CheckText kBedRepeats = {"bed-repeats", "ambience", "The bed never comes again",
                                   "How much of the bed is heard a second time, by its autocorrelation: a loop, which "
                                   "tires the ear once it is noticed.",
                                   "Another `seed`, or a longer bed."};
constexpr CheckText kPumping = {
    "pumping", "ambience", "The bed does not pump",
    "How far the bed rises in the short pauses between sentences. It should stay down until there is a rest.",
    "Lower `duck` in book.yaml."};

contents::CheckReport check_over_bed(const CheckContext& heard, const Limits& limits) {
  const double limit = limits.ambience.speech_over_bed.value;
  contents::CheckReport check = begin_check(kOverBed, fmt::format("at least {:g} LU", limit), "LU");
  for (const AnalyzedChapter& listened : heard.chapters) {
    const contents::ChapterReport& chapter = listened.report;
    for (std::size_t l = 0; l < chapter.lines.size(); ++l) {
      const auto& over = chapter.lines[l].over_bed;
      if (!over) continue;
      check.number = std::min(over->value, check.number.value_or(over->value));
      if (over->value >= limit) continue;
      const Seconds length = chapter.lines[l].end - chapter.lines[l].begin;
      const double slack = length.value < 1 ? limits.ambience.short_slack.value : 0;
      contents::Finding finding = finding_at(chapter, l, fmt::format("{:.1f} LU over the bed", over->value));
      finding.value = over->value;
      finding.fails = over->value < limit - slack;
      check.findings.push_back(std::move(finding));
    }
  }
  std::stable_sort(check.findings.begin(), check.findings.end(),
                   [](const contents::Finding& a, const contents::Finding& b) { return *a.value < *b.value; });
  if (!check.number) {
    skip(check, "there is no bed");
    return check;
  }
  finish(check, fmt::format("lowest: {:.1f} LU", *check.number));
  return check;
}

contents::CheckReport check_bed_heard(const CheckContext& heard, const Limits& limits) {
  const double limit = limits.ambience.under_speech.value;
  contents::CheckReport check = begin_check(kBedHeard, fmt::format("at most {:g} LU under the speech", limit), "LU");
  for (const AnalyzedChapter& listened : heard.chapters) {
    const analysis::ChapterAnalysis& chapter = listened.heard;
    // Without a rest that is long enough, it never comes up from its ducking.
    if (!chapter.bed_in_rests && !chapter.bed_under_speech) continue;
    const Lufs bed =
        chapter.bed_in_rests ? *chapter.bed_in_rests : *chapter.bed_under_speech + heard.made.book.ambience.duck;
    const double under = (chapter.measure.loudness - bed).value;
    check.number = std::max(under, check.number.value_or(under));
    if (under <= limit) continue;
    check.findings.push_back(
        fail(finding_in(listened.report, fmt::format("{:.1f} LU under the speech", under)), under));
  }
  if (!check.number) {
    skip(check, "nobody speaks");
    return check;
  }
  finish(check, fmt::format("softest: {:.1f} LU under", *check.number));
  return check;
}

contents::CheckReport check_bed_level(const CheckContext& heard, const Limits& limits) {
  const double limit = limits.ambience.bed_level.value;
  contents::CheckReport check = begin_check(kBedLevel, fmt::format("within {:g} LU", limit), "LU");
  double furthest = 0;
  for (const AnalyzedChapter& listened : heard.chapters) {
    // One passage is told once, where it is furthest off.
    std::optional<analysis::SignalEvent> worst;
    const auto tell = [&] {
      if (!worst) return;
      check.findings.push_back(
          fail(finding_at(listened, worst->at, fmt::format("{:+.1f} LU", worst->value)), worst->value));
      worst.reset();
    };
    for (const analysis::SignalEvent& event : listened.heard.bed_levels) {
      if (std::fabs(event.value) > std::fabs(furthest)) furthest = event.value;
      if (std::fabs(event.value) <= limit) {
        tell();
      } else if (!worst || std::fabs(event.value) > std::fabs(worst->value)) {
        worst = event;
      }
    }
    tell();
  }
  check.number = furthest;
  finish(check, fmt::format("furthest off: {:+.1f} LU", furthest));
  return check;
}

contents::CheckReport check_bed_gaps(const CheckContext& heard, const Limits& limits) {
  const Seconds limit = limits.ambience.gap;
  contents::CheckReport check = begin_check(kBedGaps, fmt::format("at most {:g} ms", limit.value * 1000), "s");
  double longest = 0;
  for (const AnalyzedChapter& listened : heard.chapters) {
    for (const analysis::SignalEvent& gap : listened.heard.bed_gaps) {
      longest = std::max(longest, gap.length.value);
      if (gap.length.value <= limit.value) continue;
      check.findings.push_back(
          fail(finding_at(listened, gap.at, fmt::format("the bed is gone for {:.2f} s", gap.length.value)),
               gap.length.value));
    }
  }
  check.number = longest;
  finish(check, longest > 0 ? fmt::format("longest: {:.0f} ms", longest * 1000) : "none");
  return check;
}

bool has_recordings(const contents::MadeProduction& made) {
  const auto is_recording = [](const mix::AmbienceCue& cue) { return cue.change.bed && *cue.change.bed != "rain"; };
  return !made.book.ambience.scene.recording.empty() ||
         std::any_of(made.timelines.begin(), made.timelines.end(), [&](const mix::Timeline& timeline) {
           return std::any_of(timeline.ambience.begin(), timeline.ambience.end(), is_recording);
         });
}

contents::CheckReport check_bed_repeats(const CheckContext& heard, const Limits& limits) {
  const Seconds limit = limits.ambience.repeated;
  contents::CheckReport check = begin_check(kBedRepeats, fmt::format("at most {:g} s", limit.value), "s");
  double most = 0;
  for (const AnalyzedChapter& listened : heard.chapters) {
    const analysis::ChapterAnalysis& chapter = listened.heard;
    most = std::max(most, chapter.repeated.value);
    if (chapter.repeated.value <= limit.value) continue;
    check.findings.push_back(fail(finding_at(listened, chapter.repeats_after,
                                             fmt::format("{:.0f} s of the bed come again after {:.2f} s",
                                                         chapter.repeated.value, chapter.repeats_after.value)),
                                  chapter.repeated.value));
  }
  check.number = most;
  finish(check, fmt::format("{:.1f} s", most));
  return check;
}

contents::CheckReport check_pumping(const CheckContext& heard, const Limits& limits) {
  const double limit = limits.ambience.pumping.value;
  contents::CheckReport check = begin_check(kPumping, fmt::format("at most {:g} LU", limit), "LU");
  for (const AnalyzedChapter& listened : heard.chapters) {
    const analysis::ChapterAnalysis& chapter = listened.heard;
    if (!chapter.bed_in_pauses || !chapter.bed_under_speech) continue;
    const double rise = (*chapter.bed_in_pauses - *chapter.bed_under_speech).value;
    check.number = std::max(rise, check.number.value_or(rise));
    if (rise <= limit) continue;
    check.findings.push_back(
        fail(finding_in(listened.report, fmt::format("rises by {:.1f} LU in short pauses", rise)), rise));
  }
  if (!check.number) {
    skip(check, "there is no short pause");
    return check;
  }
  finish(check, fmt::format("highest: {:+.1f} LU", *check.number));
  return check;
}

}  // namespace

std::vector<contents::CheckReport> ambience_checks(const CheckContext& heard, const Limits& limits) {
  if (heard.made.book.ambience.bed == "none") return {};
  std::vector<contents::CheckReport> checks = {check_over_bed(heard, limits), check_bed_heard(heard, limits),
                                               check_bed_level(heard, limits), check_bed_gaps(heard, limits)};
  // A recording of the user's own is looped on purpose.
  if (!has_recordings(heard.made)) checks.push_back(check_bed_repeats(heard, limits));
  checks.push_back(check_pumping(heard, limits));
  return checks;
}

}  // namespace sotto::checks
