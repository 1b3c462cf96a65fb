#pragma once

/// Merges a described speaker with the character of the name that they give or are called by: "I am Doctor Ives," said
/// the tall woman.

#include <cstdint>
#include <vector>

#include "annotate/attribution/mentions/dialogue_tags.h"

namespace sotto::attribution {

/// Links a description to a character, in the whole scene, where the person described says their name or is called by
/// it. `scenes`: for each paragraph a number that changes with the scene.
void merge_self_introduced(const document::Tokens& tokens, const std::vector<Speech>& speeches,
                           const std::vector<std::uint32_t>& scenes, Entities& entities, Mentions& mentions);

}  // namespace sotto::attribution
