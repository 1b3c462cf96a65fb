#pragma once

/// Clusters names that mean one person: "Miss Bingley" and "Caroline", "Lizzy" and "Elizabeth".

#include <cstdint>
#include <vector>

#include "annotate/attribution/entities/name_usage.h"

namespace sotto::attribution {

/// For each usage the number of its cluster, which is the index of one of its members. `usages`: names of people, the
/// most frequent first.
std::vector<std::uint32_t> cluster_names(const language::Lexicon& vocabulary,
                                         const std::vector<const NameUsage*>& usages);

}  // namespace sotto::attribution
