#pragma once

/// What was changed from the studio, to be taken back and made again: a journal in the book's records, which a restart
/// does not lose.

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "studio/text_patch.h"

namespace sotto::studio {

/// What a change did to one file.
struct FilePatch {
  std::string file;  ///< the path as it was used
  TextPatch patch;
  bool operator==(const FilePatch&) const = default;
  static constexpr auto fields() {
    return std::tuple(field("file", &FilePatch::file), field("patch", &FilePatch::patch));
  }
};

struct Change {
  std::string what;  ///< for a person: "12 lines to Meg"
  std::vector<FilePatch> files;
  bool operator==(const Change&) const = default;
  static constexpr auto fields() { return std::tuple(field("what", &Change::what), field("files", &Change::files)); }
};

class History {
 public:
  static constexpr std::size_t kMost = 500;  ///< changes that are remembered from one run to the next

  /// Reads the journal; what of it is damaged (the machine stopped while it was written) is left out. Throws
  /// MachineFailure when the file cannot be written.
  explicit History(std::filesystem::path journal);

  /// The change that is taken back next, or made again; null where there is none.
  const Change* to_undo() const;
  const Change* to_redo() const;

  /// A new change: what was taken back before is forgotten.
  void add(Change change);
  void undone();
  void redone();

 private:
  void append(const std::string& line) const;

  std::filesystem::path journal_;
  std::vector<Change> changes_;
  std::size_t made_ = 0;  ///< so many of them are made; the others were taken back
};

}  // namespace sotto::studio
