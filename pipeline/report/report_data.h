#pragma once

/// `report.json`: a production's report for machines. `report.schema.json` beside this file documents every key.

#include <string>
#include <string_view>

#include "report/production.h"

namespace sotto {

/// Indented, the same bytes for the same report; numbers are rounded to what they mean.
std::string report_json(const ProductionReport& report);

/// "passed", "noted", "failed", "skipped"
std::string_view verdict_name(Verdict verdict);

}  // namespace sotto
