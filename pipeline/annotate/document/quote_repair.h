#pragma once

/// Where quotation marks that a text has lost must have stood: a tag ("said Meg") shows that the speech is over.

#include <cstddef>
#include <optional>
#include <string_view>

#include "annotate/language/language.h"
#include "shared/span.h"

namespace sotto::document {

/// Where a speech without a closing mark ends: in front of the first tag in it ("Come in,| said Meg."). What lies
/// before `from` is known to hold none.
std::optional<std::size_t> end_before_tag(const language::Language& language, std::string_view text, Span speech,
                                          std::size_t from = 0);

/// In bytes, far longer than a tag: where a stretch was searched for tags, one that begins earlier than this before its
/// end was found.
inline constexpr std::size_t kLongestTag = 256;

/// Where a speech without an opening mark begins that a tag leads to, for narration behind a closing mark
/// ("said Meg. |Sit down."): behind the tag's sentence.
std::optional<std::size_t> start_after_tag(const language::Language& language, std::string_view text, Span narration);

/// Whether a tag stands right here (" said Meg").
bool tag_stands_at(const language::Language& language, std::string_view text, Span narration);

}  // namespace sotto::document
