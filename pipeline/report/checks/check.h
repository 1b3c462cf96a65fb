#pragma once

/// A listening check as one value: what it is called, which limits it has, which other faults account for its
/// failures, and the function that judges.
///
/// Each check is one file of this folder, `<id>_check.cpp` (with `_` for `-`), that defines `Check <id>_check()`. The
/// build collects them (all_checks.cpp.in): nothing else has to know of a new one but `checks/limits.yaml`, which has
/// its place in the report and its limits.

#include <string>
#include <variant>
#include <vector>

#include "report/checks/check_context.h"
#include "report/checks/limits.h"
#include "report/contents/report.h"

namespace sotto::checks {

/// Where a failure of one check accounts for a failure of another.
enum class Reach {
  line,     ///< at the same line; where both name no line, in the same chapter
  beside,   ///< and at the lines before and after it
  chapter,  ///< in the same chapter
  book      ///< anywhere
};

/// A check whose failures come with those of another one.
struct CausalLink {
  std::string check;  ///< id of the other one
  Reach reach = Reach::line;
  /// The cause accounts for it also where the cause itself comes of something else. Otherwise only what is left of it
  /// counts, so that not everything ends up being accounted for.
  bool even_if_explained = false;
};

/// Judges what is known without listening, also right after a chapter was made.
struct QuickCheck {
  /// What has to be kept of a chapter's lines and words; nullptr: nothing, the report without its lines is enough.
  CheckSummary (*summarize)(const PlannedChapter& chapter, const Limits& limits) = nullptr;
  /// `chapters` has what `summarize` kept of each chapter.
  void (*judge)(const QuickContext& context, contents::CheckReport& check) = nullptr;
  /// Whether there is anything to check in this production; nullptr: always. If not, the report is without it.
  bool (*applies)(const QuickContext& context) = nullptr;
};

/// Judges what was measured of the masters. Without a master that could be analyzed it is skipped.
struct ListeningCheck {
  void (*judge)(const ListeningContext& context, contents::CheckReport& check) = nullptr;
  /// Whether there is anything to check in this production; nullptr: always. If not, the report is without it.
  bool (*applies)(const ListeningContext& context) = nullptr;
  /// It has something to say also when no master could be analyzed.
  bool without_masters = false;
};

/// Judges a production against the golden one.
struct GoldenCheck {
  void (*judge)(const GoldenContext& context, contents::CheckReport& check) = nullptr;
};

struct Check {
  std::string id;         ///< "bed-gaps"
  std::string group;      ///< "complete", "signal", "loudness", "ambience", "intelligibility", "voices", "deliveries",
                          ///< "attribution", "regression"
  std::string name;       ///< "The bed never stops"
  std::string meaning;    ///< one or two sentences for a person: what is measured, and what a listener would notice
  std::string hint = {};  ///< what to do when it falls short
  std::string unit = {};  ///< of its number: "LU"; empty: a bare number
  std::vector<LimitSpec> limits = {};         ///< that belong to it; it may read those of others, too
  std::vector<CausalLink> explained_by = {};  ///< checks whose failures account for its own, tried in this order
  std::vector<CausalLink> explains = {};      ///< the other way round, after those that the other check names itself
  std::variant<QuickCheck, ListeningCheck, GoldenCheck> run;
};

}  // namespace sotto::checks
