#pragma once

/// The ages of characters, as the narration tells them: "Tom, a boy of perhaps twelve".

#include <cstdint>
#include <optional>
#include <string_view>

#include "annotate/attribution/entities/entities.h"
#include "annotate/document/tokens.h"

namespace sotto::attribution {

/// Fills in the ages of a named cast, and genders that are still unknown.
void find_ages(const document::Tokens& tokens, Entities& entities);

/// The age that words behind a noun tell, "of twelve" or "aged about six": "child", "young", "old", or empty for those
/// between; nothing where no such words stand. `i`: the token behind the noun, `end`: of its paragraph.
std::optional<std::string_view> age_behind(const document::Tokens& tokens, std::uint32_t i, std::uint32_t end);

}  // namespace sotto::attribution
