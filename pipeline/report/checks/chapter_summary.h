#pragma once

/// What the quick checks keep of one chapter, so that nobody has to hold the lines and words of a whole book. Plain
/// data: no check has a type of its own here.

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "report/contents/report.h"

namespace sotto::checks {

/// What was measured of a line, to be compared with other chapters' lines.
struct LineValue {
  std::uint32_t line = 0;   ///< index into the chapter's lines
  std::uint32_t voice = 0;  ///< index into CheckSummary::voices
  double value = 0;
};

/// What one check keeps of one chapter. What is counted and measured is the check's own affair.
struct CheckSummary {
  std::vector<contents::Finding> findings;
  std::size_t examined = 0;  ///< how many things were looked at
  std::size_t lost = 0;      ///< how many of them are missing
  std::vector<LineValue> values;
  std::vector<std::pair<std::string, std::string>> voices;  ///< speaker and delivery
};

/// By the id of the check.
using ChapterSummary = std::map<std::string, CheckSummary, std::less<>>;

}  // namespace sotto::checks
