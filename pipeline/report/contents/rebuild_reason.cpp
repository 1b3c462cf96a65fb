#include "report/contents/rebuild_reason.h"

#include <fmt/format.h>

#include "shared/text.h"

namespace sotto::contents {

std::string in_words(const RebuildReason& reason) {
  using Kind = RebuildReason::Kind;
  const char* are = reason.count == 1 ? "is" : "are";
  switch (reason.kind) {
    case Kind::sentences_to_speak:
      return fmt::format("{} of its sentences {} to be spoken", reason.count, are);
    case Kind::never_made:
      return "it was not made before";
    case Kind::record_damaged:
      return "what is known of its last making is damaged";
    case Kind::record_lost:
      return "what it was made from is not known any more";
    case Kind::file_missing:
      return "its file is missing";
    case Kind::file_altered:
      return "its file was altered";
    case Kind::stems_wanted:
      return "its stems are asked for";
    case Kind::stem_altered:
      return "a stem was altered, or is missing";
    case Kind::ambience_changed:
      return "the ambience changed";
    case Kind::profile_changed:
      return "the delivery profile changed";
    case Kind::voice_level_changed:
      return "the level of a voice changed";
    case Kind::pauses_changed:
      return "the pauses changed";
    case Kind::ambience_position_changed:
      return "the place in the ambience changed";
    case Kind::tags_changed:
      return "the title, author or number changed";
    case Kind::mix_version_changed:
      return "the version of Sotto's mix changed";
    case Kind::speaker_added:
      return fmt::format("{} speaks here now", reason.speaker);
    case Kind::voice_changed:
      return fmt::format("the voice of {} changed", reason.speaker);
    case Kind::voices_removed:
      return "its voices changed";
    case Kind::sentences_added:
      return fmt::format("{} {} new or said otherwise", counted(reason.count, "sentence"), are);
    case Kind::sentences_removed:
      return fmt::format("{} {} gone", counted(reason.count, "sentence"), are);
    case Kind::sentences_reordered:
      return "its sentences stand in another order";
  }
  return {};
}

std::string in_words(const std::vector<RebuildReason>& reasons) {
  std::string words;
  for (const RebuildReason& reason : reasons) words += (words.empty() ? "" : "; ") + in_words(reason);
  return words;
}

}  // namespace sotto::contents
