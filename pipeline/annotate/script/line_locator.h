#pragma once

/// Finds stored lines in a manuscript that has changed since.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "annotate/script/word_alignment.h"

namespace sotto::script {

/// A stored line as words `begin`..`end` of all stored words.
struct StoredLine {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool apart = false;  ///< stands outside the reading order (it lost its place before): its neighbours tell nothing
};

/// Where a stored line was found: words `first`..`last` of the manuscript are its own; it may reach from `low` to
/// before `high`, words that belong to no other stored line. `before` and `after` of its own words at either end were
/// not found.
struct LineLocation {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  std::uint32_t low = 0;
  std::uint32_t high = 0;
  std::uint32_t before = 0;
  std::uint32_t after = 0;
};

/// Aligns once, then answers for each line.
class LineLocator {
 public:
  /// `ordered`: how many of the stored words stand in reading order; those after belong to lines apart.
  LineLocator(std::vector<std::uint32_t> stored, std::size_t ordered, std::vector<std::uint32_t> manuscript);

  /// The line's place, or nothing. A line that is not where the order of the script has it is looked for among the
  /// words of the manuscript that are nobody else's.
  std::optional<LineLocation> find(const StoredLine& line);

 private:
  void join(std::size_t stored, std::uint32_t manuscript);
  void part(std::size_t stored);
  bool is_in_run_of(std::size_t length, std::size_t stored) const;
  void gather(const StoredLine& line);
  std::optional<LineLocation> place(const StoredLine& line, std::size_t context) const;
  void look_elsewhere(const StoredLine& line);

  std::vector<std::uint32_t> stored_;
  std::size_t ordered_;
  std::vector<std::uint32_t> manuscript_;
  std::vector<std::uint32_t> partners_;  ///< of stored words
  std::vector<std::uint32_t> owners_;    ///< the other way: stored words of those of the manuscript
  bool indexed_ = false;
  /// Of three words that were free when first asked for: their hash and where they stand, sorted.
  std::vector<std::pair<std::uint64_t, std::uint32_t>> runs_;
};

}  // namespace sotto::script
