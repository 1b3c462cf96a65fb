#pragma once

/// How a speech is said, by the narration's own words.

#include <string>

#include "annotate/attribution/mentions/dialogue_tags.h"
#include "annotate/document/tokens.h"

namespace sotto::attribution {

/// One of whisper, soft, low, cold, hoarse, plead, cry, sob, laugh, call, shout, thunder; empty for plain.
std::string delivery_of(const document::Tokens& tokens, const Speech& speech);

}  // namespace sotto::attribution
