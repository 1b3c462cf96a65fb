#include "annotate/document/sources/epub/epub_contents.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "annotate/document/sources/markup/archived_xml.h"
#include "shared/text.h"

namespace sotto::document {

namespace {

/// The file as XML. What is wrong with it is a warning: the book can be read without its contents.
std::optional<XmlFile> try_read(const Archive& archive, const std::string& name, Diagnostics& diagnostics) {
  if (name.empty()) return std::nullopt;
  Diagnostics own;
  std::optional<XmlFile> file = read_xml_file(archive, name, true, own);
  for (Diagnostic diagnostic : own.all()) {
    if (diagnostic.severity == Severity::error) diagnostic.severity = Severity::warning;
    diagnostics.add(std::move(diagnostic));
  }
  return file;
}

/// Entries by the elements that hold them, each in the element of the entry that it belongs to.
std::vector<ContentsEntry> read_entries(XmlFile& file, std::size_t root, std::string_view element) {
  std::vector<ContentsEntry> entries;
  std::vector<std::size_t> ends;  // of the elements round it
  const auto& nodes = file.tree.nodes;
  for (std::size_t i = root; i < nodes[root].end; ++i) {
    if (nodes[i].name != element) continue;
    while (!ends.empty() && ends.back() <= i) ends.pop_back();
    ContentsEntry entry;
    entry.depth = ends.size();
    ends.push_back(nodes[i].end);
    std::string href;
    for (const std::size_t child : file.tree.children(i, "")) {
      const std::string_view name = nodes[child].name;
      if (name == "content") href = file.attribute(child, "src");
      if (name == "a") href = file.attribute(child, "href");
      if (entry.title.empty() &&
          (name == "a" || name == "span" || name == "navLabel" || name == "p" || name == "navlabel"))
        entry.title = file.words(child);
      // A link inside of something else.
      if (href.empty() && name != element && name != "ol" && name != "ul") {
        constexpr std::size_t kNear = 16;
        const std::size_t end = std::min(nodes[child].end, child + kNear);
        const std::size_t link = file.tree.find("a", child, end);
        if (link != end) href = file.attribute(link, "href");
      }
    }
    if (!href.empty()) entry.link = resolve_link(file.name, href);
    entry.outside = !href.empty() && !entry.link;
    if (!entry.title.empty()) entries.push_back(std::move(entry));
  }
  return entries;
}

EpubContents read_navigation(XmlFile& file) {
  EpubContents contents;
  const auto& nodes = file.tree.nodes;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (nodes[i].name != "nav") continue;
    const std::string types = file.attribute(i, ":type") + " " + file.attribute(i, "role");
    if (has_token(types, "landmarks")) {
      for (std::size_t k = i; k < nodes[i].end; ++k) {
        if (nodes[k].name != "a") continue;
        auto link = resolve_link(file.name, file.attribute(k, "href"));
        if (link) contents.landmarks.push_back({file.attribute(k, ":type"), std::move(*link)});
      }
    } else if (contents.entries.empty() && (has_token(types, "toc") || trim_space(types).empty())) {
      contents.entries = read_entries(file, i, "li");
    }
  }
  return contents;
}

}  // namespace

EpubContents read_epub_contents(const Archive& archive, const EpubPackage& package, Diagnostics& diagnostics) {
  EpubContents contents;
  if (std::optional<XmlFile> file = try_read(archive, package.navigation, diagnostics)) {
    contents = read_navigation(*file);
  }
  if (contents.entries.empty()) {
    if (std::optional<XmlFile> file = try_read(archive, package.ncx, diagnostics)) {
      const std::size_t map = file->tree.find("navMap", 0, file->tree.nodes.size());
      if (map != file->tree.nodes.size()) contents.entries = read_entries(*file, map, "navPoint");
    }
  }
  return contents;
}

}  // namespace sotto::document
