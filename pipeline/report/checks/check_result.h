#pragma once

/// How checks tell what they found.

#include <optional>
#include <string>
#include <vector>

#include "report/contents/report.h"

namespace sotto::checks {

/// What is the same on every run of a check.
struct CheckText {
  const char* id;
  const char* group;
  const char* name;
  const char* meaning;
  const char* hint;
};

/// A check that has found nothing yet.
contents::CheckReport begin_check(const CheckText& text, std::string limit = {}, std::string unit = {});

/// Ends a check: failed when a finding fails, noted when there are others, passed otherwise. Findings that fail
/// come first.
void finish(contents::CheckReport& check, std::string value);

/// Keeps the first findings of each check; how many there were stays known.
void trim(std::vector<contents::CheckReport>& checks);

/// Ends a check that could not be made.
void skip(contents::CheckReport& check, std::string why);

/// A finding at a line of a chapter.
contents::Finding finding_at(const contents::ChapterReport& chapter, std::size_t line, std::string message);
/// A finding at a time of a chapter; names the line that sounds then, or the one before.
contents::Finding finding_at(const contents::ChapterReport& chapter, Seconds time, std::string message);
/// A finding about a chapter as a whole.
contents::Finding finding_in(const contents::ChapterReport& chapter, std::string message);
/// The finding, as one for which the check falls short; `value`: what was measured there.
contents::Finding fail(contents::Finding finding, std::optional<double> value = {});

}  // namespace sotto::checks
