#include "annotate/document/sources/markdown_parse.h"

#include <md4c.h>

#include <algorithm>
#include <functional>
#include <limits>
#include <utility>

#include "shared/text.h"

namespace sotto::document {

namespace {

/// md4c tells blocks by their beginnings and ends, and the text in them by pointers into the source. Where a block
/// stands in the source is so known by its text. In a list without blank lines between its items, paragraphs have no
/// blocks of their own: there a leaf is what follows the beginning or the end of any other block.
class Parser {
 public:
  Parser(std::string_view text, const std::vector<Span>& lines) : text_(text), lines_(lines) {
    parse_.is_text.assign(text.size(), false);
  }

  void enter(MD_BLOCKTYPE type, const void* detail) {
    in_leaf_ = false;
    switch (type) {
      case MD_BLOCK_UL: {
        const auto& list = *static_cast<const MD_BLOCK_UL_DETAIL*>(detail);
        loose_lists_.push_back(list.is_tight == 0 && list.mark == '-');
        break;
      }
      case MD_BLOCK_OL:
        loose_lists_.push_back(false);
        break;
      case MD_BLOCK_LI:
        item_begins_ = true;
        containers_.push_back(Block::Kind::list_item);
        break;
      case MD_BLOCK_QUOTE:
        containers_.push_back(Block::Kind::quote);
        break;
      case MD_BLOCK_H:
        // No chapter begins within a list.
        containers_.push_back(in_list() ? Block::Kind::list_item : Block::Kind::heading);
        level_ = static_cast<int>(static_cast<const MD_BLOCK_H_DETAIL*>(detail)->level);
        break;
      case MD_BLOCK_CODE:
        containers_.push_back(Block::Kind::code);
        break;
      default:
        break;
    }
  }

  void leave(MD_BLOCKTYPE type) {
    in_leaf_ = false;
    item_begins_ = false;
    if (type == MD_BLOCK_UL || type == MD_BLOCK_OL) loose_lists_.pop_back();
    if (type == MD_BLOCK_LI || type == MD_BLOCK_QUOTE || type == MD_BLOCK_H || type == MD_BLOCK_CODE) {
      containers_.pop_back();
    }
  }

  void text(MD_TEXTTYPE type, const char* begin, std::size_t size) {
    // Some texts, such as line ends, are not from the source.
    const char* const first = text_.data();
    if (size == 0 || std::less<>()(begin, first) || !std::less<>()(begin, first + text_.size())) return;
    const Span span{static_cast<std::size_t>(begin - first), static_cast<std::size_t>(begin - first) + size};
    extend_leaf(span);
    const char second = size > 1 ? begin[1] : ' ';
    // "<Meg>" is no tag that anybody meant.
    const bool tag = type == MD_TEXT_HTML && (is_lower(static_cast<unsigned char>(second)) || second == '/');
    if (tag) return;
    if (type == MD_TEXT_ENTITY) parse_.entities.push_back(span);
    if (std::exchange(item_begins_, false) && loose_lists_.back()) parse_.loose_items.push_back(span.begin);
    std::fill_n(parse_.is_text.begin() + static_cast<std::ptrdiff_t>(span.begin), span.size(), true);
  }

  MarkdownParse finish() { return std::move(parse_); }

 private:
  bool in_list() const { return !loose_lists_.empty(); }

  void extend_leaf(Span span) {
    const auto line_of = [&](std::size_t offset) {
      const auto after = std::upper_bound(lines_.begin(), lines_.end(), offset,
                                          [](std::size_t o, Span line) { return o < line.begin; });
      return static_cast<std::size_t>(after - lines_.begin()) - 1;
    };
    if (!in_leaf_) {
      const Block::Kind kind = containers_.empty() ? Block::Kind::paragraph : containers_.back();
      const std::size_t line = line_of(span.begin);
      const bool heading = kind == Block::Kind::heading;
      // Only marks stand before the first text of a heading, and one of them is "#" unless it is underlined.
      const bool marked = Span{lines_[line].begin, span.begin}.of(text_).find('#') != std::string_view::npos;
      parse_.leaves.push_back({kind, heading ? level_ : 0, heading && !marked, line, line});
      in_leaf_ = true;
    }
    parse_.leaves.back().last_line = line_of(span.end - 1);
  }

  std::string_view text_;
  const std::vector<Span>& lines_;
  MarkdownParse parse_;
  std::vector<Block::Kind> containers_;  ///< the blocks that are open, the innermost last
  std::vector<bool> loose_lists_;        ///< the lists that are open: whether text in an item of it is a loose item
  int level_ = 0;
  bool in_leaf_ = false;
  bool item_begins_ = false;
};

int enter_block(MD_BLOCKTYPE type, void* detail, void* user) {
  static_cast<Parser*>(user)->enter(type, detail);
  return 0;
}

int leave_block(MD_BLOCKTYPE type, void* /*detail*/, void* user) {
  static_cast<Parser*>(user)->leave(type);
  return 0;
}

int take_text(MD_TEXTTYPE type, const char* begin, MD_SIZE size, void* user) {
  static_cast<Parser*>(user)->text(type, begin, size);
  return 0;
}

}  // namespace

std::optional<MarkdownParse> parse_markdown(std::string_view text, const std::vector<Span>& lines) {
  if (text.size() > std::numeric_limits<MD_SIZE>::max() || lines.empty()) return std::nullopt;
  const std::string_view parsed = text.substr(lines.front().begin);
  Parser reading(text, lines);
  const auto ignore = [](MD_SPANTYPE, void*, void*) { return 0; };
  MD_PARSER parser{};
  parser.flags = MD_FLAG_NOINDENTEDCODEBLOCKS | MD_FLAG_NOHTMLBLOCKS | MD_FLAG_STRIKETHROUGH;
  parser.enter_block = enter_block;
  parser.leave_block = leave_block;
  parser.enter_span = ignore;
  parser.leave_span = ignore;
  parser.text = take_text;
  if (md_parse(parsed.data(), static_cast<MD_SIZE>(parsed.size()), &parser, &reading) != 0) return std::nullopt;
  return reading.finish();
}

}  // namespace sotto::document
