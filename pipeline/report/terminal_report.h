#pragma once

/// A production's report for people at a terminal.

#include <cstddef>
#include <string>

#include "report/contents/report.h"

namespace sotto::report {

/// Chapters, speakers, and what falls short or wants a look, `columns` wide.
std::string report_table(const contents::ProductionReport& report, std::size_t columns);

/// Every check with its value, its limit, and the first of what it found.
std::string checks_table(const contents::ProductionReport& report, std::size_t columns);

}  // namespace sotto::report
