#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "report/check_writing.h"
#include "report/listening_checks.h"

namespace sotto {

namespace {

constexpr CheckText kSpeakers = {
    "speaker-levels", "loudness", "Speakers are as loud as one another",
    "The level of each speaker's plain lines, apart from what the voices' `level:` intends, against the middle one.",
    "Set `level:` in the voice's profile."};
constexpr CheckText kRange = {"loudness-range", "loudness", "Loudness range",
                              "The difference between soft and loud passages (EBU Tech 3342): too much of it, and a "
                              "listener in a train loses the "
                              "whispers.",
                              "Bring the deliveries' levels nearer to one another in the voice profiles."};
constexpr CheckText kLoudest = {"short-term", "loudness", "No passage jumps out",
                                "The loudest three seconds of each chapter against its integrated loudness.",
                                "Lower the level of that delivery in the voice's profile."};
constexpr CheckText kOverBed = {
    "speech-over-bed", "ambience", "Speech stands above the bed",
    "For each line, the loudness of the speech over that of everything else meanwhile.",
    "Lower `ambience: level`, or raise `duck`, in book.yaml; for a single delivery raise its level in the voice."};
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
constexpr CheckText kIntelligible = {
    "intelligibility", "intelligibility", "Every line can be understood",
    "Extended short-time objective intelligibility (Jensen and Taal 2016) of each line in the master against its dry "
    "take: 1 is untouched. The lowest come first.",
    "Lower the bed; take away low shelf or room from the voice; slow the delivery down."};

CheckReport check_speakers(const Heard& heard, const Limits& limits) {
  constexpr double kFewestSeconds = 3;
  const double limit = limits.loudness.between_speakers.value;
  CheckReport check = begin_check(kSpeakers, fmt::format("within {:g} LU of the middle", limit), "LU");
  std::map<std::string, std::pair<double, double>> sums;
  for (std::size_t i = 0; i < heard.chapters.size(); ++i) {
    // Chapters may differ by what the profile's tolerance allows; speakers are compared within them.
    const double chapter = heard.chapters[i].measure.loudness.value;
    for (std::size_t c = 0; c < heard.chapters[i].cues.size(); ++c) {
      const Cue& cue = heard.made.timelines[i].cues[c];
      const auto& level = heard.chapters[i].cues[c].level;
      if (!level || !cue.how.empty() || cue.line == kTitle) continue;
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
    Finding finding;
    finding.message =
        fmt::format("{} is {:.1f} LU {} than the middle", who, std::fabs(off), off > 0 ? "louder" : "softer");
    finding.value = off;
    finding.fails = true;
    check.findings.push_back(std::move(finding));
  }
  check.number = furthest;
  settle(check, fmt::format("furthest: {:+.1f} LU", furthest));
  return check;
}

CheckReport check_range(const Heard& heard, const Limits& limits) {
  CheckReport check = begin_check(kRange, fmt::format("at most {:g} LU", limits.loudness.range.value), "LU");
  for (std::size_t i = 0; i < heard.chapters.size(); ++i) {
    const double range = heard.chapters[i].measure.loudness_range.value;
    check.number = std::max(range, check.number.value_or(range));
    if (range <= limits.loudness.range.value) continue;
    Finding finding = finding_in(heard.report.chapters[i], fmt::format("{:.1f} LU", range));
    finding.value = range;
    finding.fails = true;
    check.findings.push_back(std::move(finding));
  }
  settle(check, check.number ? fmt::format("widest: {:.1f} LU", *check.number) : "no chapters");
  return check;
}

CheckReport check_loudest(const Heard& heard, const Limits& limits) {
  const double limit = limits.loudness.short_term.value;
  CheckReport check = begin_check(kLoudest, fmt::format("at most {:g} LU over the chapter", limit), "LU");
  for (std::size_t i = 0; i < heard.chapters.size(); ++i) {
    const Track& track = heard.chapters[i].short_term;
    if (track.values.empty()) continue;
    const auto loudest = std::max_element(track.values.begin(), track.values.end());
    const double over = static_cast<double>(*loudest) - heard.chapters[i].measure.loudness.value;
    check.number = std::max(over, check.number.value_or(over));
    if (over <= limit) continue;
    const Seconds at = track.step * static_cast<double>(loudest - track.values.begin());
    Finding finding = finding_at(heard.report.chapters[i], at, fmt::format("{:.1f} LU over the chapter", over));
    finding.value = over;
    finding.fails = true;
    check.findings.push_back(std::move(finding));
  }
  settle(check, check.number ? fmt::format("highest: {:.1f} LU", *check.number) : "no chapters");
  return check;
}

CheckReport check_over_bed(const Heard& heard, const Limits& limits) {
  const double limit = limits.ambience.speech_over_bed.value;
  CheckReport check = begin_check(kOverBed, fmt::format("at least {:g} LU", limit), "LU");
  for (const ChapterReport& chapter : heard.report.chapters) {
    for (std::size_t l = 0; l < chapter.lines.size(); ++l) {
      const auto& over = chapter.lines[l].over_bed;
      if (!over) continue;
      check.number = std::min(over->value, check.number.value_or(over->value));
      if (over->value >= limit) continue;
      const Seconds length = chapter.lines[l].end - chapter.lines[l].begin;
      const double slack = length.value < 1 ? limits.ambience.short_slack.value : 0;
      Finding finding = finding_at(chapter, l, fmt::format("{:.1f} LU over the bed", over->value));
      finding.value = over->value;
      finding.fails = over->value < limit - slack;
      check.findings.push_back(std::move(finding));
    }
  }
  std::stable_sort(check.findings.begin(), check.findings.end(),
                   [](const Finding& a, const Finding& b) { return *a.value < *b.value; });
  if (!check.number) {
    skip(check, "there is no bed");
    return check;
  }
  settle(check, fmt::format("lowest: {:.1f} LU", *check.number));
  return check;
}

CheckReport check_bed_gaps(const Heard& heard, const Limits& limits) {
  const Seconds limit = limits.ambience.gap;
  CheckReport check = begin_check(kBedGaps, fmt::format("at most {:g} ms", limit.value * 1000), "s");
  double longest = 0;
  for (std::size_t i = 0; i < heard.chapters.size(); ++i) {
    for (const HeardEvent& gap : heard.chapters[i].bed_gaps) {
      longest = std::max(longest, gap.length.value);
      if (gap.length.value <= limit.value) continue;
      Finding finding =
          finding_at(heard.report.chapters[i], gap.at, fmt::format("the bed is gone for {:.2f} s", gap.length.value));
      finding.value = gap.length.value;
      finding.fails = true;
      check.findings.push_back(std::move(finding));
    }
  }
  check.number = longest;
  settle(check, longest > 0 ? fmt::format("longest: {:.0f} ms", longest * 1000) : "none");
  return check;
}

bool has_recordings(const MadeProduction& made) {
  const auto is_recording = [](const AmbienceCue& cue) { return cue.change.bed && *cue.change.bed != "rain"; };
  return !made.book.ambience.scene.recording.empty() ||
         std::any_of(made.timelines.begin(), made.timelines.end(), [&](const Timeline& timeline) {
           return std::any_of(timeline.ambience.begin(), timeline.ambience.end(), is_recording);
         });
}

CheckReport check_bed_repeats(const Heard& heard, const Limits& limits) {
  const Seconds limit = limits.ambience.repeated;
  CheckReport check = begin_check(kBedRepeats, fmt::format("at most {:g} s", limit.value), "s");
  double most = 0;
  for (std::size_t i = 0; i < heard.chapters.size(); ++i) {
    const HeardChapter& chapter = heard.chapters[i];
    most = std::max(most, chapter.repeated.value);
    if (chapter.repeated.value <= limit.value) continue;
    Finding finding = finding_at(heard.report.chapters[i], chapter.repeats_after,
                                 fmt::format("{:.0f} s of the bed come again after {:.2f} s", chapter.repeated.value,
                                             chapter.repeats_after.value));
    finding.value = chapter.repeated.value;
    finding.fails = true;
    check.findings.push_back(std::move(finding));
  }
  check.number = most;
  settle(check, fmt::format("{:.1f} s", most));
  return check;
}

CheckReport check_pumping(const Heard& heard, const Limits& limits) {
  const double limit = limits.ambience.pumping.value;
  CheckReport check = begin_check(kPumping, fmt::format("at most {:g} LU", limit), "LU");
  for (std::size_t i = 0; i < heard.chapters.size(); ++i) {
    const HeardChapter& chapter = heard.chapters[i];
    if (!chapter.bed_in_pauses || !chapter.bed_under_speech) continue;
    const double rise = (*chapter.bed_in_pauses - *chapter.bed_under_speech).value;
    check.number = std::max(rise, check.number.value_or(rise));
    if (rise <= limit) continue;
    Finding finding = finding_in(heard.report.chapters[i], fmt::format("rises by {:.1f} LU in short pauses", rise));
    finding.value = rise;
    finding.fails = true;
    check.findings.push_back(std::move(finding));
  }
  if (!check.number) {
    skip(check, "there is no short pause");
    return check;
  }
  settle(check, fmt::format("highest: {:+.1f} LU", *check.number));
  return check;
}

/// The lines that are judged by one value: one long line, or all short ones of a speaker in a delivery.
struct Judged {
  std::vector<std::pair<const ChapterReport*, std::size_t>> lines;
  double sum = 0;  ///< value times duration
  double time = 0;
};

CheckReport check_intelligibility(const Heard& heard, const Limits& limits) {
  constexpr std::size_t kShown = 10;
  const auto& limit = limits.intelligibility;
  CheckReport check =
      begin_check(kIntelligible, fmt::format("at least {:g}; whispers {:g}", limit.estoi, limit.whisper));
  std::map<std::pair<std::string, std::string>, Judged> short_lines;
  std::vector<Judged> all;
  std::size_t measured = 0;
  for (const ChapterReport& chapter : heard.report.chapters) {
    for (std::size_t l = 0; l < chapter.lines.size(); ++l) {
      const LineReport& line = chapter.lines[l];
      if (!line.intelligibility) continue;
      ++measured;
      const Seconds length = line.end - line.begin;
      Judged& judged = length.value < limit.shortest.value ? short_lines[{line.who, line.how}] : all.emplace_back();
      judged.lines.emplace_back(&chapter, l);
      judged.sum += *line.intelligibility * length.value;
      judged.time += length.value;
    }
  }
  for (auto& [voice, judged] : short_lines) {
    // What is too short also together says nothing.
    if (judged.time >= limit.shortest.value) all.push_back(std::move(judged));
  }
  for (const Judged& judged : all) {
    const double mean = judged.sum / judged.time;
    for (const auto& [chapter, l] : judged.lines) {
      const LineReport& line = chapter->lines[l];
      const double value = *line.intelligibility;
      const double least = line.how == "whisper" ? limit.whisper : limit.estoi;
      check.number = std::min(mean, check.number.value_or(mean));
      Finding finding =
          finding_at(*chapter, l,
                     judged.lines.size() == 1 ? fmt::format("{:.3f}", value)
                                              : fmt::format("{:.3f}; {:.3f} with the other short lines", value, mean));
      finding.value = value;
      finding.fails = mean < least;
      check.findings.push_back(std::move(finding));
    }
  }
  std::stable_sort(check.findings.begin(), check.findings.end(),
                   [](const Finding& a, const Finding& b) { return *a.value < *b.value; });
  const auto failing = static_cast<std::size_t>(
      std::count_if(check.findings.begin(), check.findings.end(), [](const Finding& f) { return f.fails; }));
  std::stable_partition(check.findings.begin(), check.findings.end(), [](const Finding& f) { return f.fails; });
  if (check.findings.size() > std::max(failing, kShown)) check.findings.resize(std::max(failing, kShown));
  if (!check.number) {
    skip(check, "no line is long enough");
    return check;
  }
  settle(check, fmt::format("lowest of {} lines: {:.3f}", measured, *check.number));
  if (failing == 0) check.verdict = Verdict::passed;  // the worst ten are told also when they are good
  return check;
}

}  // namespace

std::vector<CheckReport> level_checks(const Heard& heard, const Limits& limits) {
  std::vector<CheckReport> checks = {check_speakers(heard, limits), check_range(heard, limits),
                                     check_loudest(heard, limits)};
  if (heard.made.book.ambience.bed != "none") {
    checks.push_back(check_over_bed(heard, limits));
    checks.push_back(check_bed_gaps(heard, limits));
    // A recording of the user's own is looped on purpose.
    if (!has_recordings(heard.made)) checks.push_back(check_bed_repeats(heard, limits));
    checks.push_back(check_pumping(heard, limits));
  }
  checks.push_back(check_intelligibility(heard, limits));
  return checks;
}

}  // namespace sotto
