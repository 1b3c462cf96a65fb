#pragma once

/// Which lines of a script are which lines of an earlier state of it.

#include <cstdint>
#include <vector>

#include "annotate/script/script.h"

namespace sotto::script {

/// For each line now, the index of the line before that it was, or kNoWord (word_alignment.h): in the same order, those
/// with the same words first, and between them those that have most of their words in common.
std::vector<std::uint32_t> align_lines(const std::vector<Line>& before, const std::vector<Line>& now);

}  // namespace sotto::script
