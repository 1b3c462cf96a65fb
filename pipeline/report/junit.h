#pragma once

/// A report for CI: `junit.xml`, and a summary in Markdown.

#include <string>

#include "report/contents/report.h"

namespace sotto::report {

/// One test case for each check, its group the class; a check that falls short is a failure with its first findings,
/// one that was not made is skipped.
std::string junit_xml(const contents::ProductionReport& report);

/// What fell short, the chapters and the cast, for the summary of a job.
std::string markdown_summary(const contents::ProductionReport& report);

}  // namespace sotto::report
