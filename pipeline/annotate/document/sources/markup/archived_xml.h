#pragma once

/// Files of XML in an archive.

#include <memory>
#include <optional>
#include <string>

#include "annotate/document/sources/archive.h"
#include "annotate/document/sources/markup/markup.h"
#include "annotate/document/sources/text_encoding.h"
#include "shared/diagnostics.h"

namespace sotto::document {

/// A file of XML with its tree, whose names and values are parts of the content.
struct XmlFile {
  std::string name;
  std::unique_ptr<const DecodedText> content;
  MarkupTree tree;

  /// The words in an element (MarkupTree::words).
  std::string words(std::size_t node) { return tree.words(content->text, node); }
  std::string attribute(std::size_t node, std::string_view key) {
    return tree.attribute(tree.nodes[node], key).value_or("");
  }
};

/// Reads a file of an archive as XML; nothing, with an error, where it is missing or none. With `lenient`, what is no
/// XML is read as HTML is.
std::optional<XmlFile> read_xml_file(const Archive& archive, const std::string& name, bool lenient,
                                     Diagnostics& diagnostics);

}  // namespace sotto::document
