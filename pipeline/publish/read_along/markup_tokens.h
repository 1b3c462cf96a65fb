#pragma once

/// The tags of an XML file and what stands between them, each with its place: for changes that leave every other byte
/// as it is.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "shared/span.h"

namespace sotto::read_along {

inline constexpr std::size_t kNoToken = static_cast<std::size_t>(-1);

struct MarkupToken {
  enum class Kind {
    text,
    cdata,  ///< with its marks
    open,   ///< the first tag of an element that has a second one
    close,
    empty,  ///< an element of one tag
    other,  ///< a comment, a processing instruction, the document type
  };
  Kind kind = Kind::text;
  Span place;
  std::string_view name = {};      ///< of a tag, with its prefix
  std::size_t parent = kNoToken;   ///< the first tag of the element that holds it
  std::size_t partner = kNoToken;  ///< of an element's first tag, its second, and the other way round

  std::string_view local_name() const;  ///< without the prefix
  std::string_view prefix() const;      ///< with its colon; often empty
  bool is_characters() const { return kind == Kind::text || kind == Kind::cdata; }
  bool begins_element() const { return kind == Kind::open || kind == Kind::empty; }
};

/// Every byte of the content is in one token; they are in its order. What is no well-formed XML is cut as well as it
/// can be: tags without a partner have none.
std::vector<MarkupToken> markup_tokens(std::string_view content);

/// The token that holds a byte of the content.
std::size_t token_at(const std::vector<MarkupToken>& tokens, std::size_t offset);

struct TagAttribute {
  Span place;  ///< with the white space before it
  std::string_view name;
  std::string_view value;  ///< as written, entities and all
};

/// The attributes of a first tag; places are those of the content.
std::vector<TagAttribute> attributes_of(std::string_view content, const MarkupToken& tag);

/// An attribute's value, its entities resolved; empty where there is none.
std::string attribute_of(std::string_view content, const MarkupToken& tag, std::string_view name);

/// Whether readers of XML take a page, which parse_xml does: every entity is declared, every prefix, and no attribute
/// comes twice.
bool is_declared(std::string_view content, const std::vector<MarkupToken>& tokens);

}  // namespace sotto::read_along
