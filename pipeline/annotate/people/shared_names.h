#pragma once

/// Whom a name means that several people bear: "Denham" where there are Ralph, Joan and Mrs. Denham.

#include "annotate/manuscript/tokens.h"
#include "annotate/people/people.h"
#include "annotate/speakers/mentions.h"

namespace sotto {

/// Gives each mention of a shared name the likeliest of its bearers: who may be called so at all, who has been spoken
/// of lately, and who is spoken of most. So, too, for "the duchess" where somebody has that title.
void resolve_shared_names(const Tokens& tokens, const People& people, Mentions& mentions);

}  // namespace sotto
