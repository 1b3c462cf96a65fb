#pragma once

/// Finds the characters of a text whose cast is not given, or only in part.

#include <vector>

#include "annotate/document/book.h"
#include "annotate/document/tokens.h"

namespace sotto::attribution {

struct DiscoveredCast {
  std::vector<document::Character> cast;       ///< the most frequent first
  std::vector<document::Character> described;  ///< of those given: "the old woman", whom the text calls by no name
};

/// The characters that the text shows by how it uses names: as subjects of speech and action, with titles, called out.
/// Those of `given` are settled: what the text calls by a name of theirs is theirs, and what clusters with it; of their
/// gender and names only what they leave open is found.
DiscoveredCast discover_cast(document::Tokens& tokens, const std::vector<document::Character>& given = {});

}  // namespace sotto::attribution
