#pragma once

/// A cover for a book that has none: its title and author over a drawing of its loudness, as PNG. Drawn with Cairo and
/// Pango: the same bytes each time on a machine that has the same fonts.

#include <string>
#include <vector>

namespace sotto::cover {

struct CoverText {
  std::string title;
  std::string author;
  std::string series;  ///< "Nights 2"; may be empty
};

/// Square, so that players and libraries show all of it.
inline constexpr int kCoverSize = 1400;

/// `levels`: how loud the book is from its beginning to its end; any number of values of at least 0, in any unit.
/// Throws MachineFailure.
std::string draw_cover(const CoverText& text, const std::vector<int>& levels);

inline constexpr int kCoverVersion = 1;

}  // namespace sotto::cover
