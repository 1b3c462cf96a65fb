#include "report/checks/delivery_findings.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace sotto::checks {

namespace {

contents::Finding at_first_line(const std::vector<AnalyzedChapter>& chapters, const contents::DeliveryReport& delivery,
                                std::string message) {
  for (const AnalyzedChapter& chapter : chapters) {
    const std::vector<contents::LineReport>& lines = chapter.report.lines;
    const auto line = std::find_if(lines.begin(), lines.end(), [&](const contents::LineReport& l) {
      return l.who == delivery.who && l.how == delivery.how;
    });
    if (line == lines.end()) continue;
    return finding_at(chapter.report, static_cast<std::size_t>(line - lines.begin()), std::move(message));
  }
  contents::Finding nowhere;
  nowhere.message = std::move(message);
  return nowhere;
}

}  // namespace

void judge_deliveries(const ListeningContext& context, const std::vector<std::string>& names,
                      const DeliveryFault& fault_of, contents::CheckReport& check) {
  std::size_t compared = 0;
  for (const contents::DeliveryReport& delivery : context.report.deliveries) {
    if (std::find(names.begin(), names.end(), delivery.how) == names.end()) continue;
    ++compared;
    const auto fault = fault_of(delivery);
    if (!fault) continue;
    const std::string message = fmt::format("{}, {}: {}", delivery.who, delivery.how, *fault);
    check.findings.push_back(fail(at_first_line(context.chapters, delivery, message)));
  }
  if (compared == 0) {
    skip(check, "there are none to compare");
    return;
  }
  finish(check, fmt::format("{} compared", compared));
}

}  // namespace sotto::checks
