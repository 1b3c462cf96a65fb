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

CheckReport check_loudness(const ProductionReport& report, const DeliveryProfile& profile) {
  CheckReport check = begin_check(
      kLoudness, fmt::format("{:g} +-{:g} LUFS", profile.loudness.value, profile.loudness_tolerance.value), "LUFS");
  Decibels furthest;
  for (const ChapterReport& chapter : report.chapters) {
    const Decibels off = chapter.measure.loudness - profile.loudness;
    if (!check.number || std::fabs(off.value) > std::fabs(furthest.value)) {
      furthest = off;
      check.number = chapter.measure.loudness.value;
    }
    if (std::fabs(off.value) <= profile.loudness_tolerance.value) continue;
    Finding finding = finding_in(chapter, fmt::format("{:.1f} LUFS", chapter.measure.loudness.value));
    finding.value = chapter.measure.loudness.value;
    finding.fails = true;
    check.findings.push_back(std::move(finding));
  }
  settle(check, check.number ? fmt::format("furthest off: {:.2f} LUFS", *check.number) : "no chapters");
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

/// Chapters that do not keep the profile's loudness are that check's affair, and would only be told twice.
CheckReport check_between_chapters(const ProductionReport& report, const DeliveryProfile& profile,
                                   const Limits& limits) {
  CheckReport check =
      begin_check(kBetweenChapters, fmt::format("at most {:g} LU", limits.loudness.between_chapters.value), "LU");
  std::vector<const ChapterReport*> chapters;
  for (const ChapterReport& chapter : report.chapters) {
    const Decibels off = chapter.measure.loudness - profile.loudness;
    if (std::fabs(off.value) <= profile.loudness_tolerance.value) chapters.push_back(&chapter);
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
  return {check_loudness(report, profile), check_true_peak(report, profile),
          check_between_chapters(report, profile, limits)};
}

std::vector<CheckReport> quick_checks(const MadeProduction& made, const ProductionReport& report,
                                      const Limits& limits) {
  std::vector<CheckReport> checks = completeness_checks(made, report, limits);
  for (CheckReport& check : master_checks(report, made.profile, limits)) checks.push_back(std::move(check));
  for (CheckReport& check : attribution_checks(report, limits)) checks.push_back(std::move(check));
  trim(checks);
  return checks;
}

}  // namespace sotto
