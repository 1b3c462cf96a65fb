#pragma once

/// How checks tell what they found.

#include <optional>
#include <string>
#include <vector>

#include "report/contents/report.h"

namespace sotto {

/// What is the same on every run of a check.
struct CheckText {
  const char* id;
  const char* group;
  const char* name;
  const char* meaning;
  const char* hint;
};

/// A check that has found nothing yet.
CheckReport begin_check(const CheckText& text, std::string limit = {}, std::string unit = {});

/// Ends a check: failed when a finding fails, noted when there are others, passed otherwise. Findings that fail
/// come first.
void settle(CheckReport& check, std::string value);

/// Keeps the first findings of each check; how many there were stays known.
void trim(std::vector<CheckReport>& checks);

/// Ends a check that could not be made.
void skip(CheckReport& check, std::string why);

/// A finding at a line of a chapter.
Finding finding_at(const ChapterReport& chapter, std::size_t line, std::string message);
/// A finding at a time of a chapter; names the line that sounds then, or the one before.
Finding finding_at(const ChapterReport& chapter, Seconds time, std::string message);
/// A finding about a chapter as a whole.
Finding finding_in(const ChapterReport& chapter, std::string message);
/// The finding, as one for which the check falls short; `value`: what was measured there.
Finding failing(Finding finding, std::optional<double> value = {});

}  // namespace sotto
