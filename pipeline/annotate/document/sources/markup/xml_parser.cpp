#include "annotate/document/sources/markup/xml_parser.h"

#include <cstring>
#include <pugixml.hpp>

namespace sotto::document {

namespace {

std::string_view without_prefix(std::string_view name) { return name.substr(name.rfind(':') + 1); }

}  // namespace

std::optional<MarkupTree> parse_xml(std::string_view content, XmlFault& fault) {
  // pugixml writes into what it parses, and changes no character of it but the ends of names and values: so its
  // pointers are offsets into the content. It resolves no entities and no line ends, which would move what comes after
  // them.
  std::string buffer(content);
  pugi::xml_document document;
  const pugi::xml_parse_result result = document.load_buffer_inplace(
      buffer.data(), buffer.size(), pugi::parse_cdata | pugi::parse_ws_pcdata, pugi::encoding_utf8);
  if (!result) {
    fault = {result.description(), static_cast<std::size_t>(result.offset)};
    return std::nullopt;
  }
  const auto part = [&](const char* of_buffer) {
    // An empty name or value is a constant of pugixml's.
    const std::size_t size = std::strlen(of_buffer);
    return size == 0 ? std::string_view() : content.substr(static_cast<std::size_t>(of_buffer - buffer.data()), size);
  };
  MarkupTree tree;
  tree.entities = Entities(content);
  std::vector<std::size_t> open;
  for (pugi::xml_node node = document.first_child(); node;) {
    const pugi::xml_node_type type = node.type();
    if (type == pugi::node_element) {
      const std::string_view name = part(node.name());
      MarkupNode element;
      element.name = without_prefix(name);
      const auto begin = static_cast<std::size_t>(name.data() - content.data());
      element.place = {begin, begin + name.size()};
      element.first_attribute = tree.attributes.size();
      for (const pugi::xml_attribute attribute : node.attributes()) {
        tree.attributes.push_back({part(attribute.name()), part(attribute.value())});
      }
      element.attributes = tree.attributes.size() - element.first_attribute;
      open.push_back(tree.nodes.size());
      tree.nodes.push_back(element);
      if (const pugi::xml_node child = node.first_child()) {
        node = child;
        continue;
      }
    } else if (type == pugi::node_pcdata || type == pugi::node_cdata) {
      const std::string_view text = part(node.value());
      if (!text.empty()) {
        const auto begin = static_cast<std::size_t>(text.data() - content.data());
        MarkupNode characters;
        characters.place = {begin, begin + text.size()};
        characters.end = tree.nodes.size() + 1;
        characters.cdata = type == pugi::node_cdata;
        tree.nodes.push_back(characters);
      }
    }
    // Up to the next node, past the ends of those that this one was the last of.
    while (node) {
      if (node.type() == pugi::node_element) {
        tree.nodes[open.back()].end = tree.nodes.size();
        open.pop_back();
      }
      if (const pugi::xml_node next = node.next_sibling()) {
        node = next;
        break;
      }
      node = node.parent();
      if (node.type() == pugi::node_document) node = {};
    }
  }
  return tree;
}

}  // namespace sotto::document
