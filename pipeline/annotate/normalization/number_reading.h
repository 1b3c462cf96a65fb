#pragma once

/// Numbers as written, read aloud in their context: years, dates, money, times, measures, ranges.

#include <string>
#include <vector>

#include "annotate/normalization/tokenize.h"

namespace sotto::normalization {

/// What is said for the number at `index` of a sentence's pieces. A word beside it may be part of what the number says
/// ("14 July" is "the fourteenth of July"): see `verbalize_unit_after_number`.
std::string verbalize_number(const language::Language& language, const std::vector<WrittenToken>& pieces,
                             std::size_t index);

/// What is said for a word or sign whose meaning hangs on the number before it: "p.m.", "million" of "£2 million",
/// "km", "%". Empty where it is read like any other.
std::string verbalize_unit_after_number(const language::Language& language, const std::vector<WrittenToken>& pieces,
                                        std::size_t index);

/// "March", "Sept.": 1..12, or 0.
int month_number(const language::Language& language, const std::string& word);

}  // namespace sotto::normalization
