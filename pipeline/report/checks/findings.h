#pragma once

/// How a check writes down what it found.

#include <optional>
#include <string>
#include <vector>

#include "report/checks/check_context.h"
#include "report/contents/report.h"

namespace sotto::checks {

/// Ends a check: failed when a finding fails, noted when there are others, passed otherwise. Findings that fail
/// come first.
void finish(contents::CheckReport& check, std::string value);

/// Ends a check that could not be made.
void skip(contents::CheckReport& check, std::string why);

/// Keeps the first kMostFindings findings of each check; how many there were stays known.
void trim(std::vector<contents::CheckReport>& checks);

/// A finding at a line of a chapter.
contents::Finding finding_at(const contents::ChapterReport& chapter, std::size_t line, std::string message);
/// A finding at a time of a master; names the line that is heard then, or the one before.
contents::Finding finding_at(const AnalyzedChapter& chapter, Seconds time, std::string message);
/// A finding at a cue, where it is heard; names its line, or the title of the chapter.
contents::Finding finding_at_cue(const AnalyzedChapter& chapter, std::size_t cue, std::string message);
/// A finding about a chapter as a whole.
contents::Finding finding_in(const contents::ChapterReport& chapter, std::string message);
/// A finding at a line, or at the title of a chapter (synthesis::kTitle).
contents::Finding finding_at_line_or_title(const contents::ChapterReport& chapter, std::size_t line,
                                           std::string message);
/// The finding, as one for which the check falls short; `value`: what was measured there.
contents::Finding fail(contents::Finding finding, std::optional<double> value = {});

}  // namespace sotto::checks
