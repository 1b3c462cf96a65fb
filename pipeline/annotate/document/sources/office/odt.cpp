#include "annotate/document/sources/office/odt.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "annotate/document/sources/markup/archived_xml.h"
#include "annotate/document/sources/markup/left_out.h"
#include "annotate/document/sources/office/office_text.h"
#include "shared/text.h"

namespace sotto::document {

namespace {

struct OdtStyle {
  std::string name;  ///< for a style that a person named, that; else what it is based on
  bool italic = false;
};

constexpr std::array<std::string_view, 15> kSilentOdtElements = {
    "tracked-changes", "annotation",       "annotation-end",   "note-citation", "ruby-text",
    "hidden-text",     "hidden-paragraph", "page-number",      "page-count",    "sequence-decls",
    "forms",           "variable-decls",   "user-field-decls", "title-page",    "bibliography-mark"};

constexpr std::array<std::string_view, 7> kIndexes = {"table-of-content", "alphabetical-index", "illustration-index",
                                                      "table-index",      "object-index",       "user-index",
                                                      "bibliography"};

class OdtReader {
 public:
  OdtReader(const Archive& archive, const ReadingOptions& options, Diagnostics& diagnostics)
      : archive_(archive), options_(options), diagnostics_(diagnostics) {}

  std::optional<Source> read() {
    Diagnostics ignored;
    if (auto manifest = read_xml_file(archive_, "META-INF/manifest.xml", false, ignored)) {
      if (manifest->tree.find("encryption-data", 0, manifest->tree.nodes.size()) != manifest->tree.nodes.size()) {
        diagnostics_.error(archive_.path(), "is locked with a password", "save it without one");
        return std::nullopt;
      }
    }
    std::optional<XmlFile> file = read_xml_file(archive_, "content.xml", false, diagnostics_);
    if (!file) return std::nullopt;
    if (auto styles = read_xml_file(archive_, "styles.xml", false, ignored)) read_styles(*styles);
    read_styles(*file);
    read_text(*file);
    std::optional<Source> source =
        finish_source(builder_, *options_.language, left_out_, archive_.path(), diagnostics_);
    if (source) source->metadata = read_metadata();
    return source;
  }

 private:
  void read_styles(XmlFile& file) {
    const auto& nodes = file.tree.nodes;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      if (nodes[i].name != "style") continue;
      const std::string id = file.attribute(i, "style:name");
      const std::string parent = file.attribute(i, "style:parent-style-name");
      OdtStyle style{parent.empty() ? id : parent, false};
      if (const auto base = styles_.find(parent); base != styles_.end()) style.name = base->second.name;
      for (const std::size_t properties : file.tree.children(i, "text-properties")) {
        const std::string slant = file.attribute(properties, "fo:font-style");
        style.italic = slant == "italic" || slant == "oblique";
      }
      // Names of styles are written so that they are XML's.
      if (id == "Title" || id == "Quotations") style.name = id;
      styles_[id] = std::move(style);
    }
    for (const char* const emphasis : {"Emphasis", "Strong_20_Emphasis"}) {
      if (const auto style = styles_.find(emphasis); style != styles_.end()) style->second.italic = true;
    }
  }

  OdtStyle style_of(XmlFile& file, std::size_t i) const {
    const auto found = styles_.find(file.attribute(i, "text:style-name"));
    return found == styles_.end() ? OdtStyle{} : found->second;
  }

  static bool is_paragraph(std::string_view name) { return name == "p" || name == "h"; }

  void read_text(XmlFile& file) {
    const auto& nodes = file.tree.nodes;
    builder_.begin_file(file.name, *file.content);
    const std::size_t body = file.tree.find("body", 0, nodes.size());
    if (body == nodes.size()) return;
    std::size_t paragraphs = 0;
    std::size_t empty = 0;
    for (std::size_t i = body; i < nodes[body].end; ++i) {
      if (!is_paragraph(nodes[i].name)) continue;
      ++paragraphs;
      if (is_empty(file, i)) ++empty;
    }
    OfficeText text(builder_, empty_means_break(paragraphs, empty));
    read_element(file, body, text);
    for (std::size_t i = 0; i < notes_.size(); ++i) read_element(file, notes_[i], text);
  }

  void read_element(XmlFile& file, std::size_t element, OfficeText& text) {
    const auto& nodes = file.tree.nodes;
    const std::size_t end = nodes[element].end;
    struct Open {
      std::size_t node;
      bool emphasis;
    };
    std::vector<Open> open;  // paragraphs, spans, tables, items of lists
    int items = 0;
    int in_paragraph = 0;
    for (std::size_t i = element + 1; i <= end;) {
      while (!open.empty() && nodes[open.back().node].end <= i) {
        const std::string_view name = nodes[open.back().node].name;
        if (open.back().emphasis) builder_.end_emphasis();
        if (name == "table") text.end_table();
        if (name == "list-item") --items;
        if (is_paragraph(name)) --in_paragraph;
        open.pop_back();
      }
      if (i == end) break;
      const MarkupNode& node = nodes[i];
      if (node.is_text()) {
        // Between paragraphs there are only line ends.
        if (in_paragraph > 0) builder_.add(node.place, node.cdata ? nullptr : &file.tree.entities);
        ++i;
        continue;
      }
      if (!enters(i, node.name)) {
        i = node.end;
        continue;
      }
      const std::size_t at = node.place.begin;
      const std::string_view name = node.name;
      const bool emphasis = name == "span" && style_of(file, i).italic;
      if (emphasis) builder_.begin_emphasis();
      if (is_paragraph(name)) {
        ++in_paragraph;
        begin_paragraph(file, i, items > 0, text);
      }
      if (name == "table") text.begin_table();
      if (name == "list-item") ++items;
      if (name == "table-row") text.begin_row(at);
      if (name == "table-cell") text.begin_cell(at);
      if (name == "s" || name == "tab") builder_.add_instead(" ", at);
      if (name == "line-break") builder_.break_line(at);
      if (is_paragraph(name) || name == "span" || name == "table" || name == "list-item") open.push_back({i, emphasis});
      ++i;
    }
  }

  bool enters(std::size_t i, std::string_view name) {
    if (name == "note") {
      left_out_.add(Silent::note_mark);
      if (options_.notes) notes_.push_back(i);
      if (!options_.notes) left_out_.add(Silent::note);
      return false;
    }
    if (name == "frame") left_out_.add(Silent::picture);
    if (among(kIndexes, name)) left_out_.add(Silent::navigation);
    return name != "frame" && !among(kIndexes, name) && !among(kSilentOdtElements, name);
  }

  static bool is_empty(XmlFile& file, std::size_t paragraph) {
    const auto& nodes = file.tree.nodes;
    for (std::size_t i = paragraph + 1; i < nodes[paragraph].end;) {
      if (nodes[i].is_text() && !trim_space(nodes[i].place.of(file.content->text)).empty()) return false;
      // What is in a note or a frame is none of the paragraph's.
      i = nodes[i].name == "note" || nodes[i].name == "frame" || is_paragraph(nodes[i].name) ? nodes[i].end : i + 1;
    }
    return true;
  }

  void begin_paragraph(XmlFile& file, std::size_t i, bool item, OfficeText& text) const {
    const OdtStyle style = style_of(file, i);
    int level = 0;
    if (file.tree.nodes[i].name == "h") {
      const std::string written = file.attribute(i, "text:outline-level");
      std::from_chars(written.data(), written.data() + written.size(), level);
      level = std::clamp(level, 1, 10) + 1;
    } else if (style.name == "Title") {
      level = 1;
    }
    const Block::Kind kind = level > 0                    ? Block::Kind::heading
                             : item                       ? Block::Kind::list_item
                             : style.name == "Quotations" ? Block::Kind::quote
                                                          : Block::Kind::paragraph;
    text.begin_paragraph(kind, level, file.tree.nodes[i].place.begin, is_empty(file, i));
  }

  SourceMetadata read_metadata() const {
    SourceMetadata metadata;
    Diagnostics ignored;
    auto file = read_xml_file(archive_, "meta.xml", false, ignored);
    if (!file) return metadata;
    std::string creator;
    for (std::size_t i = 0; i < file->tree.nodes.size(); ++i) {
      const std::string_view name = file->tree.nodes[i].name;
      if (name == "title") metadata.title = file->words(i);
      if (name == "initial-creator" || (name == "creator" && creator.empty())) creator = file->words(i);
      if (name == "language") metadata.language = file->words(i);
    }
    if (!creator.empty()) metadata.authors = {creator};
    return metadata;
  }

  const Archive& archive_;
  const ReadingOptions& options_;
  Diagnostics& diagnostics_;
  std::map<std::string, OdtStyle> styles_;
  std::vector<std::size_t> notes_;  ///< that are read, behind the text
  SourceBuilder builder_;
  LeftOut left_out_;
};

}  // namespace

std::optional<Source> read_odt(const Archive& archive, const ReadingOptions& options, Diagnostics& diagnostics) {
  return OdtReader(archive, options, diagnostics).read();
}

}  // namespace sotto::document
