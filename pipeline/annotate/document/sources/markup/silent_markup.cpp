#include "annotate/document/sources/markup/silent_markup.h"

#include <algorithm>
#include <array>

#include "annotate/document/sources/archive.h"
#include "shared/text.h"

namespace sotto::document {

namespace {

using Names = std::initializer_list<std::string_view>;

constexpr std::array<std::string_view, 27> kNeverText = {
    "head",     "script", "style", "template", "noscript", "rt",       "rp",     "rtc",    "svg",
    "math",     "audio",  "video", "canvas",   "object",   "iframe",   "embed",  "map",    "select",
    "textarea", "title",  "link",  "meta",     "datalist", "frameset", "applet", "button", "case"};

bool has_any(std::string_view list, Names names) {
  return std::any_of(names.begin(), names.end(), [&](std::string_view name) { return has_token(list, name); });
}

/// A text without the brackets, points and spaces round it.
std::string_view bare(std::string_view text) {
  constexpr std::string_view kRound = " \t\r\n[](){}.,:";
  const std::size_t begin = std::min(text.find_first_not_of(kRound), text.size());
  const std::size_t end = text.find_last_not_of(kRound);
  return begin == text.size() ? std::string_view() : text.substr(begin, end + 1 - begin);
}

bool is_number(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// "[Pg 12]", "xiv", "{12}".
bool is_page_number(std::string_view words) {
  constexpr std::size_t kLongest = 16;
  if (words.size() > kLongest) return false;
  std::string text = lower_case(bare(words));
  for (const std::string_view opening : {"page", "pg", "p"}) {
    if (text.starts_with(opening)) {
      text = std::string(bare(std::string_view(text).substr(opening.size())));
      break;
    }
  }
  return text.empty() || is_number(text) || text.find_first_not_of("ivxlcdm") == std::string::npos;
}

/// "12", "*", "††", "a".
bool is_note_sign(std::string_view words) {
  const std::string_view sign = bare(words);
  if (is_number(sign)) return sign.size() <= 4;
  if (sign.size() == 1) return sign[0] == '*' || (sign[0] >= 'a' && sign[0] <= 'z');
  constexpr std::u32string_view kSigns = U"*†‡§¶‖#";
  std::size_t signs = 0;
  for (std::size_t i = 0; i < sign.size(); ++signs) {
    const CodePoint c = code_point_at(sign, i);
    if (kSigns.find(c.value) == std::u32string_view::npos) return false;
    i = c.next;
  }
  return signs > 0 && signs <= 4;
}

}  // namespace

bool is_never_text(std::string_view name) { return among(kNeverText, name); }

ElementKind kind_of(MarkupTree& tree, const MarkupNode& node) {
  ElementKind kind;
  if (node.attributes == 0) return kind;
  kind.types = tree.attribute(node, ":type").value_or("") + " " + tree.attribute(node, "role").value_or("");
  kind.classes = lower_case(tree.attribute(node, "class").value_or(""));
  return kind;
}

bool is_matter(const ElementKind& kind) {
  return has_any(kind.types, {"titlepage",    "halftitlepage", "copyright-page", "imprint", "imprimatur", "colophon",
                              "cover",        "toc",           "toc-brief",      "loi",     "lot",        "loa",
                              "lov",          "landmarks",     "page-list",      "index",   "doc-toc",    "doc-cover",
                              "doc-colophon", "doc-pagelist",  "doc-index"});
}

bool looks_like_note_mark(MarkupTree& tree, std::string_view content, std::size_t node) {
  const MarkupNode& element = tree.nodes[node];
  if (element.name != "a") return false;
  const std::optional<std::string> href = tree.attribute(element, "href");
  if (!href || href->find('#') == std::string::npos) return false;
  constexpr std::size_t kMostNodes = 8;
  if (element.end - node > kMostNodes) return false;
  const std::string words = tree.words(content, node);
  if (!is_note_sign(words)) return false;
  const bool bracketed = words.front() == '[' || words.front() == '(';
  const bool sign = !is_number(bare(words)) && bare(words).size() != 1;
  const bool raises = tree.find("sup", node, element.end) != element.end;
  const bool raised = node > 0 && tree.nodes[node - 1].name == "sup" && tree.nodes[node - 1].end >= element.end;
  return bracketed || sign || words == "*" || raises || raised;
}

std::optional<Silent> silent_kind(MarkupTree& tree, std::string_view content, std::size_t node,
                                  const ElementKind& kind) {
  const MarkupNode& element = tree.nodes[node];
  if (element.name == "nav") return Silent::navigation;
  if (element.attributes == 0) return std::nullopt;
  if (element.name == "a" && looks_like_note_mark(tree, content, node)) return Silent::note_mark;
  if (has_any(kind.types, {"noteref", "doc-noteref", "backlink", "doc-backlink"})) return Silent::note_mark;
  if (has_any(kind.types, {"pagebreak", "doc-pagebreak"})) return Silent::page_number;
  if (has_any(kind.types, {"footnote", "footnotes", "endnote", "endnotes", "rearnote", "rearnotes", "note",
                           "doc-footnote", "doc-endnote", "doc-endnotes"})) {
    return Silent::note;
  }
  if (tree.attribute(element, "hidden") || tree.attribute(element, "aria-hidden") == "true") return Silent::hidden;
  if (kind.classes.empty()) return std::nullopt;
  constexpr std::size_t kMostNodes = 6;
  if (element.end - node <= kMostNodes) {
    if (has_any(kind.classes, {"pagenum", "pageno", "pagenumber", "page-number", "page_number", "pagebreak",
                               "page-break", "pagenumberbottom", "x-ebookmaker-pageno"}) &&
        is_page_number(tree.words(content, node))) {
      return Silent::page_number;
    }
    if (has_any(kind.classes, {"lnum", "linenum", "linenumber", "line-number", "lineno"}) &&
        is_number(bare(tree.words(content, node)))) {
      return Silent::line_number;
    }
    if (has_any(kind.classes, {"noteref", "fnanchor", "footnoteref", "footnote-ref", "fnref"}))
      return Silent::note_mark;
  }
  if (has_any(kind.classes, {"footnote", "footnotes", "endnote", "endnotes", "rearnote"})) return Silent::note;
  return std::nullopt;
}

void NoteLinks::add(MarkupTree& tree, std::string_view content, const std::string& file) {
  for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
    if (tree.nodes[i].name != "a" || !looks_like_note_mark(tree, content, i)) continue;
    const auto link = resolve_link(file, *tree.attribute(tree.nodes[i], "href"));
    if (!link || link->fragment.empty()) continue;
    // The way back from a note looks like a mark, too.
    const auto is_target = [&](const MarkupNode& node) {
      const auto id = tree.attribute(node, "id");
      const auto name = tree.attribute(node, "name");
      return (id && is_note(file + "#" + *id)) || (name && is_note(file + "#" + *name));
    };
    constexpr std::size_t kNear = 4;  // "<p id='n3'><a id='n3' href='#r3'>", "<li id='n3'><p><sup><a>"
    bool back = false;
    for (std::size_t k = i - std::min(i, kNear); k <= i && !back; ++k) {
      back = tree.nodes[k].end > i && !tree.nodes[k].is_text() && is_target(tree.nodes[k]);
    }
    if (!back) notes_.insert(link->file + "#" + link->fragment);
  }
}

}  // namespace sotto::document
