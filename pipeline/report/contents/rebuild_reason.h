#pragma once

/// Why a chapter's master is made again, or is out of date: as values, to compare and to count; in words for a person.

#include <cstddef>
#include <string>
#include <vector>

#include "shared/fields.h"

namespace sotto::contents {

struct RebuildReason {
  enum class Kind {
    // What its takes, or its files, say.
    sentences_to_speak,  ///< `count` of its sentences have no take yet
    never_made,
    record_damaged,
    record_lost,
    file_missing,
    file_altered,
    stems_wanted,
    stem_altered,
    // What the build record says: one of its inputs is not what it was.
    ambience_changed,
    profile_changed,
    voice_level_changed,
    pauses_changed,
    ambience_position_changed,
    tags_changed,
    mix_version_changed,
    speaker_added,  ///< `speaker`, with a delivery: "meg, whisper"
    voice_changed,  ///< of `speaker`
    voices_removed,
    sentences_added,  ///< `count` of them are new or said otherwise
    sentences_removed,
    sentences_reordered
  };
  Kind kind = Kind::never_made;
  std::string speaker = {};
  std::size_t count = 0;
  bool operator==(const RebuildReason&) const = default;
  static constexpr auto fields() {
    return std::tuple(field("kind", &RebuildReason::kind), field("speaker", &RebuildReason::speaker),
                      field("count", &RebuildReason::count));
  }
};

/// "the ambience changed"
std::string in_words(const RebuildReason& reason);
/// All of them, with semicolons between them.
std::string in_words(const std::vector<RebuildReason>& reasons);

}  // namespace sotto::contents
