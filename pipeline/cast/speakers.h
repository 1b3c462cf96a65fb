#pragma once

/// Who has to be cast, and what casting needs to know of them.

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "annotate/script/script.h"

namespace sotto::cast {

struct Speaker {
  std::string id;
  std::string name;
  language::Gender gender = language::Gender::unknown;
  std::string age;           ///< one of kAges as the text says it, or the name ("the old woman"); else empty
  std::string wanted_voice;  ///< as the book names it; empty: casting chooses
  std::size_t lines = 0;
  std::map<std::size_t, std::size_t> scenes;  ///< scene, counted through the script -> lines in it
};

/// All speakers of a script in order of their first line; the narrator first, also without any line. A scene ends at a
/// scene break and at a chapter's end.
std::vector<Speaker> speakers_of(const script::Script& script, const document::Book& book);

/// How much of two speakers' talk is heard side by side: over the scenes they share, the lines of the one who says less
/// there.
std::size_t lines_together(const Speaker& a, const Speaker& b);

}  // namespace sotto::cast
