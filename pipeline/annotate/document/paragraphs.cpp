#include "annotate/document/paragraphs.h"

#include <cstddef>

#include "annotate/document/sources/line_blocks.h"
#include "shared/text.h"

namespace sotto::document {

namespace {

/// Whether a line ends as a paragraph does: with a full stop, a question or exclamation mark, an ellipsis, a colon or a
/// dash, perhaps inside quotation marks.
bool ends_sentence(std::string_view line) {
  constexpr std::u32string_view kClosing = U"\"'”’»›)]*_";
  constexpr std::u32string_view kTerminal = U".!?…:—";
  std::size_t end = line.size();
  bool quoted = false;
  while (end > 0) {
    const CodePoint c = code_point_before(line, end);
    if (kClosing.find(c.value) == std::u32string_view::npos) {
      return kTerminal.find(c.value) != std::u32string_view::npos || (quoted && c.value == U'-');
    }
    quoted = true;
    end = c.next;
  }
  return quoted;
}

std::size_t indent_of(std::string_view text, Span line) {
  std::size_t begin = line.begin;
  std::size_t columns = 0;
  while (begin > 0) {
    const char c = text[begin - 1];
    if (c == '\n' || c == '\r') break;
    columns += c == '\t' ? 4 : 1;
    --begin;
  }
  return columns;
}

}  // namespace

ParagraphStyle paragraph_style(std::string_view text, const std::vector<Block>& blocks, LineEnds line_ends) {
  // Wrapped prose ends one line in seven or eight with a full stop; a paragraph a line, nearly every one.
  constexpr double kLinesAreParagraphs = 0.7;
  // Wrapped prose in blocks has five to ten lines a block; a chapter without blank lines has hundreds.
  constexpr double kBlocksAreParagraphs = 12;
  constexpr double kFewestIndents = 0.02;
  constexpr double kMostIndents = 0.7;
  // One sentence a line is a habit of those who write Markdown: there, only blank lines count where there are any.
  constexpr std::size_t kFewBlocks = 3;

  if (line_ends == LineEnds::wrap) return ParagraphStyle::blocks;
  std::size_t text_blocks = 0;  // with blank lines between them
  std::size_t lines = 0;
  std::size_t joints = 0;  // of two lines without a blank one between
  std::size_t sentence_ends = 0;
  std::size_t indents = 0;
  Span last;
  for (std::size_t b = 0; b < blocks.size(); ++b) {
    const Block& block = blocks[b];
    if (!block.is_text()) continue;
    const bool below = b > 0 && blocks[b - 1].is_text() && block.blank_lines_before == 0;
    if (!below) {
      ++text_blocks;
      last = {};
    }
    for (const Span line : lines_of(text, block)) {
      ++lines;
      if (!last.empty()) {
        ++joints;
        if (ends_sentence(last.of(text))) ++sentence_ends;
        if (indent_of(text, line) >= indent_of(text, last) + 2) ++indents;
      }
      last = line;
    }
  }
  if (joints == 0 || (line_ends == LineEnds::rarely_separate && text_blocks > kFewBlocks)) {
    return ParagraphStyle::blocks;
  }
  const auto share = [&](std::size_t count) { return static_cast<double>(count) / static_cast<double>(joints); };
  if (share(sentence_ends) >= kLinesAreParagraphs) return ParagraphStyle::lines;
  const double lines_a_block = static_cast<double>(lines) / static_cast<double>(text_blocks);
  if (lines_a_block > kBlocksAreParagraphs && share(indents) >= kFewestIndents && share(indents) <= kMostIndents) {
    return ParagraphStyle::indents;
  }
  return ParagraphStyle::blocks;
}

std::vector<Span> split_block(std::string_view text, const Block& block, ParagraphStyle style) {
  if (style == ParagraphStyle::blocks) return {block.span};
  std::vector<Span> lines = lines_of(text, block);
  if (style == ParagraphStyle::lines) return lines;
  std::vector<Span> paragraphs;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (i == 0 || indent_of(text, lines[i]) >= indent_of(text, lines[i - 1]) + 2) {
      paragraphs.push_back(lines[i]);
    } else {
      paragraphs.back().end = lines[i].end;
    }
  }
  return paragraphs;
}

}  // namespace sotto::document
