#include "annotate/document/sources/markup/markup_reader.h"

#include <algorithm>
#include <array>
#include <optional>

#include "shared/text.h"

// The nodes of a page are walked in their order, with a stack of those that are open: no recursion, whatever their
// depth. An element that makes blocks begins one where it begins and where it ends; what stands between two of them is
// a block of the kind of the element round it.

namespace sotto::document {

namespace {

constexpr std::array<std::string_view, 42> kBlocks = {
    "p",       "div",    "section",    "article", "aside", "header", "footer", "main",     "address",
    "center",  "figure", "figcaption", "dl",      "dt",    "dd",     "form",   "fieldset", "details",
    "summary", "body",   "html",       "hgroup",  "ul",    "ol",     "menu",   "dir",      "blockquote",
    "li",      "pre",    "h1",         "h2",      "h3",    "h4",     "h5",     "h6",       "table",
    "caption", "tr",     "hr",         "thead",   "tbody", "tfoot"};

bool is_heading(std::string_view name) {
  return name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6';
}

class MarkupReader {
 public:
  MarkupReader(const MarkupPage& page, SourceBuilder& builder, LeftOut& left_out)
      : page_(page), tree_(page.tree), builder_(builder), left_out_(left_out) {}

  MarkupPlaces read() {
    builder_.begin_file(page_.name, page_.content);
    places_.begin = builder_.offset();
    for (std::size_t i = 0; i < tree_.nodes.size();) {
      while (!open_.empty() && tree_.nodes[open_.back().node].end <= i) close();
      const MarkupNode& node = tree_.nodes[i];
      if (node.is_text()) {
        builder_.add(node.place, node.cdata ? nullptr : &tree_.entities, context().preformatted);
        ++i;
      } else {
        i = open(i) ? i + 1 : node.end;
      }
    }
    while (!open_.empty()) close();
    places_.end = builder_.offset();
    return std::move(places_);
  }

 private:
  /// An element that is open, and what holds in it.
  struct Open {
    std::size_t node = 0;
    Block::Kind kind = Block::Kind::paragraph;
    int level = 0;
    bool block = false;
    bool preformatted = false;
    bool grouped = false;  ///< the blocks in it are lines of one
    bool italic = false;   ///< all of it is, by the style sheet
    bool emphasis = false;
    bool said = false;
    bool in_matter = false;
    std::optional<std::size_t> matter;  ///< where it began
  };

  const Open& context() const {
    static const Open kPage;
    return open_.empty() ? kPage : open_.back();
  }

  /// Enters an element. False: what is in it is not read.
  bool open(std::size_t i) {
    const MarkupNode& node = tree_.nodes[i];
    const ElementKind kind = kind_of(tree_, node);
    if (is_never_text(node.name)) {
      skip(i);
      return false;
    }
    if (node.attributes > 0) note_place(node);
    const std::optional<Silent> silent = silent_of(i, kind);
    if (silent) {
      left_out_.add(*silent);
      skip(i);
      return false;
    }
    if (node.name == "br") builder_.break_line(node.place.begin);
    if (node.name == "hr") builder_.add_scene_break(node.place.begin);
    if (node.name == "img" || node.name == "image") {
      if (const std::string letter = drop_cap(i); letter.empty()) {
        left_out_.add(Silent::picture);
      } else {
        builder_.add_instead(letter, node.place.begin);
      }
    }
    Open element = context();
    element.node = i;
    element.block = element.emphasis = element.said = false;
    element.matter.reset();
    open_block(i, element);
    open_inline(i, kind, element);
    element.in_matter = context().in_matter || is_matter(kind);
    if (element.in_matter && !context().in_matter) element.matter = builder_.offset();
    open_.push_back(element);
    return true;
  }

  void note_place(const MarkupNode& node) {
    if (auto id = tree_.attribute(node, "id")) places_.ids.emplace(std::move(*id), builder_.offset());
    if (node.name != "a") return;
    if (auto name = tree_.attribute(node, "name")) places_.ids.emplace(std::move(*name), builder_.offset());
  }

  /// What is in an element that is not read still has places that contents may name.
  void skip(std::size_t i) {
    for (std::size_t k = i + 1; k < tree_.nodes[i].end; ++k) {
      if (tree_.nodes[k].attributes > 0) note_place(tree_.nodes[k]);
    }
  }

  std::optional<Silent> silent_of(std::size_t i, const ElementKind& kind) {
    const MarkupNode& node = tree_.nodes[i];
    std::optional<Silent> silent = silent_kind(tree_, page_.content.text, i, kind);
    if (!silent && is_linked_note(i)) silent = Silent::note;
    if (!silent) {
      Style style = page_.styles.of(node.name, kind.classes);
      if (const auto own = node.attributes > 0 ? tree_.attribute(node, "style") : std::nullopt) {
        if (const auto hidden = read_declarations(*own).hidden) style.hidden = hidden;
      }
      if (style.hidden.value_or(false)) silent = Silent::hidden;
    }
    if (silent == Silent::note && page_.read_notes) silent.reset();
    return silent;
  }

  /// The letter that a picture stands for at the beginning of a word ("<img alt='R'/>ain fell"); empty: it is none.
  std::string drop_cap(std::size_t i) const {
    std::string letter = tree_.attribute(tree_.nodes[i], "alt").value_or("");
    constexpr std::size_t kMostCharacters = 2;  // with a quotation mark
    if (letter.empty() || count_code_points(letter) > kMostCharacters) return {};
    if (!is_letter(code_point_before(letter, letter.size()).value)) return {};
    const auto block = std::find_if(open_.rbegin(), open_.rend(), [](const Open& element) { return element.block; });
    const std::size_t end = block == open_.rend() ? tree_.nodes.size() : tree_.nodes[block->node].end;
    for (std::size_t k = i + 1; k < end; ++k) {
      const MarkupNode& node = tree_.nodes[k];
      if (among(kBlocks, node.name) || node.name == "br") return {};
      if (!node.is_text()) continue;
      return is_letter(code_point_at(node.place.of(page_.content.text), 0).value) ? letter : std::string();
    }
    return {};
  }

  /// Whether a mark links here, to a paragraph or an item of a list, or to the first thing in it.
  bool is_linked_note(std::size_t i) {
    constexpr std::array<std::string_view, 7> kHold = {"p", "li", "dd", "dt", "aside", "div", "td"};
    if (!among(kHold, tree_.nodes[i].name)) return false;
    const std::size_t deepest = tree_.nodes[i].name == "div" ? 1 : 4;
    for (std::size_t k = i, elements = 0; k < tree_.nodes[i].end && elements < deepest; ++k) {
      const MarkupNode& node = tree_.nodes[k];
      if (node.is_text()) {
        if (!trim_space(node.place.of(page_.content.text)).empty()) return false;
        continue;
      }
      ++elements;
      if (node.attributes == 0) continue;
      for (const char* attribute : {"id", "name"}) {
        const auto id = tree_.attribute(node, attribute);
        if (id && page_.notes.is_note(page_.name + "#" + *id)) return true;
      }
    }
    return false;
  }

  void open_block(std::size_t i, Open& element) {
    const MarkupNode& node = tree_.nodes[i];
    const std::string_view name = node.name;
    const std::size_t at = node.place.begin;
    if (name == "td" || name == "th") {
      if (builder_.in_line()) builder_.add_instead(", ", at);
      return;
    }
    if (!among(kBlocks, name)) return;
    element.block = true;
    if (context().grouped) {
      if (builder_.in_line()) builder_.break_line(at);
      return;
    }
    if (name == "tr" && context().kind == Block::Kind::table) {
      builder_.break_line(at);
      return;
    }
    if (is_heading(name) || name == "hgroup") {
      element.kind = Block::Kind::heading;
      const std::size_t first = is_heading(name) ? i : heading_in(i);
      element.level = first == node.end ? 1 : tree_.nodes[first].name[1] - '0';
      element.grouped = name == "hgroup";
    } else if (name == "li" || name == "dd") {
      element.kind = Block::Kind::list_item;
    } else if (name == "blockquote") {
      element.kind = Block::Kind::quote;
    } else if (name == "pre") {
      element.kind = Block::Kind::code;
      element.preformatted = true;
    } else if (name == "table") {
      element.kind = Block::Kind::table;
    } else if (name == "p" && (element.kind == Block::Kind::table || element.kind == Block::Kind::code)) {
      element.kind = Block::Kind::paragraph;
    }
    builder_.begin_block(element.kind, element.level, at);
  }

  std::size_t heading_in(std::size_t i) const {
    for (std::size_t k = i; k < tree_.nodes[i].end; ++k) {
      if (is_heading(tree_.nodes[k].name)) return k;
    }
    return tree_.nodes[i].end;
  }

  /// Emphasis, and how it is said. A block that is italic as a whole, as a letter may be, is not emphasised.
  void open_inline(std::size_t i, const ElementKind& kind, Open& element) {
    const MarkupNode& node = tree_.nodes[i];
    Style style = page_.styles.of(node.name, kind.classes);
    if (node.attributes > 0) {
      if (const auto own = tree_.attribute(node, "style")) {
        if (const auto italic = read_declarations(*own).italic) style.italic = italic;
      }
      if (auto phonemes = tree_.attribute(node, ":ph")) {
        element.said = true;
        builder_.begin_said(std::move(*phonemes));
      }
    }
    const bool by_name = node.name == "em" || node.name == "i" || node.name == "strong";
    if (element.block) {
      element.italic = style.italic.value_or(element.italic);
    } else if (style.italic.value_or(by_name) && !(element.italic && !by_name)) {
      element.emphasis = true;
      builder_.begin_emphasis();
    }
  }

  void close() {
    const Open element = open_.back();
    open_.pop_back();
    if (element.emphasis) builder_.end_emphasis();
    if (element.said) builder_.end_said();
    const std::size_t end = tree_.nodes[element.node].end;
    const std::size_t at = end < tree_.nodes.size() ? tree_.nodes[end].place.begin : page_.content.text.size();
    if (element.block && context().grouped) {
      if (builder_.in_line()) builder_.break_line(at);
    } else if (element.block && tree_.nodes[element.node].name != "tr") {
      builder_.begin_block(context().kind, context().level, at);
    }
    if (element.matter && builder_.offset() > *element.matter) {
      places_.matter.push_back({*element.matter, builder_.offset()});
    }
  }

  const MarkupPage& page_;
  MarkupTree& tree_;
  SourceBuilder& builder_;
  LeftOut& left_out_;
  std::vector<Open> open_;
  MarkupPlaces places_;
};

}  // namespace

MarkupPlaces read_markup(const MarkupPage& page, SourceBuilder& builder, LeftOut& left_out) {
  return MarkupReader(page, builder, left_out).read();
}

}  // namespace sotto::document
