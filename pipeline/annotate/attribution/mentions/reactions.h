#pragma once

/// Where the narration tells that somebody says nothing ("Anna made no answer"), or how they take what they hear
/// ("Anna shook her head").

#include <cstdint>
#include <vector>

#include "annotate/attribution/mentions/mentions.h"
#include "annotate/document/tokens.h"

namespace sotto::attribution {

struct Reaction {
  std::uint32_t token = 0;    ///< where its words begin
  std::uint32_t mention = 0;  ///< whose it is, by index into Mentions::all
  bool silent = false;        ///< they say nothing
  bool operator==(const Reaction&) const = default;
};

/// All of them in reading order; those of nobody ("There was no answer.") are left out.
std::vector<Reaction> find_reactions(const document::Tokens& tokens, const Mentions& mentions);

/// The first that begins at a token or after it.
std::vector<Reaction>::const_iterator first_reaction(const std::vector<Reaction>& reactions, std::uint32_t token);

}  // namespace sotto::attribution
