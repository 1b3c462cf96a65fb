#pragma once

/// Where the ambience changes in a script: what stored scripts say, carried over, and what the narration suggests.

#include <string_view>
#include <vector>

#include "annotate/script/script_file.h"

namespace sotto {

/// Gives the lines of `script` the changes that the stored scripts hold, wherever their lines stand now. A change that
/// a person wrote and whose line is gone is a warning, and kept under `unplaced:`; a mere proposal goes with its line.
/// Lines that no stored script knows get the proposals of `propose_change`; so a proposal that somebody has deleted
/// does not come back.
void place_ambience(const Manuscript& manuscript, const std::vector<Chapter>& chapters,
                    const std::vector<StoredChapter>& stored, Script& script, Diagnostics& diagnostics);

/// What narration tells of the ambience: a window is opened, they go down the passage, it thunders. `guess` holds the
/// words that say so. Nothing for narration that tells nothing.
std::optional<AmbienceChange> propose_change(std::string_view narration);

}  // namespace sotto
