#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "report/checks/check.h"
#include "report/checks/findings.h"

namespace sotto::checks {

namespace {

/// A sound may be louder or softer by this much than its master, once it is decoded: an encoder changes next to
/// nothing.
constexpr Decibels kEncodersShare{0.3};

/// A finding at a chapter of a file.
contents::Finding finding_of(const contents::FileReport& file, int chapter, const std::string& what) {
  contents::Finding finding;
  finding.chapter = chapter;
  finding.message = fmt::format("{}: {}", std::filesystem::path(file.path).filename().string(), what);
  return finding;
}

void judge_files(const QuickContext& context, contents::CheckReport& check) {
  const publish::DeliveryProfile& profile = context.profile;
  check.limit =
      fmt::format("at most {:g} dBTP, {:g} LU from the master", profile.true_peak.value, kEncodersShare.value);
  for (const contents::FileReport& file : context.report.files) {
    if (!file.fault.empty()) check.findings.push_back(fail(finding_of(file, 0, file.fault)));
    for (const contents::EncodedChapterReport& chapter : file.chapters) {
      const double peak = chapter.measure.true_peak.value;
      check.number = std::max(peak, check.number.value_or(peak));
      if (peak > profile.true_peak.value) {
        check.findings.push_back(fail(finding_of(file, chapter.number, fmt::format("{:.2f} dBTP", peak)), peak));
      }
      const auto master = std::find_if(context.report.chapters.begin(), context.report.chapters.end(),
                                       [&](const auto& c) { return c.number == chapter.number; });
      if (master == context.report.chapters.end() || !master->measured()) continue;
      const double off = (chapter.measure.loudness - master->measure.loudness).value;
      if (std::fabs(off) <= kEncodersShare.value) continue;
      check.findings.push_back(
          fail(finding_of(file, chapter.number, fmt::format("{:+.1f} LU from its master", off)), off));
    }
  }
  const std::string files = fmt::format("{} made of the masters", context.report.files.size());
  finish(check, check.number ? fmt::format("{}, highest: {:.2f} dBTP", files, *check.number) : files);
}

bool applies(const QuickContext& context) { return !context.report.files.empty(); }

}  // namespace

Check files_check() {
  return {
      .id = "files",
      .group = "loudness",
      .name = "Encoded files sound as the masters do",
      .meaning =
          "Loudness and true peak of every chapter in every file that was made of the masters (M4B, read-along ...), "
          "decoded: an encoder moves peaks, and what is over the ceiling distorts in players.",
      .hint = "Run produce again, with the same --format: the files are made anew from the masters.",
      .unit = "dBTP",
      .explained_by = {{"masters", Reach::book}},
      .run = QuickCheck{.judge = judge_files, .applies = applies}};
}

}  // namespace sotto::checks
