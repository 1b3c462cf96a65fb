#pragma once

/// What a change did to a text, so that it can be taken back although the text has changed elsewhere since.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/fields.h"

namespace sotto::studio {

/// Whole lines that took the place of others.
struct PatchHunk {
  std::size_t line = 0;  ///< where they stood, counted from 0
  std::string before;    ///< with their line ends
  std::string after;
  std::string above;  ///< the line above: tells the place of lines that are nothing now
  bool operator==(const PatchHunk&) const = default;
  static constexpr auto fields() {
    return std::tuple(field("line", &PatchHunk::line), field("before", &PatchHunk::before),
                      field("after", &PatchHunk::after), field("above", &PatchHunk::above));
  }
};

/// In order.
using TextPatch = std::vector<PatchHunk>;

TextPatch make_patch(std::string_view before, std::string_view after);

/// What takes it back.
TextPatch inverse(const TextPatch& patch);

/// The text with the change made; each hunk where it stood, else at the nearest place that says the same. Nothing where
/// there is no such place: somebody has changed these lines.
std::optional<std::string> apply_patch(std::string_view text, const TextPatch& patch);

}  // namespace sotto::studio
