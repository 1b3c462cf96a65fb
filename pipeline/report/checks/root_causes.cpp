// Each check's findings are compared with those of the checks that may account for them. Those are decided first, so
// that a finding is attributed only to one that is not itself a consequence: where a chapter was turned up until it
// clipped, the clipping follows from the loudness, and not the loudness from a line that the clipping made softer.

#include "report/checks/root_causes.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "report/checks/findings.h"

namespace sotto::checks {

namespace {

bool accounts_for(const contents::Finding& cause, const contents::Finding& effect, Reach reach) {
  if (!cause.fails) return false;
  if (reach == Reach::book) return true;
  if (cause.chapter != effect.chapter) return false;
  if (reach == Reach::chapter || cause.line == effect.line) return true;
  if (reach == Reach::line || !cause.line || !effect.line) return false;
  return std::max(*cause.line, *effect.line) - std::min(*cause.line, *effect.line) == 1;
}

class Suppression {
 public:
  Suppression(std::vector<contents::CheckReport>& reports, const CheckRegistry& registry)
      : reports_(reports), as_found_(reports) {
    for (const Check& check : registry.checks()) {
      std::vector<CausalLink>& causes = causes_[check.id];
      causes.insert(causes.begin(), check.explained_by.begin(), check.explained_by.end());
      for (const CausalLink& link : check.explains) {
        causes_[link.check].push_back({check.id, link.reach, link.even_if_explained});
      }
    }
  }

  void run() {
    for (contents::CheckReport& report : reports_) settle(report);
  }

 private:
  void settle(contents::CheckReport& effect) {
    if (!settled_.insert(effect.id).second) return;
    for (const CausalLink& link : causes_[effect.id]) {
      if (contents::CheckReport* cause = find(reports_, link.check); cause != nullptr && !link.even_if_explained) {
        settle(*cause);
      }
    }
    for (const CausalLink& link : causes_[effect.id]) {
      if (const contents::CheckReport* cause = find(link.even_if_explained ? as_found_ : reports_, link.check)) {
        suppress(effect, *cause, link.reach);
      }
    }
  }

  static contents::CheckReport* find(std::vector<contents::CheckReport>& reports, const std::string& id) {
    const auto found =
        std::find_if(reports.begin(), reports.end(), [&](const auto& report) { return report.id == id; });
    return found != reports.end() ? &*found : nullptr;
  }

  static void suppress(contents::CheckReport& effect, const contents::CheckReport& cause, Reach reach) {
    if (cause.verdict != contents::Verdict::failed || effect.verdict != contents::Verdict::failed) return;
    for (contents::Finding& finding : effect.findings) {
      const bool accounted =
          std::any_of(cause.findings.begin(), cause.findings.end(),
                      [&](const contents::Finding& other) { return accounts_for(other, finding, reach); });
      if (!finding.fails || !accounted) continue;
      finding.fails = false;
      finding.message += fmt::format(" (see: {})", cause.name);
    }
    finish(effect, effect.value);
  }

  std::vector<contents::CheckReport>& reports_;
  std::vector<contents::CheckReport> as_found_;
  std::map<std::string, std::vector<CausalLink>> causes_;  ///< by the id of the effect
  std::set<std::string> settled_;                          ///< ids; also those that are being settled
};

}  // namespace

void suppress_consequences(std::vector<contents::CheckReport>& reports, const CheckRegistry& registry) {
  const auto failed = [](const contents::CheckReport& report) { return report.verdict == contents::Verdict::failed; };
  if (std::count_if(reports.begin(), reports.end(), failed) > 1) Suppression(reports, registry).run();
}

}  // namespace sotto::checks
