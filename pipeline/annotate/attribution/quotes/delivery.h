#pragma once

/// How a speech is said, by the narration's own words.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

#include "annotate/attribution/mentions/dialogue_tags.h"
#include "annotate/document/tokens.h"

namespace sotto::attribution {

class DeliveryReader {
 public:
  /// Words of the language -> the row of its table of deliveries.
  using Rows = std::unordered_map<std::string_view, std::size_t>;

  /// `tokens` must outlive it.
  explicit DeliveryReader(const document::Tokens& tokens);

  /// One of whisper, soft, low, cold, hoarse, plead, cry, sob, laugh, call, shout, thunder; empty for plain.
  std::string read(const Speech& speech) const;

 private:
  /// Whether a word tells how something is said: an adverb; what a voice is ("in a low voice") or is of ("in a voice of
  /// thunder"); or a sound that goes with the words ("in a hoarse whisper", "with a sob"). A low chair does not.
  bool describes_voice(document::Range clause, std::uint32_t i) const;

  const document::Tokens& tokens_;
  const language::Table& deliveries_;
  Rows by_verb_;
  Rows by_manner_;
  const language::WordList& manner_nouns_;
};

}  // namespace sotto::attribution
