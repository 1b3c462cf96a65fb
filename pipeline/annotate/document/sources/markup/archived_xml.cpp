#include "annotate/document/sources/markup/archived_xml.h"

#include <fmt/format.h>

#include <utility>

#include "annotate/document/sources/markup/html_parser.h"
#include "annotate/document/sources/markup/xml_parser.h"

namespace sotto::document {

std::optional<XmlFile> read_xml_file(const Archive& archive, const std::string& name, bool lenient,
                                     Diagnostics& diagnostics) {
  const std::optional<std::string> bytes = archive.read(name, diagnostics);
  if (!bytes) return std::nullopt;
  const std::string path = name_inside(archive.path(), name);
  std::optional<DecodedText> content = decode_text(path, *bytes, diagnostics);
  if (!content) return std::nullopt;
  XmlFile file;
  file.name = name;
  file.content = std::make_unique<const DecodedText>(std::move(*content));
  XmlFault fault;
  std::optional<MarkupTree> tree = parse_xml(file.content->text, fault);
  if (!tree && lenient) tree = parse_html(file.content->text);
  if (!tree) {
    diagnostics.add(diagnostic_at(
        Severity::error, path, file.content->text, fault.at,
        lenient ? "its elements are nested deeper than any page's" : fmt::format("this is no XML: {}", fault.why),
        "the book is damaged: get or make it again"));
    return std::nullopt;
  }
  if (tree->entities.is_bomb()) {
    diagnostics.error(path, "declares entities that stand for other entities",
                      "no book needs that; the file may be made to fill a machine's memory");
    return std::nullopt;
  }
  file.tree = std::move(*tree);
  return file;
}

}  // namespace sotto::document
