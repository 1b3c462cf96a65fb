#pragma once

/// What the studio does to lines of a script, as a value: from a chapter to what it is to be.

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "annotate/script/script.h"

namespace sotto::studio {

/// A line as a page knows it. Somebody may have changed the script since: it is the line of this number if that still
/// says this, else the only one that does.
struct LineRef {
  int chapter = 0;  ///< number
  std::size_t line = 0;
  std::string say;
};

struct LineEdit {
  std::optional<std::string> who = {};  ///< a speaker's id
  std::optional<std::string> how = {};  ///< a delivery; empty: plain
  std::optional<bool> aloud = {};
  bool confirm = false;                      ///< the guess goes: it is right
  std::optional<std::string> ambience = {};  ///< as `- ambience:` has it; empty: none
};

/// Where the line is now; nothing when it is gone, or there are several.
std::optional<std::size_t> find_line(const script::ScriptChapter& chapter, const LineRef& ref);

/// Makes the edit at a line. False when it changes nothing.
bool edit_line(script::Line& line, const LineEdit& edit);

/// Cuts a line before byte `at` of what it says; the second half is said by `who`. Both are decided by a person from
/// here on, so that annotating again leaves them. False where there are no words on both sides.
bool split_line(script::ScriptChapter& chapter, std::size_t line, std::size_t at, const std::string& who);

/// Joins a line with the next one, which takes its speaker and delivery. False where there is none, or a scene ends
/// between them.
bool join_line(script::ScriptChapter& chapter, std::size_t line);

}  // namespace sotto::studio
