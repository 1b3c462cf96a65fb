#pragma once

/// Script x voices -> who speaks with which voice.

#include <map>
#include <string>

#include "annotate/script.h"
#include "cast/voice.h"
#include "shared/diagnostics.h"

namespace sotto {

/// Character id -> profile. Every speaker of the script has one.
struct Cast {
  std::map<std::string, VoiceProfile> voices;

  const VoiceProfile& voice_of(const std::string& who) const { return voices.at(who); }
};

/// Gives each speaker the voice that the book names, and the others one by gender: those who speak most first, two who
/// share a scene apart as long as there are voices. A voice that does not exist is an error with "did you mean".
/// Pronunciations of the book are added to each voice's own (which win).
Cast cast_voices(const Script& script, const Book& book, const std::map<std::string, VoiceProfile>& voices,
                 Diagnostics& diagnostics);

}  // namespace sotto
