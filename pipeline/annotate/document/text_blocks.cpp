#include "annotate/document/text_blocks.h"

#include <algorithm>
#include <array>
#include <optional>

#include "annotate/document/markdown.h"
#include "shared/text.h"

namespace sotto::document {

namespace {

using Kind = TextBlock::Kind;

/// The stretch of a line without white space at either end; empty for a blank line.
Span trimmed(std::string_view text, Span line) {
  const std::string_view content = trim_space(line.of(text));
  if (content.empty()) return {line.begin, line.begin};
  const auto begin = static_cast<std::size_t>(content.data() - text.data());
  return {begin, begin + content.size()};
}

/// Where the line that begins at `begin` ends, and where the next one begins.
struct LineEnd {
  std::size_t end = 0;
  std::size_t next = 0;
};

LineEnd line_end(std::string_view text, std::size_t begin, std::size_t limit) {
  const std::size_t end = std::min(text.find_first_of("\r\n", begin), limit);
  if (end == limit) return {limit, limit};
  const bool both = text[end] == '\r' && end + 1 < limit && text[end + 1] == '\n';
  return {end, end + (both ? 2 : 1)};
}

/// "* * *", "***", "---", "#", "⁂", "~", "o o o": one mark, repeated, alone on its line.
bool is_scene_break(std::string_view line) {
  constexpr std::size_t kLongest = 100;
  if (line.size() > kLongest) return false;
  char32_t mark = 0;
  std::size_t marks = 0;
  bool spaced = true;
  bool after_space = true;
  for (std::size_t i = 0; i < line.size();) {
    const CodePoint c = code_point_at(line, i);
    i = c.next;
    if (is_space(c.value) || c.value == U'\\') {
      after_space = true;
      continue;
    }
    if (mark != 0 && c.value != mark) return false;
    mark = c.value;
    spaced = spaced && after_space;
    after_space = false;
    ++marks;
  }
  constexpr std::u32string_view kAlone = U"*#~⁂❦❧☙✻✽❖◊§•·";
  constexpr std::u32string_view kThrice = U"-_=+–—";
  constexpr std::u32string_view kSpaced = U"oOxX.";
  if (kAlone.find(mark) != std::u32string_view::npos) return marks > 0;
  if (kThrice.find(mark) != std::u32string_view::npos) return marks >= 3;
  return kSpaced.find(mark) != std::u32string_view::npos && marks >= 3 && spaced;
}

/// What Project Gutenberg's texts put between themselves and the story; older ones say "End of ..." without stars too.
std::optional<Kind> gutenberg_mark(std::string_view line) {
  const std::string words = lower_case(line.substr(0, 32));
  if (words.starts_with("end of the project gutenberg") || words.starts_with("end of project gutenberg")) {
    return Kind::gutenberg_end;
  }
  if (line.substr(0, 3) != "***") return std::nullopt;
  const std::string_view rest = trim_space(line.substr(3));
  if (rest.substr(0, 9) == "START OF " && rest.find("GUTENBERG") != std::string_view::npos)
    return Kind::gutenberg_start;
  if (rest.substr(0, 7) == "END OF " && rest.find("GUTENBERG") != std::string_view::npos) return Kind::gutenberg_end;
  return std::nullopt;
}

/// The level of a Markdown heading "## ...", or 0.
int atx_level(std::string_view line) {
  int level = 0;
  while (static_cast<std::size_t>(level) < line.size() && line[static_cast<std::size_t>(level)] == '#') ++level;
  const std::string_view rest = line.substr(static_cast<std::size_t>(level));
  const bool heading = level >= 1 && level <= 6 && !rest.empty() && (rest.front() == ' ' || rest.front() == '\t') &&
                       rest.find_first_not_of(" \t#") != std::string_view::npos;
  return heading ? level : 0;
}

/// 1 for a line of "===", 2 for one of "---", otherwise 0.
int setext_level(std::string_view line) {
  if (line.size() < 3) return 0;
  if (line.find_first_not_of('=') == std::string_view::npos) return 1;
  return line.find_first_not_of('-') == std::string_view::npos ? 2 : 0;
}

/// Builds blocks line by line.
class BlockBuilder {
 public:
  BlockBuilder(std::string_view text, bool markdown) : text_(text), markdown_(markdown) {}

  void add(Span line) {
    const std::string_view content = line.of(text_);
    if (content.empty()) {
      close();
      ++blank_lines_;
      return;
    }
    if (markdown_) {
      if (const int level = setext_level(content); level > 0 && may_be_underlined()) {
        open_.kind = Kind::marked_heading;
        open_.level = level;
        open_.lines.push_back(line);
        close();
        return;
      }
      if (const int level = atx_level(content)) {
        alone(Kind::marked_heading, line, level);
        return;
      }
    }
    if (const std::optional<Kind> mark = gutenberg_mark(content)) {
      alone(*mark, line, 0);
    } else if (is_scene_break(content)) {
      alone(Kind::scene_break, line, 0);
    } else {
      if (open_.lines.empty()) open_.blank_lines_before = blank_lines_;
      blank_lines_ = 0;
      open_.lines.push_back(line);
    }
  }

  std::vector<TextBlock> finish() {
    close();
    return std::move(blocks_);
  }

 private:
  /// A paragraph with a rule right below it is no heading: headings are short.
  bool may_be_underlined() const {
    constexpr std::size_t kLongestTitle = 160;
    return !open_.lines.empty() && open_.lines.back().end - open_.lines.front().begin <= kLongestTitle;
  }

  void alone(Kind kind, Span line, int level) {
    close();
    blocks_.push_back({kind, line, {line}, level, blank_lines_});
    blank_lines_ = 0;
  }

  void close() {
    if (open_.lines.empty()) return;
    open_.span = {open_.lines.front().begin, open_.lines.back().end};
    blocks_.push_back(std::move(open_));
    open_ = {};
  }

  std::string_view text_;
  bool markdown_;
  std::vector<TextBlock> blocks_;
  TextBlock open_;
  std::size_t blank_lines_ = 0;
};

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

std::vector<TextBlock> find_blocks(std::string_view text, Span file, bool markdown) {
  BlockBuilder builder(text, markdown);
  for (std::size_t begin = file.begin; begin < file.end;) {
    const LineEnd end = line_end(text, begin, file.end);
    builder.add(trimmed(text, {begin, end.end}));
    begin = end.next;
  }
  return builder.finish();
}

ParagraphStyle paragraph_style(std::string_view text, const std::vector<TextBlock>& blocks, bool markdown) {
  // Wrapped prose ends one line in seven or eight with a full stop; a paragraph a line, nearly every one.
  constexpr double kLinesAreParagraphs = 0.7;
  // Wrapped prose in blocks has five to ten lines a block; a chapter without blank lines has hundreds.
  constexpr double kBlocksAreParagraphs = 12;
  constexpr double kFewestIndents = 0.02;
  constexpr double kMostIndents = 0.7;

  std::size_t text_blocks = 0;
  std::size_t lines = 0;
  std::size_t joints = 0;
  std::size_t sentence_ends = 0;
  std::size_t indents = 0;
  for (const TextBlock& block : blocks) {
    if (block.kind != Kind::text) continue;
    ++text_blocks;
    lines += block.lines.size();
    for (std::size_t i = 0; i + 1 < block.lines.size(); ++i) {
      ++joints;
      if (ends_sentence(block.lines[i].of(text))) ++sentence_ends;
      if (indent_of(text, block.lines[i + 1]) >= indent_of(text, block.lines[i]) + 2) ++indents;
    }
  }
  // One sentence a line is a habit of those who write Markdown: there, only blank lines count where there are any.
  constexpr std::size_t kFewBlocks = 3;
  if (joints == 0 || (markdown && text_blocks > kFewBlocks)) return ParagraphStyle::blocks;
  const auto share = [&](std::size_t count) { return static_cast<double>(count) / static_cast<double>(joints); };
  if (share(sentence_ends) >= kLinesAreParagraphs) return ParagraphStyle::lines;
  const double lines_a_block = static_cast<double>(lines) / static_cast<double>(text_blocks);
  if (lines_a_block > kBlocksAreParagraphs && share(indents) >= kFewestIndents && share(indents) <= kMostIndents) {
    return ParagraphStyle::indents;
  }
  return ParagraphStyle::blocks;
}

std::vector<Span> split_block(std::string_view text, const TextBlock& block, ParagraphStyle style) {
  if (style == ParagraphStyle::lines) return block.lines;
  const auto begins = [&](Span line, Span last) {
    if (text.substr(last.end, line.end - last.end).find(kItem) != std::string_view::npos) return true;
    return style == ParagraphStyle::indents && indent_of(text, line) >= indent_of(text, last) + 2;
  };
  std::vector<Span> paragraphs;
  for (std::size_t i = 0; i < block.lines.size(); ++i) {
    const Span line = block.lines[i];
    if (i == 0 || begins(line, block.lines[i - 1])) {
      paragraphs.push_back(line);
    } else {
      paragraphs.back().end = line.end;
    }
  }
  return paragraphs;
}

}  // namespace sotto::document
