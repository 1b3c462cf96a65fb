#pragma once

/// Lines whose speakers were guessed, for the tests of the checks on attribution.

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "annotate/document/book.h"
#include "report/checks/checked_production.h"

namespace sotto::checks {

/// A line that somebody is guessed to say; or else somebody else.
inline contents::LineReport guessed(std::string who, double confidence = 0.99, std::string second = {}) {
  contents::LineReport line;
  line.who = std::move(who);
  line.text = "Yes.";
  line.guessed = line.who != document::kNarrator;
  line.confidence = confidence;
  line.second = std::move(second);
  return line;
}

/// A chapter of these lines, with a cast of those who speak in it.
inline CheckedProduction attributed(std::vector<contents::LineReport> lines) {
  CheckedProduction book({});
  std::map<std::string, std::size_t> counts;
  for (const contents::LineReport& line : lines) ++counts[line.who];
  book.chapter().lines = std::move(lines);
  for (const auto& [who, count] : counts) {
    contents::CastReport& speaker = book.report.cast.emplace_back();
    speaker.id = speaker.name = who;
    speaker.lines = count;
  }
  return book;
}

}  // namespace sotto::checks
