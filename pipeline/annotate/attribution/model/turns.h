#pragma once

/// Which speeches are one turn: those of a paragraph, unless its tags name several speakers, and of the paragraphs that
/// a speech goes on over.

#include <cstdint>
#include <vector>

#include "annotate/attribution/model/feature_context.h"

namespace sotto::attribution {

/// Fills in FeatureContext::turns and turn_of. Needs the speeches and surely_named.
void find_turns(FeatureContext& context, const std::vector<std::uint32_t>& scenes);

}  // namespace sotto::attribution
