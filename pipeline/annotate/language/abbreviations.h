#pragma once

/// What is written short and read in full, and what its full stop tells about the sentence.

#include <string_view>

namespace sotto::language {

struct Abbreviation {
  std::string_view written;  ///< lower case, without full stops
  std::string_view reading;
  /// Where it is one: always ("Mr"), only with its full stop ("Gen."), or only with one and before a number ("p. 5").
  enum class Needs { nothing, stop, number } needs;
  /// Whether a sentence may end with it, when a capital follows: "etc." may, "Mr." never does.
  bool ends_sentence;
};

/// The entry for a word as written ("Mr.", "MR", "e.g."), full stops ignored; null when it is none. Looks only at the
/// spelling: whether its `needs` are met is for the reader in context.
const Abbreviation* find_abbreviation(std::string_view word);

}  // namespace sotto::language
