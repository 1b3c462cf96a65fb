#include "report/checks/check_registry.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <stdexcept>
#include <utility>

#include "shared/diagnostics.h"
#include "shared/strict_yaml.h"

namespace sotto::checks {

namespace {

constexpr const char* kLimitsFile = "checks/limits.yaml";

std::vector<LimitSpec> limits_of(const std::vector<Check>& checks) {
  std::vector<LimitSpec> specs;
  for (const Check& check : checks) specs.insert(specs.end(), check.limits.begin(), check.limits.end());
  return specs;
}

void put_in_order(std::vector<Check>& checks, const std::vector<std::string>& order) {
  const auto place = [&](const Check& check) { return std::find(order.begin(), order.end(), check.id); };
  std::stable_sort(checks.begin(), checks.end(), [&](const Check& a, const Check& b) { return place(a) < place(b); });
}

}  // namespace

CheckRegistry::CheckRegistry(std::vector<Check> checks, const std::string& limits_yaml)
    : checks_(std::move(checks)), limits_(limits_of(checks_)) {
  for (const Check& check : checks_) {
    if (find(check.id) != &check) throw std::logic_error(fmt::format("two checks are '{}'", check.id));
  }
  Diagnostics diagnostics;
  if (const auto file = YamlFile::parse(kLimitsFile, limits_yaml, diagnostics)) {
    std::vector<std::string> order;
    YamlMapping(*file, file->root(), "the limits").texts("checks", order);
    put_in_order(checks_, order);
    limits_.read(*file);
  }
  if (!diagnostics.empty()) throw std::logic_error(render(diagnostics));
  if (const auto missing = limits_.missing(); !missing.empty()) {
    throw std::logic_error(fmt::format("{} has no value for {}", kLimitsFile, fmt::join(missing, ", ")));
  }
}

const Check* CheckRegistry::find(std::string_view id) const {
  const auto found = std::find_if(checks_.begin(), checks_.end(), [&](const Check& check) { return check.id == id; });
  return found != checks_.end() ? &*found : nullptr;
}

const CheckRegistry& built_in_checks() {
  static const CheckRegistry registry(all_checks(), std::string(limits_yaml()));
  return registry;
}

}  // namespace sotto::checks
