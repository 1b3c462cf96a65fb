#pragma once

/// Resolves names that several characters bear: "Denham" where there are Ralph, Joan and Mrs. Denham.

#include "annotate/attribution/entities/entities.h"
#include "annotate/attribution/mentions/mentions.h"
#include "annotate/document/tokens.h"

namespace sotto::attribution {

/// Links each mention of a shared name to the likeliest of those who have it: by how well the form of the name fits
/// them, how recently they were mentioned, and how often. Likewise "the duchess" where somebody has that title.
void resolve_ambiguous_names(const document::Tokens& tokens, const Entities& entities, Mentions& mentions);

}  // namespace sotto::attribution
