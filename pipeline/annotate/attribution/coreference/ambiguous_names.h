#pragma once

/// Resolves names that several characters bear: "Denham" where there are Ralph, Joan and Mrs. Denham.

#include "annotate/attribution/entities/entities.h"
#include "annotate/attribution/mentions/mentions.h"
#include "annotate/document/tokens.h"

namespace sotto::attribution {

/// Gives each mention of a shared name the likeliest of its bearers: who may be called so at all, who has been spoken
/// of lately, and who is spoken of most. So, too, for "the duchess" where somebody has that title.
void resolve_ambiguous_names(const document::Tokens& tokens, const Entities& entities, Mentions& mentions);

}  // namespace sotto::attribution
