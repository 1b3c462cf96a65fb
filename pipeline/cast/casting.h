#pragma once

/// Script x voices -> who speaks with which voice.

#include <map>
#include <string>

#include "annotate/script/script.h"
#include "cast/voice.h"
#include "shared/diagnostics.h"

namespace sotto::cast {

/// Character id -> profile. Every speaker of the script has one, and the narrator has one even of a script without
/// lines.
struct Cast {
  std::map<std::string, VoiceProfile> voices;
  std::map<std::string, std::string> reasons{};  ///< character id -> why this voice, for a person: "named by the book"

  const VoiceProfile& voice_of(const std::string& who) const { return voices.at(who); }
};

/// Gives each speaker the voice that the book names, else the profile of their own name, and the others one by gender
/// and age: those who speak most choose first, two who share a scene stay apart as long as there are voices, and the
/// narrator's voice is the last resort; or, of a book with one voice, everybody that of the narrator. The same script
/// gives the same cast. A voice that does not exist is an error with "did you mean", at its place in the book's
/// settings; so is a folder without any voice, and then the cast is empty. Pronunciations of the book are added to each
/// voice's own (which win).
Cast cast_voices(const script::Script& script, const document::Book& book,
                 const std::map<std::string, VoiceProfile>& voices, Diagnostics& diagnostics);

}  // namespace sotto::cast
