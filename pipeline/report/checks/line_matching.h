#pragma once

/// Which lines of a chapter as it was are which lines of it as it is.

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace sotto::checks {

/// A line of the earlier chapter and the same one now, by index; one of them is absent where a line is gone, or is new.
using MatchedLine = std::pair<std::optional<std::size_t>, std::optional<std::size_t>>;

/// By what the lines say, in order: equal texts first, and between them those that have at least half of their words in
/// common, the first with the first. Every line of both is in the result once.
std::vector<MatchedLine> match_lines(const std::vector<std::string>& was, const std::vector<std::string>& is);

}  // namespace sotto::checks
