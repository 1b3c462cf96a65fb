#include "annotate/document/sources/html.h"

#include <utility>

#include "annotate/document/sources/gutenberg.h"
#include "annotate/document/sources/markup/html_parser.h"
#include "annotate/document/sources/markup/markup_reader.h"
#include "annotate/document/sources/markup/xml_parser.h"
#include "annotate/document/sources/text_encoding.h"
#include "shared/sha256.h"
#include "shared/text.h"

namespace sotto::document {

namespace {

/// What a page's head says; of a page of Project Gutenberg's, its header says it better.
SourceMetadata metadata_of(MarkupTree& tree, std::string_view content, std::string_view text) {
  SourceMetadata metadata = gutenberg_metadata(text);
  std::string author;
  for (std::size_t i = 0; i < tree.nodes.size() && tree.nodes[i].name != "body"; ++i) {
    const MarkupNode& node = tree.nodes[i];
    if (node.name == "html" && metadata.language.empty()) {
      metadata.language = tree.attribute(node, "lang").value_or(tree.attribute(node, "xml:lang").value_or(""));
    }
    if (node.name == "title" && metadata.title.empty()) metadata.title = tree.words(content, i);
    if (node.name != "meta") continue;
    const std::string name = lower_case(tree.attribute(node, "name").value_or(""));
    if (name == "author" || name == "dc.creator") author = fold_space(tree.attribute(node, "content").value_or(""));
  }
  if (metadata.authors.empty() && !author.empty()) metadata.authors = {std::move(author)};
  return metadata;
}

}  // namespace

std::optional<Source> read_html(const std::string& path, std::string_view bytes, const ReadingOptions& options,
                                Diagnostics& diagnostics) {
  const std::optional<DecodedText> content = decode_text(path, bytes, diagnostics);
  if (!content) return std::nullopt;
  XmlFault fault;
  std::optional<MarkupTree> tree;
  if (content->text.find("<?xml") < 8) tree = parse_xml(content->text, fault);
  if (!tree) tree = parse_html(content->text);
  const auto refuse = [&](const char* why) {
    diagnostics.error(path, why, "no page of a book is like that: make the file again");
    return std::nullopt;
  };
  constexpr const char* kBomb = "declares entities that stand for other entities";
  if (!tree) return refuse("its elements are nested too deep");
  if (tree->entities.is_bomb()) return refuse(kBomb);
  StyleSheet styles;
  for (const MarkupNode& node : tree->nodes) {
    if (node.name != "style") continue;
    const auto begin = static_cast<std::size_t>(&node - tree->nodes.data());
    for (std::size_t k = begin + 1; k < node.end; ++k) styles.add(tree->nodes[k].place.of(content->text));
  }
  NoteLinks notes;
  notes.add(*tree, content->text, "");
  SourceBuilder builder;
  LeftOut left_out;
  read_markup({"", *content, *tree, styles, notes, options.notes}, builder, left_out);
  if (tree->entities.is_bomb()) return refuse(kBomb);
  std::optional<Source> source = finish_source(builder, *options.language, left_out, path, diagnostics);
  if (source) source->metadata = metadata_of(*tree, content->text, source->text);
  return source;
}

bool is_html(std::string_view bytes) {
  if (bytes.starts_with(kByteOrderMark)) bytes.remove_prefix(kByteOrderMark.size());
  std::string_view rest = trim_space(bytes.substr(0, 4096));
  // What may stand before it.
  while (rest.starts_with("<?xml") || rest.starts_with("<!--")) {
    const std::size_t end = rest.find('>');
    if (end == std::string_view::npos) return false;
    rest = trim_space(rest.substr(end + 1));
  }
  const std::string opening = lower_case(rest.substr(0, 16));
  return opening.starts_with("<!doctype html") || opening.starts_with("<html") || opening.starts_with("<head>") ||
         opening.starts_with("<body");
}

}  // namespace sotto::document
