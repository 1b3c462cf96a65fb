#include "annotate/attribution/mentions/voice_nouns.h"

#include "annotate/language/classified_words.h"
#include "annotate/language/languages.h"

namespace sotto::attribution {

bool is_voice(std::string_view noun) {
  static const language::WordList voices = language::words_of_class(language::table("voice-nouns"), "speaks");
  return voices.contains(noun);
}

}  // namespace sotto::attribution
