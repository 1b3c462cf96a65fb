#include "report/checks/check_runner.h"

#include <fmt/format.h>

#include <string>
#include <variant>
#include <vector>

#include "report/checks/findings.h"
#include "report/checks/root_causes.h"

namespace sotto::checks {

namespace {

/// A publisher may want it so: " Or allow it: `signal: {hum: ...}` in limits.yaml beside the book's settings."
std::string way_to_allow(const std::vector<LimitSpec>& limits) {
  std::string keys;
  for (const LimitSpec& limit : limits) {
    const std::size_t point = limit.name.find('.');
    keys += fmt::format("{}`{}: {{{}: ...}}`", keys.empty() ? "" : " or ", limit.name.substr(0, point),
                        limit.name.substr(point + 1));
  }
  return keys.empty() ? "" : fmt::format(" Or allow it: {} in limits.yaml beside the book's settings.", keys);
}

/// A check that has found nothing yet.
contents::CheckReport begin(const Check& check) {
  contents::CheckReport report;
  report.id = check.id;
  report.group = check.group;
  report.name = check.name;
  report.meaning = check.meaning;
  report.hint = check.hint + way_to_allow(check.limits);
  report.unit = check.unit;
  return report;
}

contents::CheckReport run(const Check& check, const QuickCheck& quick, const std::vector<ChapterSummary>& chapters,
                          QuickContext context) {
  static const CheckSummary nothing;
  for (const ChapterSummary& chapter : chapters) {
    const auto summary = chapter.find(check.id);
    context.chapters.push_back(summary != chapter.end() ? &summary->second : &nothing);
  }
  contents::CheckReport report = begin(check);
  quick.judge(context, report);
  return report;
}

bool applies(const QuickCheck& quick, const QuickContext& context) {
  return quick.applies == nullptr || quick.applies(context);
}

contents::CheckReport run(const Check& check, const ListeningCheck& listening, const ListeningContext& context) {
  contents::CheckReport report = begin(check);
  listening.judge(context, report);
  if (context.chapters.empty() && !listening.without_masters) skip(report, "no chapter could be listened to");
  return report;
}

}  // namespace

ChapterSummary summarize_chapter(const PlannedChapter& chapter, const Limits& limits, const CheckRegistry& registry) {
  ChapterSummary summary;
  for (const Check& check : registry.checks()) {
    const auto* quick = std::get_if<QuickCheck>(&check.run);
    if (quick != nullptr && quick->summarize != nullptr) summary.emplace(check.id, quick->summarize(chapter, limits));
  }
  return summary;
}

std::vector<contents::CheckReport> quick_checks(const std::vector<ChapterSummary>& chapters,
                                                const publish::DeliveryProfile& profile,
                                                const contents::ProductionReport& report,
                                                const contents::LinesOf& lines_of, const Limits& limits,
                                                const CheckRegistry& registry) {
  std::vector<contents::CheckReport> reports;
  for (const Check& check : registry.checks()) {
    const auto* quick = std::get_if<QuickCheck>(&check.run);
    const QuickContext context{report, profile, lines_of, limits};
    if (quick == nullptr || !applies(*quick, context)) continue;
    reports.push_back(run(check, *quick, chapters, context));
  }
  trim(reports);
  return reports;
}

std::vector<contents::CheckReport> listening_checks(const std::vector<ChapterSummary>& chapters,
                                                    const ListeningContext& context, const CheckRegistry& registry) {
  const contents::LinesOf lines_of = [&](std::size_t chapter) { return context.report.chapters[chapter].lines; };
  std::vector<contents::CheckReport> reports;
  for (const Check& check : registry.checks()) {
    if (const auto* quick = std::get_if<QuickCheck>(&check.run)) {
      const QuickContext known{context.report, context.made.profile, lines_of, context.limits};
      if (applies(*quick, known)) reports.push_back(run(check, *quick, chapters, known));
    } else if (const auto* listening = std::get_if<ListeningCheck>(&check.run)) {
      if (listening->applies == nullptr || listening->applies(context)) {
        reports.push_back(run(check, *listening, context));
      }
    }
  }
  suppress_consequences(reports, registry);
  trim(reports);
  return reports;
}

std::vector<contents::CheckReport> golden_checks(const GoldenContext& context, const CheckRegistry& registry) {
  std::vector<contents::CheckReport> reports;
  for (const Check& check : registry.checks()) {
    const auto* golden = std::get_if<GoldenCheck>(&check.run);
    if (golden == nullptr) continue;
    golden->judge(context, reports.emplace_back(begin(check)));
  }
  return reports;
}

}  // namespace sotto::checks
