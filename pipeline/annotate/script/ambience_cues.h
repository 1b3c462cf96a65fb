#pragma once

/// Where the ambience changes in a script: what stored scripts say, carried over, and what the narration suggests.

#include <string_view>
#include <vector>

#include "annotate/document/chapters.h"
#include "annotate/document/manuscript.h"
#include "annotate/script/chapter_matching.h"
#include "annotate/script/script_yaml.h"

namespace sotto::script {

/// Gives the lines of `script` the changes that the stored scripts hold, wherever their lines stand now. A change that
/// a person wrote and whose line is gone is a warning, and kept under `unplaced:`; a mere proposal goes with its line.
/// Lines that no stored script knows get the proposals of `propose_ambience_cue`; so a proposal that somebody has
/// deleted does not come back.
void place_ambience_cues(const document::Manuscript& manuscript, const std::vector<document::Chapter>& chapters,
                         const std::vector<StoredChapter>& stored, const ChapterMatches& matches, Script& script,
                         Diagnostics& diagnostics);

/// Tells the proposals that no stored script has, each with its place in the story and its reason, and how many of all
/// nobody has confirmed. `folder`: where the scripts are, for a person.
void report_proposed_cues(const document::Manuscript& manuscript, const std::vector<StoredChapter>& stored,
                          const Script& script, const std::string& folder, Diagnostics& diagnostics);

/// What narration tells of the ambience: a window is opened, they go down the passage, it thunders. `guess` holds the
/// words that say so, and `at` the same where they are not in the first sentence. Nothing for narration that tells
/// nothing.
std::optional<document::AmbienceChange> propose_ambience_cue(std::string_view narration);

}  // namespace sotto::script
