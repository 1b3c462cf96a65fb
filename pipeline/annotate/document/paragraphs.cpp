#include "annotate/document/paragraphs.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>

#include "annotate/document/line_kinds.h"
#include "annotate/document/sources/line_blocks.h"
#include "shared/text.h"

namespace sotto::document {

namespace {

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

namespace {

/// What the lines of a text have in common.
struct LineMeasures {
  std::size_t text_blocks = 0;  ///< with blank lines between them
  std::size_t lines = 0;
  std::size_t joints = 0;  ///< of two lines without a blank one between
  std::size_t sentence_ends = 0;
  std::size_t indents = 0;
  std::size_t indents_after_sentences = 0;
  std::size_t margin = 0;
  std::size_t width = 0;
  std::size_t full_lines = 0;

  double share(std::size_t count) const { return static_cast<double>(count) / static_cast<double>(joints); }
};

/// Where lines that go on begin: of the columns where a tenth of the lines begin, the first.
std::size_t margin_of(const std::map<std::size_t, std::size_t>& columns, std::size_t lines) {
  for (const auto& [column, count] : columns) {
    if (count * 10 >= lines) return column;
  }
  return columns.empty() ? 0 : columns.begin()->first;
}

/// The length that nearly all lines keep to.
std::size_t width_of(std::vector<std::size_t> lengths) {
  if (lengths.empty()) return 0;
  const auto last = lengths.begin() + static_cast<std::ptrdiff_t>(lengths.size() * 95 / 100);
  std::nth_element(lengths.begin(), last, lengths.end());
  return *last;
}

LineMeasures measure(std::string_view text, const std::vector<Block>& blocks) {
  LineMeasures all;
  struct Joint {
    std::size_t indent;
    bool after_sentence;
  };
  std::vector<Joint> joints;
  std::vector<std::size_t> lengths;
  std::map<std::size_t, std::size_t> columns;
  Span last;
  for (std::size_t b = 0; b < blocks.size(); ++b) {
    const Block& block = blocks[b];
    if (!block.is_text()) continue;
    const bool below = b > 0 && blocks[b - 1].is_text() && block.blank_lines_before == 0;
    if (!below) {
      ++all.text_blocks;
      last = {};
    }
    for (const Span line : lines_of(text, block)) {
      ++all.lines;
      const std::size_t indent = indent_of(text, line);
      ++columns[indent];
      lengths.push_back(line.size());
      if (!last.empty()) joints.push_back({indent, ends_sentence(last.of(text))});
      last = line;
    }
  }
  all.joints = joints.size();
  all.margin = margin_of(columns, all.lines);
  for (const Joint& joint : joints) {
    if (joint.after_sentence) ++all.sentence_ends;
    if (joint.indent < all.margin + 2) continue;
    ++all.indents;
    if (joint.after_sentence) ++all.indents_after_sentences;
  }
  all.width = width_of(lengths);
  all.full_lines = static_cast<std::size_t>(
      std::count_if(lengths.begin(), lengths.end(), [&](std::size_t length) { return length * 5 >= all.width * 4; }));
  return all;
}

/// Whether nearly every line that begins further right comes after a sentence's end, and others seldom do.
bool indents_begin_paragraphs(const LineMeasures& all) {
  constexpr std::size_t kFewest = 2;
  constexpr double kFewestIndents = 0.02;
  if (all.indents < kFewest || all.share(all.indents) < kFewestIndents || all.indents == all.joints) return false;
  const bool after_sentences = all.indents_after_sentences * 10 >= all.indents * 9;
  const std::size_t others = all.joints - all.indents;
  return after_sentences && (all.sentence_ends - all.indents_after_sentences) * 5 <= others * 3;
}

}  // namespace

ParagraphLayout paragraph_layout(std::string_view text, const std::vector<Block>& blocks, LineEnds line_ends) {
  // Wrapped prose ends one line in seven or eight with a full stop; a paragraph a line, nearly every one.
  constexpr double kLinesAreParagraphs = 0.7;
  // Wrapped prose in blocks has five to ten lines a block; a chapter without blank lines has hundreds.
  constexpr double kBlocksAreParagraphs = 12;
  constexpr double kFewestIndents = 0.02;
  constexpr double kMostIndents = 0.7;
  // One sentence a line is a habit of those who write Markdown: there, only blank lines count where there are any.
  constexpr std::size_t kFewBlocks = 3;
  // A line of verse or of a list is short.
  constexpr std::size_t kNarrowest = 40;

  ParagraphLayout layout;
  layout.lines_tell = line_ends == LineEnds::may_separate;
  layout.breaks = line_ends == LineEnds::wrap;
  if (layout.breaks) return layout;
  const LineMeasures all = measure(text, blocks);
  layout.margin = all.margin;
  layout.width = all.width;
  if (all.joints == 0 || (line_ends == LineEnds::rarely_separate && all.text_blocks > kFewBlocks)) return layout;
  const double lines_a_block = static_cast<double>(all.lines) / static_cast<double>(all.text_blocks);
  const bool few_blank_lines = lines_a_block > kBlocksAreParagraphs;
  if (indents_begin_paragraphs(all) ||
      (few_blank_lines && all.share(all.sentence_ends) < kLinesAreParagraphs &&
       all.share(all.indents) >= kFewestIndents && all.share(all.indents) <= kMostIndents)) {
    layout.style = ParagraphStyle::indents;
  } else if (all.share(all.sentence_ends) >= kLinesAreParagraphs) {
    layout.style = ParagraphStyle::lines;
  } else if (few_blank_lines && all.width >= kNarrowest && all.full_lines * 5 >= all.lines * 2) {
    layout.style = ParagraphStyle::short_ends;
  }
  return layout;
}

std::vector<Paragraph> split_block(std::string_view text, const Block& block, const ParagraphLayout& layout,
                                   const SpeakerLabels& labels) {
  std::vector<Paragraph> paragraphs;
  const auto begin = [&](Span span) {
    paragraphs.push_back({span});
    if (const auto label = labels.of(span)) paragraphs.back().label = label->span;
  };
  const bool is_table = block.kind == Block::Kind::table;
  const bool lines_tell = layout.lines_tell || layout.breaks;
  const bool broken = layout.breaks && block.span.of(text).find('\n') != std::string_view::npos;
  if (!layout.lines_tell && !broken && layout.style == ParagraphStyle::blocks && labels.empty() && !is_table) {
    begin(block.span);
    return paragraphs;
  }
  const std::vector<Span> lines = lines_of(text, block);
  const LineKind kind = is_table ? LineKind::rows : lines_tell ? kind_of_lines(text, lines) : LineKind::prose;
  const auto is_labelled = [&](Span line) { return labels.of({line.begin, block.span.end}).has_value(); };
  const bool labelled = !labels.empty() && std::any_of(lines.begin(), lines.end(), is_labelled);
  if (kind == LineKind::verse && !labelled && layout.style != ParagraphStyle::lines) {
    begin(block.span);
    paragraphs.back().verse = true;
    return paragraphs;
  }
  // Of lines that the author broke, those that end sentences are paragraphs; others are read with a breath at each end.
  const auto ended = static_cast<std::size_t>(
      std::count_if(lines.begin(), lines.end(), [&](Span line) { return ends_sentence(line.of(text)); }));
  const bool sentences = broken && ended * 3 >= lines.size() * 2;
  if (broken && kind == LineKind::prose && !labelled && !sentences) {
    begin(block.span);
    paragraphs.back().verse = true;
    return paragraphs;
  }
  const auto begins = [&](std::size_t i) {
    if (i == 0) return true;
    if (labelled) return is_labelled(lines[i]);
    if (kind == LineKind::rows || (sentences && kind == LineKind::prose)) return true;
    if (kind == LineKind::list && is_list_item(lines[i].of(text))) return true;
    switch (layout.style) {
      case ParagraphStyle::lines:
        return kind != LineKind::list;
      case ParagraphStyle::indents:
        return indent_of(text, lines[i]) >= layout.margin + 2;
      case ParagraphStyle::short_ends: {
        const std::string_view last = lines[i - 1].of(text);
        const std::string_view next = lines[i].of(text);
        const std::size_t word = std::min(next.find(' '), next.size());
        return ends_sentence(last) && (last.size() + 1 + word) * 10 <= layout.width * 9;
      }
      case ParagraphStyle::blocks:
        return false;
    }
    return false;
  };
  std::size_t first = 0;
  for (std::size_t i = 1; i <= lines.size(); ++i) {
    if (i < lines.size() && !begins(i)) continue;
    begin({lines[first].begin, lines[i - 1].end});
    first = i;
  }
  return paragraphs;
}

}  // namespace sotto::document
