#pragma once

/// Deliveries against the same speaker's plain lines.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "report/checks/findings.h"

namespace sotto::checks {

/// What is wrong with a delivery; nothing where it keeps the limit.
using DeliveryFault = std::function<std::optional<std::string>(const contents::DeliveryReport&)>;

/// Judges the deliveries of these names (`{"whisper"}`), of every speaker who has them: a finding for each that is
/// wrong, at its first line. Ends the check.
void judge_deliveries(const ListeningContext& context, const std::vector<std::string>& names,
                      const DeliveryFault& fault_of, contents::CheckReport& check);

}  // namespace sotto::checks
