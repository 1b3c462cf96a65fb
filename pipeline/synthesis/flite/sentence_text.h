#pragma once

/// A sentence as the flite of a worker gets it: plain ASCII, since flite reads every other byte as a silent word.
///
///     <rate=1.02 pitch=0.99 range=1> Rain ran down {zh ih0 r iy1}'s window.
///
/// First, where they differ from 1, factors on the voice's settings; then the words with their punctuation, or, in
/// braces, phones in place of a word.

#include <string>
#include <string_view>
#include <vector>

#include "synthesis/engine/engine.h"

namespace sotto::flite {

engine::EngineText sentence_text(const normalization::NormalizedSentence& sentence, const cast::VoiceProfile& profile,
                                 const std::string& delivery);

/// Factors on a voice's settings.
struct Factors {
  double rate = 1;
  double pitch = 1;
  double range = 1;
  bool operator==(const Factors&) const = default;
};

/// One word of a text, with the punctuation after it.
struct Token {
  std::size_t position = 0;  ///< in the text
  std::string word;          ///< with its punctuation; of phones, the punctuation alone
  std::string phones;        ///< empty: the word is read
  bool operator==(const Token&) const = default;
};

struct ParsedText {
  Factors factors;
  std::vector<Token> tokens;
};

/// What sentence_text() wrote.
ParsedText parse_text(std::string_view text);

}  // namespace sotto::flite
