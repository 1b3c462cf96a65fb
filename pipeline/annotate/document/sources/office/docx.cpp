#include "annotate/document/sources/office/docx.h"

#include <array>
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

/// What a paragraph's or a run's style means.
struct WordStyle {
  int heading = 0;  ///< its level, from 1; the title of the whole document has 1, other headings more
  bool quote = false;
  bool contents = false;  ///< a line of a table of contents
  bool italic = false;
};

/// What is in these is not the text, or not shown.
constexpr std::array<std::string_view, 17> kSilentDocxElements = {
    "pPr",       "rPr",     "sectPr",       "tblPr",       "trPr",     "tcPr",  "sdtPr", "del",   "moveFrom",
    "instrText", "delText", "delInstrText", "txbxContent", "Fallback", "oMath", "rt",    "rubyPr"};

bool is_on(XmlFile& file, std::size_t node) {
  const std::string value = file.attribute(node, ":val");
  return value != "0" && value != "false" && value != "none" && value != "off";
}

/// The element of this name right below another one.
std::optional<std::size_t> child(XmlFile& file, std::size_t node, std::string_view name) {
  const auto& nodes = file.tree.nodes;
  for (std::size_t i = node + 1; i < nodes[node].end; i = nodes[i].end) {
    if (nodes[i].name == name) return i;
  }
  return std::nullopt;
}

/// The styles of a document by their ids.
std::map<std::string, WordStyle> read_styles(XmlFile& file) {
  std::map<std::string, WordStyle> styles;
  std::map<std::string, std::string> based_on;
  for (std::size_t i = 0; i < file.tree.nodes.size(); ++i) {
    if (file.tree.nodes[i].name != "style") continue;
    const std::string id = file.attribute(i, ":styleId");
    WordStyle style;
    if (const auto name = child(file, i, "name")) {
      const std::string called = lower_case(file.attribute(*name, ":val"));
      if (called == "title") style.heading = 1;
      if (called.starts_with("heading ") && called.size() == 9) style.heading = called[8] - '0' + 1;
      style.quote = called == "quote" || called == "intense quote";
      style.contents = called.starts_with("toc ");
      style.italic = called == "emphasis" || called == "strong";
    }
    if (const auto paragraph = child(file, i, "pPr")) {
      if (const auto level = child(file, *paragraph, "outlineLvl"); level && style.heading == 0) {
        const std::string value = file.attribute(*level, ":val");
        if (value.size() == 1 && value[0] >= '0' && value[0] < '9') style.heading = value[0] - '0' + 2;
      }
    }
    if (const auto run = child(file, i, "rPr")) {
      if (const auto italic = child(file, *run, "i")) style.italic = is_on(file, *italic);
    }
    if (const auto base = child(file, i, "basedOn")) based_on[id] = file.attribute(*base, ":val");
    styles[id] = style;
  }
  constexpr int kLongestChain = 10;
  for (auto& [id, style] : styles) {
    std::string base = id;
    for (int i = 0; i < kLongestChain && style.heading == 0 && based_on.contains(base); ++i) {
      base = based_on[base];
      const auto found = styles.find(base);
      if (found == styles.end()) break;
      style.heading = found->second.heading;
      style.quote = style.quote || found->second.quote;
    }
  }
  return styles;
}

class DocxReader {
 public:
  DocxReader(const Archive& archive, const ReadingOptions& options, Diagnostics& diagnostics)
      : archive_(archive), options_(options), diagnostics_(diagnostics) {}

  std::optional<Source> read() {
    const std::string main = find_main();
    std::optional<XmlFile> file = read_xml_file(archive_, main, false, diagnostics_);
    if (!file) return std::nullopt;
    const std::string folder = main.substr(0, main.rfind('/') + 1);
    Diagnostics ignored;
    if (auto styles = read_xml_file(archive_, folder + "styles.xml", false, ignored))
      styles_ = document::read_styles(*styles);
    read_part(*file);
    std::vector<XmlFile> notes;
    notes.reserve(2);
    for (const char* const part : {"footnotes.xml", "endnotes.xml"}) {
      if (!options_.notes || !archive_.contains(folder + part)) continue;
      if (auto found = read_xml_file(archive_, folder + part, false, diagnostics_)) {
        read_part(notes.emplace_back(std::move(*found)));
      }
    }
    std::optional<Source> source =
        finish_source(builder_, *options_.language, left_out_, archive_.path(), diagnostics_);
    if (source) source->metadata = read_metadata();
    return source;
  }

 private:
  std::string find_main() {
    Diagnostics ignored;
    if (auto relations = read_xml_file(archive_, "_rels/.rels", false, ignored)) {
      for (std::size_t i = 0; i < relations->tree.nodes.size(); ++i) {
        if (!relations->attribute(i, "Type").ends_with("/officeDocument")) continue;
        std::string target = relations->attribute(i, "Target");
        if (target.starts_with('/')) target.erase(0, 1);
        if (archive_.contains(target)) return target;
      }
    }
    return "word/document.xml";
  }

  void read_part(XmlFile& file) {
    const auto& nodes = file.tree.nodes;
    builder_.begin_file(file.name, *file.content);
    std::size_t paragraphs = 0;
    std::size_t empty = 0;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      if (nodes[i].name != "p") continue;
      ++paragraphs;
      if (is_empty(file, i)) ++empty;
    }
    OfficeText text(builder_, empty_means_break(paragraphs, empty));
    std::vector<std::size_t> tables;  // that are open
    std::size_t emphasis_end = 0;
    for (std::size_t i = 0; i < nodes.size();) {
      const MarkupNode& node = nodes[i];
      if (emphasis_end != 0 && i >= emphasis_end) {
        builder_.end_emphasis();
        emphasis_end = 0;
      }
      for (; !tables.empty() && nodes[tables.back()].end <= i; tables.pop_back()) text.end_table();
      if (node.is_text() || !enters(file, i)) {
        i = node.end;
        continue;
      }
      const std::size_t at = node.place.begin;
      if (node.name == "p") begin_paragraph(file, i, text);
      if (node.name == "tbl") {
        text.begin_table();
        tables.push_back(i);
      }
      if (node.name == "tr") text.begin_row(at);
      if (node.name == "tc") text.begin_cell(at);
      if (node.name == "r" && emphasis_end == 0 && is_emphasised(file, i)) {
        builder_.begin_emphasis();
        emphasis_end = node.end;
      }
      if (node.name == "t") {
        for (std::size_t k = i + 1; k < node.end; ++k) {
          if (nodes[k].is_text()) builder_.add(nodes[k].place, nodes[k].cdata ? nullptr : &file.tree.entities);
        }
      }
      if (node.name == "tab") builder_.add_instead(" ", at);
      if (node.name == "noBreakHyphen") builder_.add_instead("-", at);
      if ((node.name == "br" && file.attribute(i, ":type").empty()) || node.name == "cr") builder_.break_line(at);
      ++i;
    }
    if (emphasis_end != 0) builder_.end_emphasis();
  }

  /// Whether what is in an element is read; what is not is counted.
  bool enters(XmlFile& file, std::size_t i) {
    const std::string_view name = file.tree.nodes[i].name;
    if (name == "footnoteReference" || name == "endnoteReference") {
      left_out_.add(Silent::note_mark);
      if (!options_.notes) left_out_.add(Silent::note);
      return false;
    }
    if (name == "drawing" || name == "pict") left_out_.add(Silent::picture);
    if (name == "r" && is_hidden(file, i)) {
      left_out_.add(Silent::hidden);
      return false;
    }
    // "separator" and the like stand where notes of a page begin.
    if ((name == "footnote" || name == "endnote") && !file.attribute(i, ":type").empty()) return false;
    if (name == "sdt" && is_contents(file, i)) {
      left_out_.add(Silent::navigation);
      return false;
    }
    if (name == "p" && style_of(file, i, "pPr", "pStyle").contents) return false;
    return !among(kSilentDocxElements, name);
  }

  static bool is_contents(XmlFile& file, std::size_t i) {
    const auto properties = child(file, i, "sdtPr");
    const auto part = properties ? child(file, *properties, "docPartObj") : std::nullopt;
    const auto gallery = part ? child(file, *part, "docPartGallery") : std::nullopt;
    return gallery && file.attribute(*gallery, ":val") == "Table of Contents";
  }

  static bool is_hidden(XmlFile& file, std::size_t run) {
    const auto properties = child(file, run, "rPr");
    const auto hidden = properties ? child(file, *properties, "vanish") : std::nullopt;
    return hidden && is_on(file, *hidden);
  }

  WordStyle style_of(XmlFile& file, std::size_t i, std::string_view properties, std::string_view name) const {
    const auto given = child(file, i, properties);
    const auto style = given ? child(file, *given, name) : std::nullopt;
    const auto found = style ? styles_.find(file.attribute(*style, ":val")) : styles_.end();
    return found == styles_.end() ? WordStyle{} : found->second;
  }

  bool is_emphasised(XmlFile& file, std::size_t run) const {
    const auto properties = child(file, run, "rPr");
    const auto italic = properties ? child(file, *properties, "i") : std::nullopt;
    return italic ? is_on(file, *italic) : style_of(file, run, "rPr", "rStyle").italic;
  }

  static bool is_empty(XmlFile& file, std::size_t paragraph) {
    const auto& nodes = file.tree.nodes;
    for (std::size_t i = paragraph + 1; i < nodes[paragraph].end;) {
      if (nodes[i].name == "t" && !file.words(i).empty()) return false;
      i = nodes[i].name == "t" || nodes[i].name == "p" ? nodes[i].end : i + 1;  // one in it is a text box's
    }
    return true;
  }

  void begin_paragraph(XmlFile& file, std::size_t i, OfficeText& text) {
    WordStyle style = style_of(file, i, "pPr", "pStyle");
    bool item = false;
    if (const auto properties = child(file, i, "pPr")) {
      item = child(file, *properties, "numPr").has_value();
      if (const auto level = child(file, *properties, "outlineLvl")) {
        const std::string value = file.attribute(*level, ":val");
        if (value.size() == 1 && value[0] >= '0' && value[0] < '9') style.heading = value[0] - '0' + 2;
      }
    }
    const Block::Kind kind = style.heading > 0 ? Block::Kind::heading
                             : item            ? Block::Kind::list_item
                             : style.quote     ? Block::Kind::quote
                                               : Block::Kind::paragraph;
    text.begin_paragraph(kind, style.heading, file.tree.nodes[i].place.begin, is_empty(file, i));
  }

  SourceMetadata read_metadata() const {
    SourceMetadata metadata;
    Diagnostics ignored;
    auto file = read_xml_file(archive_, "docProps/core.xml", false, ignored);
    if (!file) return metadata;
    for (std::size_t i = 0; i < file->tree.nodes.size(); ++i) {
      const std::string_view name = file->tree.nodes[i].name;
      if (name == "title") metadata.title = file->words(i);
      if (name == "creator" && !file->words(i).empty()) metadata.authors = {file->words(i)};
      if (name == "language") metadata.language = file->words(i);
    }
    return metadata;
  }

  const Archive& archive_;
  const ReadingOptions& options_;
  Diagnostics& diagnostics_;
  std::map<std::string, WordStyle> styles_;
  SourceBuilder builder_;
  LeftOut left_out_;
};

}  // namespace

std::optional<Source> read_docx(const Archive& archive, const ReadingOptions& options, Diagnostics& diagnostics) {
  return DocxReader(archive, options, diagnostics).read();
}

}  // namespace sotto::document
