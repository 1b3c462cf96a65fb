#pragma once

/// Where each value of a YAML text stands, to the byte: what changes of the text at the place need to know beyond the
/// tree (`strict_yaml.h`). It is found by a small lexer that walks the text along the tree, and checked against the
/// parser's own marks.

#include <cstddef>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "shared/strict_yaml.h"

namespace sotto {

/// An item of a sequence or an entry of a mapping. All offsets are in bytes of the text without its byte order mark. In
/// block style, `begin` and `end` bound whole lines, but for the first entry of a mapping that stands behind its
/// item's dash: it begins at its key.
struct YamlPart {
  std::size_t lead = 0;  ///< where the comments and blank lines above it begin: the end of what stands before it
  std::size_t begin = 0;
  std::size_t token = 0;  ///< of its dash, its key, or in a flow sequence its value
  std::size_t end = 0;    ///< after its last line, with the comment on that line; in flow style, after its value
};

/// A value.
struct YamlNode {
  std::size_t begin = 0;        ///< of its own first character; of a value that is not written, where it would be
  std::size_t end = 0;          ///< after its own last character
  std::size_t column = 0;       ///< of a collection's parts: spaces before their dash or key
  bool flow = false;            ///< stands between brackets or braces, or in such a collection
  std::vector<YamlPart> parts;  ///< of a sequence's items or a mapping's entries
};

/// By value of the tree, which must outlive it.
struct YamlLayout {
  std::unordered_map<const YamlValue*, YamlNode> nodes;
  std::vector<std::pair<std::size_t, std::size_t>> scalars;  ///< where they begin and end, in order; without keys
};

/// Nothing for what the lexer does not know, such as `? explicit keys` and `|+` scalars.
std::optional<YamlLayout> lay_out(std::string_view text, const YamlValue& root);

/// A comment with its '#', up to its line's end.
struct YamlComment {
  std::size_t begin = 0;
  std::string_view text;
};

/// The comments in a part of a text that begins and ends outside of scalars; those in it are passed over by `layout`.
std::vector<YamlComment> comments_within(std::string_view text, const YamlLayout& layout, std::size_t begin,
                                         std::size_t end);

}  // namespace sotto
