#pragma once

/// How a speech is said, by the narration's own words.

#include <string>

#include "annotate/document/tokens.h"
#include "annotate/attribution/mentions/dialogue_tags.h"

namespace sotto {

/// One of whisper, soft, low, cold, hoarse, plead, cry, sob, laugh, call, shout, thunder; empty for plain.
std::string delivery_of(const Tokens& tokens, const Speech& speech);

}  // namespace sotto
