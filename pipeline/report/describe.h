#pragma once

/// The part of a report that can be told without listening: who says what, when and why.

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "report/made_production.h"
#include "report/production.h"

namespace sotto {

/// What is told of one chapter by itself.
struct ToldChapter {
  std::vector<LineReport> lines;
  std::map<std::string, std::int64_t> speech;  ///< frames at kMasterRate that each speaker speaks
};

ToldChapter describe_chapter(const ScriptChapter& chapter, const PerformedChapter& performed, const Timeline& timeline,
                             const ManuscriptPlaces& places);

/// Chapters with their lines and words, the cast, and how it was made. `folder` is where the report will be; the
/// masters' paths are told from there. `chapters` are told already: the performance and the timelines of `made` are not
/// looked at.
ProductionReport describe(const MadeProduction& made, std::vector<ToldChapter> chapters,
                          const std::filesystem::path& folder);

/// The same of a production that holds all its chapters.
ProductionReport describe(const MadeProduction& made, const std::filesystem::path& folder);

}  // namespace sotto
