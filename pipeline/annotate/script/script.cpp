#include "annotate/script/script.h"

#include <algorithm>

namespace sotto {

bool Line::corrected() const {
  if (guess) return who != guess->who || how != guess->how;
  return who != kNarrator || !how.empty();
}

const Character* Script::character(std::string_view id) const {
  const auto found = std::find_if(cast.begin(), cast.end(), [&](const Character& c) { return c.id == id; });
  return found == cast.end() ? nullptr : &*found;
}

}  // namespace sotto
