#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "report/check_writing.h"
#include "report/script_checks.h"

namespace sotto {

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
    "Length, RMS level, silence before and after the sound, noise floor and bit rate of each chapter's file, decoded, "
    "against what the delivery profile asks.",
    "Run produce again with this profile; a chapter that is too long has to be divided in the manuscript."};

Finding failing(const ChapterReport& chapter, double value, std::string message) {
  Finding finding = finding_in(chapter, std::move(message));
  finding.value = value;
  finding.fails = true;
  return finding;
}

/// Whether the chapter has the profile's loudness, or comes as near to it as the range of its RMS level lets it: one of
/// a few sentences is pauses for the most part.
bool loud_as_asked(const ChapterReport& chapter, const DeliveryProfile& profile) {
  return std::fabs(missing_level(profile, chapter.measure).value) <= profile.tolerance.value;
}

CheckReport check_loudness(const ProductionReport& report, const DeliveryProfile& profile) {
  const double wanted = profile.loudness.value;
  CheckReport check = begin_check(kLoudness, fmt::format("{:g} +-{:g} LUFS", wanted, profile.tolerance.value), "LUFS");
  for (const ChapterReport& chapter : report.chapters) {
    if (chapter.lines.empty()) continue;  // a title alone is over before a level can be told
    const double loudness = chapter.measure.loudness.value;
    if (!check.number || std::fabs(loudness - wanted) > std::fabs(*check.number - wanted)) check.number = loudness;
    if (loud_as_asked(chapter, profile)) continue;
    check.findings.push_back(failing(chapter, loudness, fmt::format("{:.1f} LUFS", loudness)));
  }
  settle(check, check.number ? fmt::format("furthest off: {:.2f} LUFS", *check.number) : "no chapters");
  return check;
}

/// What a time must keep, and whether it does. A window of the meter is 10 ms.
void check_time(const ChapterReport& chapter, const char* what, Seconds time, const std::optional<AllowedTime>& allowed,
                std::vector<Finding>& findings) {
  constexpr double kWindow = 0.01;
  if (!allowed) return;
  if (time.value >= allowed->least.value - kWindow && time.value <= allowed->most.value + kWindow) return;
  findings.push_back(failing(chapter, time.value,
                             fmt::format("{:.2f} s of silence {}; {:g} to {:g} are asked for", time.value, what,
                                         allowed->least.value, allowed->most.value)));
}

CheckReport check_delivery(const ProductionReport& report, const DeliveryProfile& profile) {
  std::string limit = profile.name;
  if (profile.bit_rate > 0) limit += fmt::format(", {} kbit/s", profile.bit_rate);
  CheckReport check = begin_check(kDelivery, limit);
  for (const ChapterReport& chapter : report.chapters) {
    const MasterMeasure& m = chapter.measure;
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
  settle(check, report.chapters.empty() ? "no chapters" : fmt::format("{} off", check.findings.size()));
  return check;
}

CheckReport check_true_peak(const ProductionReport& report, const DeliveryProfile& profile) {
  CheckReport check = begin_check(kTruePeak, fmt::format("at most {:g} dBTP", profile.true_peak.value), "dBTP");
  for (const ChapterReport& chapter : report.chapters) {
    const double peak = chapter.measure.true_peak.value;
    check.number = std::max(peak, check.number.value_or(peak));
    if (peak <= profile.true_peak.value) continue;
    Finding finding = finding_in(chapter, fmt::format("{:.2f} dBTP", peak));
    finding.value = peak;
    finding.fails = true;
    check.findings.push_back(std::move(finding));
  }
  settle(check, check.number ? fmt::format("highest: {:.2f} dBTP", *check.number) : "no chapters");
  return check;
}

/// Chapters that do not keep the profile's loudness are that check's affair, and would only be told twice; those that
/// cannot keep it are nobody's.
CheckReport check_between_chapters(const ProductionReport& report, const DeliveryProfile& profile,
                                   const Limits& limits) {
  CheckReport check =
      begin_check(kBetweenChapters, fmt::format("at most {:g} LU", limits.loudness.between_chapters.value), "LU");
  std::vector<const ChapterReport*> chapters;
  for (const ChapterReport& chapter : report.chapters) {
    const Decibels off = chapter.measure.loudness - profile.loudness;
    if (std::fabs(off.value) <= profile.tolerance.value) chapters.push_back(&chapter);
  }
  const auto [least, most] =
      std::minmax_element(chapters.begin(), chapters.end(), [](const ChapterReport* a, const ChapterReport* b) {
        return a->measure.loudness.value < b->measure.loudness.value;
      });
  const double difference = chapters.empty() ? 0 : ((*most)->measure.loudness - (*least)->measure.loudness).value;
  // Half a hundredth for what rounding does.
  if (difference > limits.loudness.between_chapters.value + 0.005) {
    Finding finding = finding_in(**most, fmt::format("{:.2f} LU louder than chapter {}", difference, (*least)->number));
    finding.value = difference;
    finding.fails = true;
    check.findings.push_back(std::move(finding));
  }
  check.number = difference;
  settle(check, fmt::format("{:.2f} LU", difference));
  return check;
}

}  // namespace

std::vector<CheckReport> master_checks(const ProductionReport& report, const DeliveryProfile& profile,
                                       const Limits& limits) {
  return {check_loudness(report, profile), check_true_peak(report, profile), check_delivery(report, profile),
          check_between_chapters(report, profile, limits)};
}

std::vector<CheckReport> quick_checks(const std::vector<ChapterCompleteness>& chapters, const DeliveryProfile& profile,
                                      const ProductionReport& report, const Limits& limits) {
  std::vector<CheckReport> checks = completeness_checks(chapters, report, limits);
  for (CheckReport& check : master_checks(report, profile, limits)) checks.push_back(std::move(check));
  for (CheckReport& check : attribution_checks(report, limits)) checks.push_back(std::move(check));
  trim(checks);
  return checks;
}

}  // namespace sotto
