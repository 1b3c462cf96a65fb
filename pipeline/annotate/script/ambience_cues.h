#pragma once

/// Where the ambience changes in a script: what stored scripts say, carried over, and what the narration suggests.

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "annotate/document/chapters.h"
#include "annotate/document/manuscript.h"
#include "annotate/language/language.h"
#include "annotate/script/chapter_matching.h"
#include "annotate/script/script_yaml.h"

namespace sotto::script {

/// Gives the lines of `script` the changes that the stored scripts hold, wherever their lines stand now. A change that
/// a person wrote and whose line is gone is a warning, and kept under `unplaced:`; a mere proposal goes with its line.
/// Lines that no stored script knows get the proposals of `AmbienceCueFinder`; so a proposal that somebody has
/// deleted does not come back.
void place_ambience_cues(const document::Manuscript& manuscript, const std::vector<document::Chapter>& chapters,
                         const std::vector<StoredChapter>& stored, const ChapterMatches& matches, Script& script,
                         Diagnostics& diagnostics);

/// Reports the proposals that no stored script has, each with its place in the story and its reason, and how many in
/// all nobody has confirmed. `folder`: where the scripts are, for a person.
void report_proposed_cues(const document::Manuscript& manuscript, const std::vector<StoredChapter>& stored,
                          const Script& script, const std::string& folder, Diagnostics& diagnostics);

/// What two changes at one line come to: the second's, and what only the first has.
document::AmbienceChange both_changes(const document::AmbienceChange& first, document::AmbienceChange second);

/// Finds what narration tells of the ambience: a window is opened, they go down the passage, it thunders.
class AmbienceCueFinder {
 public:
  /// Words of one kind in a sentence, and words of another at most so many words after them.
  struct Sign {
    std::vector<std::string_view> first;
    std::vector<std::string_view> second;
    std::size_t reach = 0;
    document::AmbienceChange change;
  };

  /// `language` must outlive it.
  explicit AmbienceCueFinder(const language::Language& language);

  /// The change that the first sign which fits proposes. `guess` holds the words that say so, and `at` the same where
  /// they are not in the first sentence. Nothing for narration that tells nothing.
  std::optional<document::AmbienceChange> propose(std::string_view narration) const;

 private:
  const language::WordList& denials_;
  const language::WordList& going_out_;
  std::vector<Sign> signs_;
};

}  // namespace sotto::script
