#pragma once

/// The scripts of the book that is open, as they are on the disk, and their changes. Whoever saves one of them, the
/// studio or an editor, nobody's edit is lost: a change is made of the text as it is at that moment.

#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "annotate/script/script_yaml.h"
#include "studio/files_change.h"
#include "studio/history.h"

namespace sotto::studio {

using ChapterPtr = std::shared_ptr<const script::StoredChapter>;

/// What became of a change.
struct Outcome {
  bool changed = false;
  std::set<int> chapters = {};  ///< numbers of those that changed
  std::string trouble = {};     ///< why it was not made, for a person
};

/// Changes a chapter; whether it did.
using ChapterEdit = std::function<bool(script::ScriptChapter&)>;

/// Safe to use from several threads.
class ScriptDesk {
 public:
  ScriptDesk(std::filesystem::path scripts, std::filesystem::path journal);

  std::vector<ChapterPtr> chapters() const;
  /// Null where there is none of this number.
  ChapterPtr chapter(int number) const;
  /// What is wrong with scripts that cannot be read now; they are shown as they were.
  std::vector<std::string> unreadable() const;
  std::string to_undo() const;
  std::string to_redo() const;

  /// Takes in what others have saved.
  Outcome reload();

  /// Edits chapters, and remembers it. `edit` is called again where somebody saves meanwhile.
  Outcome edit(const std::string& what, const std::set<int>& numbers, const ChapterEdit& edit);

  /// Changes of other files, with what followed from them in the scripts: written already, remembered as one.
  void remember(Change change);

  Outcome undo();
  Outcome redo();

 private:
  Outcome reload_locked();
  Outcome step(bool back);

  std::filesystem::path scripts_;
  mutable std::mutex mutex_;
  History history_;
  std::vector<ChapterPtr> chapters_;
  std::vector<std::string> unreadable_;
};

}  // namespace sotto::studio
