#include "annotate/attribution/mentions/voice_nouns.h"

namespace sotto::attribution {

bool is_voice(const language::Language& language, std::string_view noun) {
  return language.words("voice-nouns", "speaks").contains(noun);
}

}  // namespace sotto::attribution
