#pragma once

/// All listening checks, in the order of the report, with their limits.

#include <string>
#include <string_view>
#include <vector>

#include "report/checks/check.h"
#include "report/checks/limits.h"

namespace sotto::checks {

class CheckRegistry {
 public:
  /// `limits_yaml` is a text like `checks/limits.yaml`: `checks` lists ids in the order of the report, and the rest
  /// gives every limit of the checks its value. Checks that are not listed come last. Throws std::logic_error when the
  /// text is wrong, a limit has no value, or two checks have one id or one limit.
  CheckRegistry(std::vector<Check> checks, const std::string& limits_yaml);

  const std::vector<Check>& checks() const { return checks_; }
  /// By its id; nullptr: there is none.
  const Check* find(std::string_view id) const;
  const Limits& limits() const { return limits_; }

 private:
  std::vector<Check> checks_;
  Limits limits_;
};

/// The checks of the program with the limits of `checks/limits.yaml`.
const CheckRegistry& built_in_checks();

/// What the registry is made of; the build writes it (all_checks.cpp.in).
std::vector<Check> all_checks();
std::string_view limits_yaml();

}  // namespace sotto::checks
