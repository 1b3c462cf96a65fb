#pragma once

/// `report.json`: a production's report for machines. `report.schema.json` beside this file documents every key.

#include <string>
#include <string_view>

#include "report/contents/report.h"
#include "shared/files.h"

namespace sotto::report {

/// Indented, the same bytes for the same report; numbers are rounded to what they mean.
std::string report_json(const contents::ProductionReport& report);
/// The same, chapter by chapter: that of a long book is large. `lines_of` gives the lines that the report does not
/// hold.
void report_json(const contents::ProductionReport& report, const Pieces& out, const contents::LinesOf& lines_of = {});

/// "passed", "noted", "failed", "skipped"
std::string_view verdict_name(contents::Verdict verdict);

}  // namespace sotto::report
