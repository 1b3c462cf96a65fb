#pragma once

/// Which names are one person's: "Miss Bingley" and "Caroline", "Lizzy" and "Elizabeth".

#include <cstdint>
#include <vector>

#include "annotate/attribution/entities/name_usage.h"

namespace sotto::attribution {

/// For each form the number of its family, which is the index of one of its members. `people`: forms that are people's,
/// the most frequent first.
std::vector<std::uint32_t> cluster_names(const language::Lexicon& vocabulary,
                                         const std::vector<const NameUsage*>& usages);

}  // namespace sotto::attribution
