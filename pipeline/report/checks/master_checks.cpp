#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "report/checks/chapter_summary.h"
#include "report/checks/check_result.h"
#include "shared/text.h"

namespace sotto::checks {

namespace {

constexpr CheckText kLoudness = {
    "loudness", "loudness", "Chapters have the profile's loudness",
    "Integrated loudness of each chapter (ITU-R BS.1770-4) against what the delivery profile asks.",
    "Run produce again; if it stays, look at how much the limiter takes off."};

constexpr CheckText kTruePeak = {
    "true-peak", "loudness", "No peak over the profile's ceiling",
    "The largest true peak, also between samples (ITU-R BS.1770-4, annex 2): what lies above distorts in players and "
    "encoders.",
    "Run produce again, so that the limiter sees the chapter."};

constexpr CheckText kBetweenChapters = {
    "chapter-to-chapter", "loudness", "Chapters are as loud as one another",
    "The difference between the loudest and the softest chapter: nobody should reach for the volume between two.",
    "Run produce again for the chapters that stand out."};

constexpr CheckText kDelivery = {
    "delivery", "loudness", "Files are as the profile asks",
    "Format, sampling rate and channels of each chapter's file; and of its sound, decoded, the length, RMS level, "
    "silence "
    "before and after, noise floor and bit rate: against what the delivery profile asks.",
    "Run produce again with this profile; a chapter that is too long has to be divided in the manuscript."};

/// What is told where there is nothing to tell.
constexpr const char* kNothing = "no chapter could be measured";

contents::Finding failing(const contents::ChapterReport& chapter, double value, std::string message) {
  return fail(finding_in(chapter, std::move(message)), value);
}

/// Whether the chapter has the profile's loudness, or comes as near to it as the range of its RMS level lets it: one of
/// a few sentences is pauses for the most part.
bool loud_as_asked(const contents::ChapterReport& chapter, const publish::DeliveryProfile& profile) {
  return std::fabs(publish::missing_level(profile, chapter.measure).value) <= profile.tolerance.value;
}

contents::CheckReport check_loudness(const contents::ProductionReport& report,
                                     const publish::DeliveryProfile& profile) {
  const double wanted = profile.loudness.value;
  contents::CheckReport check =
      begin_check(kLoudness, fmt::format("{:g} +-{:g} LUFS", wanted, profile.tolerance.value), "LUFS");
  for (const contents::ChapterReport& chapter : report.chapters) {
    if (!chapter.measured()) continue;
    if (chapter.line_count() == 0) continue;  // a title alone is over before a level can be told
    const double loudness = chapter.measure.loudness.value;
    if (!check.number || std::fabs(loudness - wanted) > std::fabs(*check.number - wanted)) check.number = loudness;
    if (loud_as_asked(chapter, profile)) continue;
    check.findings.push_back(failing(chapter, loudness, fmt::format("{:.1f} LUFS", loudness)));
  }
  if (check.number) {
    finish(check, fmt::format("furthest off: {:.2f} LUFS", *check.number));
  } else {
    skip(check, kNothing);
  }
  return check;
}

/// What a time must keep, and whether it does. A window of the meter is 10 ms.
void check_time(const contents::ChapterReport& chapter, const char* what, Seconds time,
                const std::optional<publish::AllowedTime>& allowed, std::vector<contents::Finding>& findings) {
  constexpr double kWindow = 0.01;
  if (!allowed) return;
  if (time.value >= allowed->least.value - kWindow && time.value <= allowed->most.value + kWindow) return;
  findings.push_back(failing(chapter, time.value,
                             fmt::format("{:.2f} s of silence {}; {:g} to {:g} are asked for", time.value, what,
                                         allowed->least.value, allowed->most.value)));
}

contents::CheckReport check_delivery(const contents::ProductionReport& report,
                                     const publish::DeliveryProfile& profile) {
  const SoundForm form = publish::form_of(profile);
  std::string limit = fmt::format("{}: {}", profile.name, in_words(form));
  if (profile.bit_rate > 0) limit += fmt::format(", {} kbit/s", profile.bit_rate);
  contents::CheckReport check = begin_check(kDelivery, limit);
  for (const contents::ChapterReport& chapter : report.chapters) {
    if (chapter.form && *chapter.form != form) {
      check.findings.push_back(
          fail(finding_in(chapter, fmt::format("{}, not {}", in_words(*chapter.form), in_words(form)))));
    }
    if (!chapter.measured()) continue;
    const publish::MasterMeasure& m = chapter.measure;
    check_time(chapter, "before the first sound", m.levels.head, profile.head, check.findings);
    check_time(chapter, "after the last sound", m.levels.tail, profile.tail, check.findings);
    if (profile.rms && (m.levels.rms < profile.rms->least || m.levels.rms > profile.rms->most)) {
      check.findings.push_back(
          failing(chapter, m.levels.rms.value,
                  fmt::format("a level of {:.1f} dB RMS; {:g} to {:g} are asked for", m.levels.rms.value,
                              profile.rms->least.value, profile.rms->most.value)));
    }
    if (profile.noise_floor && m.levels.floor > *profile.noise_floor) {
      check.findings.push_back(failing(chapter, m.levels.floor.value,
                                       fmt::format("a noise floor of {:.1f} dB RMS; at most {:g} is asked for",
                                                   m.levels.floor.value, profile.noise_floor->value)));
    }
    if (profile.longest && m.duration > *profile.longest) {
      check.findings.push_back(failing(chapter, m.duration.value,
                                       fmt::format("{:.1f} minutes long; at most {:g} are asked for",
                                                   m.duration.value / 60, profile.longest->value / 60)));
    }
    if (m.bit_rate != profile.bit_rate) {
      check.findings.push_back(
          failing(chapter, m.bit_rate, fmt::format("{} kbit/s; {} are asked for", m.bit_rate, profile.bit_rate)));
    }
  }
  const bool known =
      std::any_of(report.chapters.begin(), report.chapters.end(),
                  [](const contents::ChapterReport& chapter) { return chapter.measured() || chapter.form; });
  if (known) {
    finish(check, fmt::format("{} off", check.findings.size()));
  } else {
    skip(check, kNothing);
  }
  return check;
}

contents::CheckReport check_true_peak(const contents::ProductionReport& report,
                                      const publish::DeliveryProfile& profile) {
  contents::CheckReport check =
      begin_check(kTruePeak, fmt::format("at most {:g} dBTP", profile.true_peak.value), "dBTP");
  for (const contents::ChapterReport& chapter : report.chapters) {
    if (!chapter.measured()) continue;
    const double peak = chapter.measure.true_peak.value;
    check.number = std::max(peak, check.number.value_or(peak));
    if (peak <= profile.true_peak.value) continue;
    check.findings.push_back(failing(chapter, peak, fmt::format("{:.2f} dBTP", peak)));
  }
  if (check.number) {
    finish(check, fmt::format("highest: {:.2f} dBTP", *check.number));
  } else {
    skip(check, kNothing);
  }
  return check;
}

/// The chapter that stands out is the one that is further from the middle one. Chapters whose RMS level does not let
/// them have the profile's loudness cannot be helped, and are left out.
contents::CheckReport check_between_chapters(const contents::ProductionReport& report,
                                             const publish::DeliveryProfile& profile, const Limits& limits) {
  contents::CheckReport check =
      begin_check(kBetweenChapters, fmt::format("at most {:g} LU", limits.loudness.between_chapters.value), "LU");
  const auto loudness = [](const contents::ChapterReport* chapter) { return chapter->measure.loudness.value; };
  std::vector<const contents::ChapterReport*> chapters;
  std::size_t held_back = 0;
  for (const contents::ChapterReport& chapter : report.chapters) {
    if (!chapter.measured() || chapter.line_count() == 0) continue;
    const bool off = std::fabs(loudness(&chapter) - profile.loudness.value) > profile.tolerance.value;
    if (off && loud_as_asked(chapter, profile)) {
      ++held_back;
    } else {
      chapters.push_back(&chapter);
    }
  }
  if (chapters.size() < 2) {
    skip(check, "there are no two chapters to compare");
    return check;
  }
  std::stable_sort(chapters.begin(), chapters.end(), [&](auto* a, auto* b) { return loudness(a) < loudness(b); });
  const double middle = (loudness(chapters[(chapters.size() - 1) / 2]) + loudness(chapters[chapters.size() / 2])) / 2;
  const contents::ChapterReport* softest = chapters.front();
  const contents::ChapterReport* loudest = chapters.back();
  const double difference = loudness(loudest) - loudness(softest);
  // Half a hundredth for what rounding does.
  if (difference > limits.loudness.between_chapters.value + 0.005) {
    // Of two, the one that is further from what is asked.
    const double reference = chapters.size() > 2 ? middle : profile.loudness.value;
    const bool above = loudness(loudest) - reference >= reference - loudness(softest);
    check.findings.push_back(failing(above ? *loudest : *softest, difference,
                                     fmt::format("{:.2f} LU {} than chapter {}", difference,
                                                 above ? "louder" : "softer", (above ? softest : loudest)->number)));
  }
  check.number = difference;
  std::string value = fmt::format("{:.2f} LU", difference);
  if (held_back > 0) value += fmt::format("; {} left out, held by the RMS level", counted(held_back, "chapter"));
  finish(check, std::move(value));
  return check;
}

}  // namespace

std::vector<contents::CheckReport> master_checks(const contents::ProductionReport& report,
                                                 const publish::DeliveryProfile& profile, const Limits& limits) {
  return {check_loudness(report, profile), check_true_peak(report, profile), check_delivery(report, profile),
          check_between_chapters(report, profile, limits)};
}

std::vector<contents::CheckReport> quick_checks(const std::vector<ChapterSummary>& chapters,
                                                const publish::DeliveryProfile& profile,
                                                const contents::ProductionReport& report,
                                                const contents::LinesOf& lines_of, const Limits& limits) {
  std::vector<contents::CheckReport> checks = completeness_checks(chapters, report, lines_of, limits);
  for (contents::CheckReport& check : master_checks(report, profile, limits)) checks.push_back(std::move(check));
  for (contents::CheckReport& check : attribution_checks(chapters, report, limits)) checks.push_back(std::move(check));
  trim(checks);
  return checks;
}

}  // namespace sotto::checks
