#pragma once

/// Whom the tags beside a speech name as its speaker.

#include <cstdint>

#include "annotate/attribution/model/feature_context.h"

namespace sotto::attribution {

/// Whom a tag with a verb of speech names; kNobody where none does, or names somebody who may be several.
EntityIndex find_tagged(const FeatureContext& context, const Speech& speech);

/// Whom a tag names that leaves no doubt: "said Meg", "Meg said" behind a comma, "Meg said:", "I said". kNobody: none.
EntityIndex find_surely_named(const FeatureContext& context, const Speech& speech);

/// The gender of the pronoun in a speech's own tag ("she said"); unknown where it has none.
language::Gender said_by(const FeatureContext& context, std::uint32_t speech);

}  // namespace sotto::attribution
