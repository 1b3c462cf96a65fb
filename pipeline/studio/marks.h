#pragma once

/// Lines that somebody marked to come back to: a file in the book's records. The script does not have them, so that a
/// mark changes nothing that is made.

#include <filesystem>
#include <mutex>
#include <set>
#include <vector>

#include "annotate/script/script.h"
#include "studio/line_edits.h"

namespace sotto::studio {

/// Safe to use from several threads.
class Marks {
 public:
  /// Reads the file; one that is none has no marks.
  explicit Marks(std::filesystem::path file);

  /// Marks lines, or takes their marks away. Throws MachineFailure when the file cannot be written.
  void set(const script::ScriptChapter& chapter, const std::set<std::size_t>& lines, bool on);
  /// The marked lines of a chapter, as numbers. A mark of a line that is gone stands at the line in its place.
  std::set<std::size_t> in(const script::ScriptChapter& chapter) const;

 private:
  std::set<std::size_t> in_locked(const script::ScriptChapter& chapter) const;

  std::filesystem::path file_;
  mutable std::mutex mutex_;
  std::vector<LineRef> marks_;
};

}  // namespace sotto::studio
