#pragma once

/// XML and HTML as values: a tree whose elements and characters know their place in the file.

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/span.h"

namespace sotto::document {

struct MarkupAttribute {
  std::string_view name;   ///< with its prefix: "epub:type"
  std::string_view value;  ///< as written, entities and all
};

/// An element, or characters between tags.
struct MarkupNode {
  std::string_view name;  ///< of an element, without its prefix; empty for characters
  Span place;             ///< of characters, as written; of an element, its first tag's name or an empty span there
  std::size_t end = 0;    ///< the index of the first node behind it and all that is in it
  std::size_t first_attribute = 0;
  std::size_t attributes = 0;
  bool cdata = false;  ///< of characters: there are no entities in them

  bool is_text() const { return name.empty(); }
};

/// The characters that entities stand for: XML's, HTML's, those of numbers, and those that a file declares itself.
class Entities {
 public:
  Entities() = default;
  /// Those that the document type of an XML file declares, too.
  explicit Entities(std::string_view content);

  /// What an entity ("mdash", "#8212", "#x2014") stands for; nothing: it is none.
  std::optional<std::string_view> meaning(std::string_view name);
  /// A text with what its entities stand for in their places.
  std::string resolved(std::string_view text);

  /// Whether the file declares entities that stand for others, or meaning() has given more characters of declared ones
  /// than any book needs: such a file is made to fill a machine's memory.
  bool is_bomb() const { return nested_ || given_ > kMostGiven; }

 private:
  static constexpr std::size_t kMostGiven = std::size_t{1} << 20;

  std::map<std::string, std::string, std::less<>> declared_;
  std::map<std::string, std::optional<std::string>, std::less<>> known_;
  bool nested_ = false;
  std::size_t given_ = 0;
};

/// The entity that begins at `at` of a text with "&", without its marks ("mdash"); nothing: there is none.
std::optional<std::string_view> entity_at(std::string_view text, std::size_t at);

/// All nodes of a file in its order. Names and values are parts of the content that was parsed, which must outlive
/// this, or of `strings`.
struct MarkupTree {
  std::vector<MarkupNode> nodes;
  std::vector<MarkupAttribute> attributes;
  std::deque<std::string> strings;
  Entities entities;

  /// An attribute of an element, by its whole name or, written ":type", whatever its prefix; nothing: it has none.
  std::optional<std::string> attribute(const MarkupNode& node, std::string_view name);
  /// The words of an element, entities resolved, white space folded; those in elements named `without` left out.
  std::string words(std::string_view content, std::size_t node, std::string_view without = {});
  /// The first element of a name (any, where it is empty) in nodes [begin, end); `end` where there is none.
  std::size_t find(std::string_view name, std::size_t begin, std::size_t end) const;
  /// The elements right below another, of a name (any, where it is empty).
  std::vector<std::size_t> children(std::size_t node, std::string_view name) const;
};

/// A list of words ("noteref z3998:note") has a word.
bool has_token(std::string_view list, std::string_view token);

}  // namespace sotto::document
