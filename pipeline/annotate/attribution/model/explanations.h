#pragma once

/// Why a speech was given to its speaker, for people.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "annotate/attribution/model/attribute.h"
#include "annotate/attribution/model/feature_context.h"

namespace sotto::attribution {

struct Explanation {
  std::string rule;      ///< in one word: "tag", "pronoun", "vocative", "beat", "alternation" ...
  std::string evidence;  ///< "she whispered"; may be empty
};

/// `text`: the manuscript's. `decisions`: of all speeches.
Explanation explain(std::string_view text, const FeatureContext& context, const std::vector<Decision>& decisions,
                    std::uint32_t speech);

}  // namespace sotto::attribution
