#pragma once

/// Reads XML (with pugixml).

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "annotate/document/sources/markup/markup.h"

namespace sotto::document {

/// Why a text is no XML, and where.
struct XmlFault {
  std::string why;
  std::size_t at = 0;
};

/// The tree of a text in UTF-8; nothing, with the reason in `fault`, where it is no well-formed XML. Comments and
/// processing instructions are left out. Takes time that grows with the text alone, and no more stack for deep ones.
std::optional<MarkupTree> parse_xml(std::string_view content, XmlFault& fault);

}  // namespace sotto::document
